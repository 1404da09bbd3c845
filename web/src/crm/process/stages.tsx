// The stages of an opportunity: their names and order, what each brings and asks for, and how long one may rest in it.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { changeFields, modelsQuery, rulesQuery } from '@/api/process'
import { Button } from '@/kit/button'
import { Pill } from '@/kit/marks'
import { Loading } from '@/kit/page'
import { ReadOnlySentence } from '@/kit/sentence'
import { Sortable } from '@/kit/sortable'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { Field, Model, Values } from '@/model/types'
import { newChoice } from './choices_editor'
import { canBeNeeded, conditionOf, moveNeeds, needOf, withNeed } from './needs'
import { QuestionDialog, type Written } from './question_dialog'
import { declaredChoices, writtenField, type WrittenChoice } from './questions'
import { spanWords, textIn } from './rule'
import { StageSentence } from './stage_sentence'
import { changeModel } from './use_model_changes'
import { t } from './words'

const entity = 'opportunity'
const field = 'stage'

interface StagesProps {
  model: Model
  mayChange: boolean
  openRule: (id: string) => void
}

const isEnd = ({ tone }: WrittenChoice) => tone === 'good' || tone === 'bad'

export function Stages({ model, mayChange, openRule }: StagesProps) {
  const models = useQuery(modelsQuery).data
  const [edited, setEdited] = useState<WrittenChoice | null>(null)
  // Where it was dropped it stands at once.
  const [order, setOrder] = useState<WrittenChoice[] | null>(null)
  const whole = entityByKey(model, entity)
  if (!whole) return null
  if (!models) return <Loading />
  const kept = writtenField(models, entity, field)?.choices ?? []
  const stages = order ?? kept
  const ends = stages.toReversed().findIndex((one) => !isEnd(one))
  const needs = whole.fields.flatMap((one) => needOf(one, field, whole, model, kept) ?? [])
  const brought = [...new Set(kept.flatMap(({ brings }) => Object.keys(brings ?? {})))]
  const open = whole.fields.filter(
    (one) => needs.some((need) => need.field === one) || canBeNeeded(one, field, brought),
  )

  const put = async (next: WrittenChoice[], done: string) => {
    setOrder(next.every(({ key }) => key) ? next : null)
    const choices = declaredChoices(next)
    const changes = { ...moveNeeds(needs, field, kept, choices), [field]: { choices } }
    const isDone = await changeModel(done, [() => changeFields(entity, changes)])
    setOrder(null)
    return isDone
  }
  const save = (stage: WrittenChoice, { label }: Written) => {
    const named = { ...stage, label }
    const before = kept[kept.length - ends - 1]
    const next = stage.key
      ? kept.map((one) => (one.key === stage.key ? named : one))
      : // One that is new is worth what the one before it is, until somebody says otherwise.
        kept.toSpliced(kept.length - ends, 0, {
          ...named,
          brings: before?.brings,
          hasOtherValues: true,
        })
    return put(next, t('stage.saved', { stage: textIn(label) }))
  }
  const bring = (stage: WrittenChoice, brings: Values) =>
    put(
      kept.map((one) => (one.key === stage.key ? { ...one, brings, hasOtherValues: true } : one)),
      t('stage.saved', { stage: textIn(stage.label) }),
    )
  const ask = (stage: WrittenChoice, asked: Field, isNeeded: boolean) => {
    const need = needs.find((one) => one.field === asked) ?? { field: asked, from: null, ends: [] }
    const next = conditionOf(withNeed(need, stage, isNeeded), field, kept)
    const args = { field: asked.label, stage: textIn(stage.label) }
    void changeModel(t(isNeeded ? 'stage.needed' : 'stage.not_needed', args), [
      () => changeFields(entity, { [asked.key]: { required_when: next } }),
    ])
  }
  return (
    <section aria-label={t('stage.title')}>
      <div className="mb-1 flex items-center gap-2">
        <h2 className="text-base font-semibold">{t('stage.title')}</h2>
        {mayChange && (
          <Button className="ml-auto" onClick={() => setEdited(newChoice())}>
            {t('stage.add')}
          </Button>
        )}
      </div>
      <Sortable
        label={t('stage.title')}
        items={stages}
        keyOf={({ key }) => key}
        nameOf={({ label }) => textIn(label)}
        fixed={Math.max(0, ends)}
        move={
          mayChange
            ? (from, to) =>
                void put(
                  stages.toSpliced(from, 1).toSpliced(to, 0, stages[from]!),
                  t('stage.moved', { stage: textIn(stages[from]!.label), n: to + 1 }),
                )
            : undefined
        }
      >
        {(stage, index) => (
          <div className="flex items-start gap-x-3 py-1.5" data-stage={stage.key}>
            <span className="num w-6 shrink-0 pt-1 text-right text-ink-3">{index + 1}</span>
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-center gap-x-3">
                <span className="min-w-32 flex-1">
                  {isEnd(stage) ? (
                    <Pill tone={stage.tone}>{textIn(stage.label)}</Pill>
                  ) : (
                    <>
                      <b className="font-medium">{textIn(stage.label)}</b>{' '}
                      <Rest stage={stage.key} openRule={openRule} />
                    </>
                  )}
                </span>
                {mayChange && (
                  <StageButtons
                    stage={stage}
                    rename={() => setEdited(stage)}
                    remove={() =>
                      void put(
                        kept.filter(({ key }) => key !== stage.key),
                        t('stage.removed', { stage: textIn(stage.label) }),
                      )
                    }
                  />
                )}
              </div>
              <ReadOnlySentence value={!mayChange}>
                <StageSentence
                  stage={stage}
                  probability={fieldOf(whole, 'probability')}
                  forecast={fieldOf(whole, 'forecast_category')}
                  bring={(brings) => void bring(stage, brings)}
                  needs={needs}
                  open={open}
                  ask={(asked, isNeeded) => ask(stage, asked, isNeeded)}
                />
              </ReadOnlySentence>
            </div>
          </div>
        )}
      </Sortable>
      {edited && (
        <QuestionDialog
          title={t(edited.key ? 'stage.rename_title' : 'stage.add')}
          before={edited.key ? { label: edited.label, choices: [] } : null}
          hasChoices={false}
          save={(written) => save(edited, written)}
          close={() => setEdited(null)}
        />
      )}
    </section>
  )
}

interface ButtonsProps {
  stage: WrittenChoice
  rename: () => void
  remove: () => void
}

function StageButtons({ stage, rename, remove }: ButtonsProps) {
  return (
    <span className="flex shrink-0">
      <Button
        kind="ghost"
        aria-label={t('stage.rename_one', { stage: textIn(stage.label) })}
        onClick={rename}
      >
        {t('stage.rename')}
      </Button>
      {!isEnd(stage) && (
        <Button
          kind="ghost"
          aria-label={t('question.remove_one', { question: textIn(stage.label) })}
          onClick={remove}
        >
          {t('question.remove')}
        </Button>
      )}
    </span>
  )
}

/** The rule that wants it to move on. */
function Rest({ stage, openRule }: { stage: string; openRule: (id: string) => void }) {
  const rules = useQuery(rulesQuery).data ?? []
  const moving = rules.filter((one) => one.entity === entity && one.renew && one.state === 'on')
  const named = moving.find(({ start }) => new RegExp(`\\bstage = "?${stage}"?(?!\\w)`).test(start))
  const rule = named ?? moving.find(({ start }) => !/\bstage = /.test(start))
  if (!rule) return null
  return (
    <button type="button" className="link text-ink-3" onClick={() => openRule(rule.id)}>
      {t('stage.rest', { span: spanWords(rule.within) })}
    </button>
  )
}

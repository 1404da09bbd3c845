// The qualifying questions in the order one asks them.
import { useQuery } from '@tanstack/react-query'
import { useContext, useState } from 'react'
import {
  addField,
  changeField,
  changeFields,
  hideField,
  modelsQuery,
  rulesQuery,
} from '@/api/process'
import { classes } from '@/base/classes'
import { Button } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { Loading, Problem } from '@/kit/page'
import { PickOne, ReadOnlySentence } from '@/kit/sentence'
import { Sortable } from '@/kit/sortable'
import { entityByKey, fieldOf } from '@/model/catalogue'
import { readCondition } from '@/model/condition_parse'
import type { Choice, Entity, Model } from '@/model/types'
import { questionsAnswered, wordsOfText } from './condition_words'
import { choicesIn, neededIn } from './needs'
import { QuestionDialog, type Written } from './question_dialog'
import {
  declaredChoices,
  filledTexts,
  keyFor,
  questionsIn,
  renumbered,
  type WrittenField,
} from './questions'
import { sentenceOf, textIn } from './rule'
import { changeModel } from './use_model_changes'
import { t } from './words'

interface QuestionsPartProps {
  model: Model
  mayChange: boolean
  openRule: (id: string) => void
}

export function QuestionsPart({ model, mayChange, openRule }: QuestionsPartProps) {
  const models = useQuery(modelsQuery)
  if (models.error) return <Problem error={models.error} retry={() => void models.refetch()} />
  if (!models.data) return <Loading />
  const asked = model.entities.filter(({ fields }) => fields.some(({ question }) => question))
  return asked.map((entity) => (
    <Questions
      key={entity.key}
      of={entity}
      model={model}
      title={asked.length > 1 ? entity.label_plural : null}
      questions={questionsIn(models.data, entity.key)}
      taken={entityByKey(models.data.en, entity.key)?.fields.map(({ key }) => key) ?? []}
      mayChange={mayChange}
      openRule={openRule}
    />
  ))
}

interface QuestionsProps {
  of: Entity
  model: Model
  title: string | null
  questions: WrittenField[]
  taken: string[]
  mayChange: boolean
  openRule: (id: string) => void
}

function Questions(props: QuestionsProps) {
  const { of, title, questions, taken, mayChange, openRule } = props
  const entity = of.key
  const [edited, setEdited] = useState<WrittenField | 'new' | null>(null)
  // Where it was dropped it stands at once.
  const [order, setOrder] = useState<string[] | null>(null)
  const inOrder = order
    ? questions.toSorted((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
    : questions
  useKeys(mayChange ? [{ keys: 'n', label: t('question.add'), run: () => setEdited('new') }] : [])
  const move = async (from: number, to: number) => {
    const moved = inOrder[from]!
    const next = inOrder.toSpliced(from, 1).toSpliced(to, 0, moved)
    setOrder(next.map(({ key }) => key))
    const places = [...renumbered(next, moved.key)].map(([key, question]) => [key, { question }])
    await changeModel(t('question.moved', { question: textIn(moved.label), n: to + 1 }), [
      () => changeFields(entity, Object.fromEntries(places)),
    ])
    setOrder(null)
  }
  const remove = (field: WrittenField) =>
    changeModel(t('question.removed', { question: textIn(field.label) }), [
      () => hideField(entity, field.key),
    ])
  const save = (field: WrittenField | 'new', written: Written) =>
    field === 'new' ? add(written) : change(field, written)
  const add = ({ label, choices }: Written) =>
    changeModel(t('question.added', { question: textIn(label) }), [
      () =>
        addField(entity, {
          key: keyFor(filledTexts(label), taken, 'own_'),
          kind: 'choice',
          label: filledTexts(label),
          choices: declaredChoices(choices),
          question: (questions.at(-1)?.question ?? 0) + 1,
        }),
    ])
  const change = (field: WrittenField, { label, choices }: Written) =>
    changeModel(t('question.changed', { question: textIn(label) }), [
      () =>
        changeField(entity, field.key, {
          label: filledTexts(label),
          choices: declaredChoices(choices),
        }),
    ])
  return (
    <section className="max-w-4xl px-4 py-3 max-md:px-3">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        {title && <h2 className="font-semibold">{title}</h2>}
        <Needed entity={entity} openRule={openRule} />
        {mayChange && (
          <Button shortcut="n" className="ml-auto" onClick={() => setEdited('new')}>
            {t('question.add')}
          </Button>
        )}
      </div>
      <Sortable
        label={t('parts.questions')}
        items={inOrder}
        keyOf={({ key }) => key}
        nameOf={({ label }) => textIn(label)}
        move={mayChange ? (from, to) => void move(from, to) : undefined}
      >
        {(field, index) => (
          <div
            className="flex flex-wrap items-start gap-x-3 gap-y-1 py-2"
            data-question={field.key}
          >
            <span className="num w-6 shrink-0 pt-0.5 text-right text-ink-3">{index + 1}</span>
            <div className="min-w-40 flex-1 pt-0.5">
              <div className="font-medium">{textIn(field.label)}</div>
              <div className="text-ink-3">
                {field.choices.map(({ label }) => textIn(label)).join(' · ')}
              </div>
              <ReadOnlySentence value={!mayChange}>
                <Demand {...props} field={field} />
              </ReadOnlySentence>
            </div>
            {mayChange && (
              <span className="flex shrink-0">
                <Button
                  kind="ghost"
                  aria-label={t('question.edit_one', { question: textIn(field.label) })}
                  onClick={() => setEdited(field)}
                >
                  {t('question.edit')}
                </Button>
                <Button
                  kind="ghost"
                  aria-label={t('question.remove_one', { question: textIn(field.label) })}
                  onClick={() => void remove(field)}
                >
                  {t('question.remove')}
                </Button>
              </span>
            )}
          </div>
        )}
      </Sortable>
      {edited && (
        <QuestionDialog
          title={t(edited === 'new' ? 'question.add' : 'question.edit_title')}
          before={edited === 'new' ? null : edited}
          hasChoices
          save={(written) => save(edited, written)}
          close={() => setEdited(null)}
        />
      )}
    </section>
  )
}

const statusKey = 'status'
const qualified = 'qualified'

/** Who is to be qualified has answered it, or need not have; what else somebody has declared is only read. */
function Demand({ of, model, field }: QuestionsProps & { field: WrittenField }) {
  const goal = fieldOf(of, statusKey)?.choices?.find(({ key }) => key === qualified)
  const when = fieldOf(of, field.key)?.required_when
  const tree = when ? readCondition(when, of, model) : null
  const isDemanded = choicesIn(tree, statusKey)?.join() === qualified
  if (when && !isDemanded)
    return (
      <p className="text-ink-2">
        {t('question.needed_when', {
          when: wordsOfText(when, { entity: of, model, included: {} }),
        })}
      </p>
    )
  return goal ? <DemandLine {...{ of, field, goal, isDemanded }} /> : null
}

interface DemandProps {
  of: Entity
  field: WrittenField
  goal: Choice
  isDemanded: boolean
}

function DemandLine({ of, field, goal, isDemanded }: DemandProps) {
  const question = textIn(field.label)
  const demand = (is: boolean) =>
    changeModel(t(is ? 'question.now_needed' : 'question.now_open', { question }), [
      () =>
        changeField(of.key, field.key, {
          required_when: is ? neededIn(statusKey, [qualified]) : '',
        }),
    ])
  const isRead = useContext(ReadOnlySentence)
  return (
    <p
      className={classes('text-ink-2', isRead ? 'leading-6' : 'leading-8 max-md:leading-11')}
      data-demand={isDemanded || undefined}
    >
      <PickOne
        label={t('question.demand_of', { question })}
        value={isDemanded ? 'must' : 'may'}
        options={[
          { value: 'must', label: t('question.must', { goal: goal.label }) },
          { value: 'may', label: t('question.may') },
        ]}
        pick={(must) => void demand(must === 'must')}
      />
    </p>
  )
}

/** The rule that wants them answered. */
function Needed({ entity, openRule }: { entity: string; openRule: (id: string) => void }) {
  const rules = useQuery(rulesQuery).data ?? []
  const rule = rules.find((one) => one.entity === entity && one.expect.includes(questionsAnswered))
  if (!rule) return null
  return (
    <p className="min-w-0 flex-1 basis-60 text-ink-3">
      {sentenceOf(rule.sentence, rule.within)}{' '}
      <button type="button" className="link" onClick={() => openRule(rule.id)}>
        {t('question.rule')}
      </button>
    </p>
  )
}

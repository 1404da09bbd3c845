// Playbooks: the steps an opportunity gets, in sentences; and the stages it goes through.
import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import {
  changeEntry,
  createEntry,
  listEntries,
  removeEntry,
  restoreEntry,
  undoJournal,
} from '@/api/calls'
import { freshKey } from '@/api/client'
import { ApiError, messageOf } from '@/api/problem'
import { queryClient } from '@/api/queries'
import { languages, type Language } from '@/base/words'
import { Button, IconButton } from '@/kit/button'
import { Loading, Problem } from '@/kit/page'
import { PickNumber, PickOne, ReadOnlySentence, Sentence } from '@/kit/sentence'
import { Sortable } from '@/kit/sortable'
import { sayDone } from '@/kit/undo'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { Entry, Model } from '@/model/types'
import {
  areDaysGood,
  isPlaybookGood,
  newStep,
  playbookOf,
  sameValues,
  totalDays,
  valuesOfPlaybook,
  type Playbook,
  type Step,
} from './playbook'
import { textIn } from './rule'
import { Stages } from './stages'
import { t, tn } from './words'

const plural = 'playbooks'
const playbooksKey = ['entries', plural, 'all']
const refresh = () => queryClient.invalidateQueries({ queryKey: ['entries', plural] })

interface PlaybooksPartProps {
  model: Model
  mayChangeModel: boolean
  openRule: (id: string) => void
}

export function PlaybooksPart({ model, mayChangeModel, openRule }: PlaybooksPartProps) {
  const query = useQuery({
    queryKey: playbooksKey,
    queryFn: ({ signal }) => listEntries(plural, { sort: 'id' }, null, signal),
  })
  const [isNew, setIsNew] = useState(false)
  const may = entityByKey(model, 'playbook')?.may
  return (
    <div className="max-w-4xl space-y-6 px-4 py-3 max-md:px-3">
      <section aria-label={t('playbooks.title')}>
        <div className="mb-1 flex items-center gap-2">
          <h2 className="text-base font-semibold">{t('playbooks.title')}</h2>
          {may?.create && !isNew && (
            <Button className="ml-auto" onClick={() => setIsNew(true)}>
              {t('playbooks.add')}
            </Button>
          )}
        </div>
        {query.error && <Problem error={query.error} retry={() => void query.refetch()} />}
        {query.isPending && <Loading />}
        {isNew && (
          <PlaybookCard entry={null} model={model} mayChange done={() => setIsNew(false)} />
        )}
        {query.data?.data.map((entry) => (
          <PlaybookCard
            key={entry.id}
            entry={entry}
            model={model}
            mayChange={may?.change ?? false}
            done={() => {}}
          />
        ))}
        {query.data?.data.length === 0 && !isNew && (
          <p className="py-2 text-ink-3">{t('playbooks.none')}</p>
        )}
      </section>
      <Stages model={model} mayChange={mayChangeModel} openRule={openRule} />
    </div>
  )
}

interface CardProps {
  /** Null: a new one. */
  entry: Entry | null
  model: Model
  mayChange: boolean
  done: () => void
}

const emptyPlaybook = (): Playbook => ({ name: '', stage: '', steps: [newStep()] })

function PlaybookCard({ entry, model, mayChange, done }: CardProps) {
  const [written, setWritten] = useState<Playbook | null>(entry ? null : emptyPlaybook)
  const [refusal, setRefusal] = useState<string | null>(null)
  const kept = entry && playbookOf(entry)
  const playbook = written ?? kept!
  const isChanged = !!written && !(kept && sameValues(kept, written))
  const put = (part: Partial<Playbook>) => {
    setRefusal(null)
    setWritten({ ...playbook, ...part })
  }
  const finish = async (title: string, takeBack: (() => Promise<unknown>) | undefined) => {
    sayDone(title, takeBack && (() => takeBack().finally(refresh)))
    await refresh()
    setWritten(entry ? null : emptyPlaybook())
    done()
  }
  const save = async () => {
    const values = valuesOfPlaybook(playbook)
    try {
      const { journal } = entry
        ? await changeEntry(plural, entry.id, values, `"${entry.version}"`)
        : await createEntry(plural, values, freshKey())
      await finish(t('playbooks.saved'), journal ? () => undoJournal(journal) : undefined)
    } catch (error) {
      setRefusal(messageOf(error))
      // What it says now is the next one to be changed.
      if (error instanceof ApiError && error.isConflict) void refresh()
    }
  }
  const remove = async () => {
    const { id } = entry!
    try {
      await removeEntry(plural, id)
      await finish(t('playbooks.removed', { name: playbook.name }), () => restoreEntry(plural, id))
    } catch (error) {
      setRefusal(messageOf(error))
    }
  }
  const opportunity = entityByKey(model, 'opportunity')
  const stages = (opportunity && fieldOf(opportunity, 'stage')?.choices) ?? []
  const days = totalDays(playbook)
  return (
    <article
      aria-label={playbook.name || t('playbooks.add')}
      className="border-b border-line py-2 last:border-0"
    >
      <ReadOnlySentence value={!mayChange}>
        <div className="flex flex-wrap items-center gap-2 text-base">
          {mayChange ? (
            <input
              aria-label={t('playbooks.name')}
              placeholder={t('playbooks.name')}
              value={playbook.name}
              onChange={(event) => put({ name: event.target.value })}
              autoComplete="off"
              className="control max-w-72 font-medium"
            />
          ) : (
            <b className="font-medium">{playbook.name}</b>
          )}
          <span>
            <Sentence
              text={t('playbooks.sentence')}
              parts={{
                stage: (
                  <PickOne
                    label={t('playbooks.stage')}
                    value={playbook.stage}
                    options={[
                      { value: '', label: t('playbooks.any_stage') },
                      ...stages.map(({ key, label }) => ({ value: key, label })),
                    ]}
                    pick={(stage) => put({ stage })}
                  />
                ),
              }}
            />
          </span>
          <span className="num text-sm text-ink-3">{tn('playbooks.days', days)}</span>
          {mayChange && entry && !isChanged && (
            <Button kind="ghost" className="ml-auto" onClick={() => void remove()}>
              {t('playbooks.remove')}
            </Button>
          )}
        </div>
        <Sortable
          label={t('playbooks.steps')}
          items={playbook.steps}
          keyOf={({ row }) => String(row)}
          nameOf={({ name }) => textIn(name) || t('playbooks.new_step')}
          move={
            mayChange
              ? (from, to) =>
                  put({
                    steps: playbook.steps
                      .toSpliced(from, 1)
                      .toSpliced(to, 0, playbook.steps[from]!),
                  })
              : undefined
          }
        >
          {(step, index) => (
            <StepLine
              step={step}
              index={index}
              change={
                mayChange ? (next) => put({ steps: playbook.steps.with(index, next) }) : undefined
              }
              remove={
                mayChange ? () => put({ steps: playbook.steps.toSpliced(index, 1) }) : undefined
              }
            />
          )}
        </Sortable>
      </ReadOnlySentence>
      {mayChange && (
        <div className="flex flex-wrap items-center gap-1.5 pt-1.5">
          <Button kind="ghost" onClick={() => put({ steps: [...playbook.steps, newStep()] })}>
            <Plus size={14} aria-hidden />
            {t('playbooks.add_step')}
          </Button>
          {(isChanged || !entry) && (
            <span className="ml-auto flex gap-1.5">
              <Button
                onClick={() => {
                  setWritten(entry ? null : emptyPlaybook())
                  setRefusal(null)
                  done()
                }}
              >
                {t('rule.discard')}
              </Button>
              <Button
                kind="primary"
                disabled={!isChanged || !isPlaybookGood(playbook)}
                onClick={() => void save()}
              >
                {t('playbooks.save')}
              </Button>
            </span>
          )}
        </div>
      )}
      {refusal && (
        <p role="alert" className="mt-1.5 rounded-md bg-bad-soft px-3 py-2 text-bad">
          {refusal}
        </p>
      )}
    </article>
  )
}

const names = Object.entries(languages) as [Language, string][]

interface StepLineProps {
  step: Step
  index: number
  change?: (step: Step) => void
  remove?: () => void
}

function StepLine({ step, index, change, remove }: StepLineProps) {
  return (
    <div className="flex flex-wrap items-center gap-1.5 py-1">
      <span className="num w-6 shrink-0 text-right text-ink-3">{index + 1}</span>
      {change ? (
        names.map(([key, name]) => (
          <input
            key={key}
            aria-label={t('playbooks.step', { n: index + 1, language: name })}
            lang={key}
            placeholder={name}
            value={step.name[key] ?? ''}
            onChange={(event) =>
              change({ ...step, name: { ...step.name, [key]: event.target.value } })
            }
            autoComplete="off"
            className="control min-w-24 flex-1 max-md:basis-3/4"
          />
        ))
      ) : (
        <span className="min-w-0 flex-1">{textIn(step.name)}</span>
      )}
      <span className="whitespace-nowrap">
        <Sentence
          text={t('playbooks.within')}
          parts={{
            n: (
              <PickNumber
                label={t('playbooks.days_of', { step: textIn(step.name) || index + 1 })}
                value={step.days}
                type={(days) => change?.({ ...step, days })}
                invalid={!areDaysGood(step.days)}
              />
            ),
            unit: tn('unit.days', Number(step.days) || 0),
          }}
        />
      </span>
      {remove && (
        <IconButton
          label={t('playbooks.remove_step', { step: textIn(step.name) || index + 1 })}
          onClick={remove}
        >
          <X size={14} aria-hidden />
        </IconButton>
      )}
    </div>
  )
}

// The rule as one reads it aloud, every part of it a picker.
import { Plus, X } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { classes } from '@/base/classes'
import { IconButton } from '@/kit/button'
import { PickNumber, PickOne, Sentence } from '@/kit/sentence'
import type { Model } from '@/model/types'
import { Complaint, ConditionEdit } from './condition_edit'
import type { Subject } from './condition_words'
import { RungLine } from './rung_line'
import {
  isSpanGood,
  isWarnGood,
  listeners,
  newRung,
  spanUnits,
  type Draft,
  type TypedSpan,
} from './rule'
import { tellNames, unitNames } from './names'
import { t, tn } from './words'

export interface SentenceProps {
  draft: Draft
  of: Subject
  problems: Record<string, string>
  /** Absent: it is only read. */
  change?: (draft: Draft) => void
  /** The entities a new rule may be about. */
  entities?: Model['entities']
}

export function RuleSentence({ draft, of, problems, change, entities }: SentenceProps) {
  const put = (part: Partial<Draft>) => change?.({ ...draft, ...part })
  const id = useId()
  const problemOf = {
    within: isSpanGood(draft.within) ? problems['within'] : t('rule.time_wrong'),
    warn: isWarnGood(draft.warn) ? problems['warn'] : t('rule.warn_wrong'),
  }
  const condition = (key: 'start' | 'expect' | 'unless', label: string) => (
    <ConditionEdit
      key={draft.entity}
      label={label}
      text={draft[key]}
      of={of}
      change={change && ((text) => put({ [key]: text }))}
      problem={problems[key]}
    />
  )
  const moments = of.entity.fields.filter(
    ({ kind, key }) => kind === 'moment' && key !== 'removed_at',
  )
  return (
    <div
      className={classes(
        'space-y-1 text-base',
        change ? 'leading-8 max-md:leading-11' : 'leading-6',
      )}
    >
      <Line>
        <Sentence
          text={t('rule.when')}
          parts={{
            entity: entities ? (
              <PickOne
                label={t('rule.entity')}
                value={draft.entity}
                options={entities.map(({ key, label }) => ({ value: key, label }))}
                pick={(entity) =>
                  put({
                    entity,
                    start: '',
                    expect: '',
                    unless: '',
                    from: '',
                    then: [],
                    restart: [],
                  })
                }
              />
            ) : (
              <b className="font-medium">{of.entity.label}</b>
            ),
            start: condition('start', t('rule.start')),
          }}
        />
      </Line>
      <Line>
        <Sentence
          text={t('rule.expect')}
          parts={{ expect: condition('expect', t('rule.expected')) }}
        />
      </Line>
      <Line>
        <Sentence
          text={t('rule.within')}
          parts={{
            span: (
              <PickSpan
                label={t('rule.time')}
                span={draft.within}
                change={(within) => put({ within })}
                describedBy={problemOf.within && `${id}-within`}
              />
            ),
            from: (
              <PickOne
                label={t('rule.from')}
                value={draft.from}
                options={[
                  { value: '', label: t('rule.from_then') },
                  ...moments.map(({ key, label }) => ({ value: key, label })),
                ]}
                pick={(from) => put({ from })}
              />
            ),
          }}
        />
        {problemOf.within && <Complaint id={`${id}-within`} text={problemOf.within} />}
      </Line>
      {(change || draft.unless) && (
        <Line>
          <Sentence
            text={t('rule.unless')}
            parts={{ unless: condition('unless', t('rule.unless_label')) }}
          />
        </Line>
      )}
      <Line>
        <Sentence
          text={t(Number(draft.warn) >= 100 ? 'rule.tell_only' : 'rule.tell')}
          parts={{
            warn: (
              <span className="whitespace-nowrap">
                <Sentence
                  text={t('rule.percent')}
                  parts={{
                    n: (
                      <PickNumber
                        label={t('rule.warn')}
                        value={draft.warn}
                        type={(warn) => put({ warn })}
                        invalid={!isWarnGood(draft.warn)}
                        describedBy={problemOf.warn && `${id}-warn`}
                      />
                    ),
                  }}
                />
              </span>
            ),
            tell: (
              <PickOne
                label={t('rule.told')}
                value={draft.tell}
                options={listeners
                  .filter((value) => value !== 'nobody' || draft.tell === value)
                  .map((value) => ({ value, label: t(tellNames[value]) }))}
                pick={(tell) => put({ tell })}
              />
            ),
          }}
        />
        {(problemOf.warn || problems['tell']) && (
          <Complaint id={`${id}-warn`} text={(problemOf.warn ?? problems['tell'])!} />
        )}
      </Line>
      <Consequences draft={draft} of={of} put={change && put} problem={problems['then']} />
      <Repeats draft={draft} of={of} put={change && put} />
    </div>
  )
}

const Line = ({ children }: { children: ReactNode }) => <div>{children}</div>

interface PickSpanProps {
  label: string
  span: TypedSpan
  change: (span: TypedSpan) => void
  /** The id of what is said against it. */
  describedBy?: string
}

export function PickSpan({ label, span, change, describedBy }: PickSpanProps) {
  return (
    <span className="whitespace-nowrap">
      <Sentence
        text={t('span.picked')}
        parts={{
          n: (
            <PickNumber
              label={label}
              value={span.n}
              type={(n) => change({ ...span, n })}
              invalid={!isSpanGood(span)}
              describedBy={describedBy}
            />
          ),
          unit: (
            <PickOne
              label={t('rule.unit', { of: label })}
              value={span.unit}
              options={spanUnits.map((value) => ({
                value,
                label: tn(unitNames[value], Number(span.n) || 0),
              }))}
              pick={(unit) => change({ ...span, unit })}
            />
          ),
        }}
      />
    </span>
  )
}

interface PartProps {
  draft: Draft
  of: Subject
  put?: (part: Partial<Draft>) => void
}

function Consequences({ draft, of, put, problem }: PartProps & { problem?: string }) {
  return (
    <>
      {draft.then.map((rung, index) => (
        <RungLine
          key={rung.row}
          rung={rung}
          of={of}
          change={put && ((next) => put({ then: draft.then.with(index, next) }))}
          remove={put && (() => put({ then: draft.then.toSpliced(index, 1) }))}
        />
      ))}
      {problem && <Complaint text={problem} />}
      {put && (
        <button
          type="button"
          onClick={() => put({ then: [...draft.then, newRung()] })}
          className="-ml-1.5 inline-flex h-7 items-center gap-0.5 rounded-md px-1.5 text-sm text-ink-3 hover:bg-hover hover:text-ink max-md:h-10"
        >
          <Plus size={13} aria-hidden />
          {t('rung.add')}
        </button>
      )}
    </>
  )
}

/** What starts it again: being kept, or a change of a field. */
function Repeats({ draft, of, put }: PartProps) {
  if (!put && !draft.renew && draft.restart.length === 0) return null
  const labelOf = (key: string) => of.entity.fields.find((field) => field.key === key)?.label ?? key
  const free = of.entity.fields.filter(
    ({ key, read_only }) => !read_only && !draft.restart.includes(key),
  )
  return (
    <Line>
      <Sentence
        text={t('rule.renew')}
        parts={{
          renew: (
            <PickOne
              label={t('rule.renewed')}
              value={draft.renew ? 'again' : 'done'}
              options={[
                { value: 'done', label: t('rule.renew_done') },
                { value: 'again', label: t('rule.renew_again') },
              ]}
              pick={(next) => put?.({ renew: next === 'again' })}
            />
          ),
        }}
      />{' '}
      {draft.restart.length > 0 && (
        <Sentence
          text={t('rule.restart')}
          parts={{
            fields: draft.restart.map((key) => (
              <span
                key={key}
                className="mx-0.5 inline-flex items-center rounded-md border border-line-strong bg-raise pl-2 font-medium"
              >
                {labelOf(key)}
                {put ? (
                  <IconButton
                    label={t('rule.restart_remove', { field: labelOf(key) })}
                    onClick={() => put({ restart: draft.restart.filter((one) => one !== key) })}
                    className="size-6! max-md:size-10!"
                  >
                    <X size={13} aria-hidden />
                  </IconButton>
                ) : (
                  <span className="w-2" />
                )}
              </span>
            )),
          }}
        />
      )}
      {put && (
        <select
          aria-label={t('rule.restart_add')}
          value=""
          onChange={(event) => put({ restart: [...draft.restart, event.target.value] })}
          className="field-sizing-content h-7 max-w-full rounded-md px-1 text-sm text-ink-3 hover:bg-hover max-md:h-10"
        >
          <option value="">{t('rule.restart_add')}</option>
          {free.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Line>
  )
}

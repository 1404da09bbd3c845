// "Then, after 2 days, hand it to the next in the team": one consequence.
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useId, useState } from 'react'
import { meQuery } from '@/api/queries'
import { IconButton } from '@/kit/button'
import { FieldInput } from '@/kit/fields'
import { PickNumber, PickOne, Sentence } from '@/kit/sentence'
import type { Field } from '@/model/types'
import { draftOf, parseDraft, showValue } from '@/model/values'
import { Complaint } from './condition_edit'
import type { Subject } from './condition_words'
import { isLimitGood, isSpanGood, type Rung } from './rule'
import { PickSpan } from './rule_sentence'
import { deedNames } from './names'
import { t } from './words'

const deeds = ['escalate', 'rotation', 'manager', 'pool', 'return_to_marketing', 'set'] as const
type Deed = (typeof deeds)[number]

const deedOf = ({ do: what, to }: Rung): Deed => (what === 'reassign' ? to : what)
const isReceiver = (deed: Deed): deed is Rung['to'] =>
  deed === 'rotation' || deed === 'manager' || deed === 'pool'
const withDeed = (rung: Rung, deed: Deed): Rung =>
  isReceiver(deed) ? { ...rung, do: 'reassign', to: deed } : { ...rung, do: deed }

interface RungLineProps {
  rung: Rung
  of: Subject
  change?: (rung: Rung) => void
  remove?: () => void
}

export function RungLine({ rung, of, change, remove }: RungLineProps) {
  const deed = deedOf(rung)
  const id = useId()
  const isTimeWrong = !!rung.after && !isSpanGood(rung.after)
  const isLimitWrong = !isLimitGood(rung.atMost)
  const has = (act: string) => of.entity.acts.some(({ key }) => key === act)
  const isOwned = of.entity.fields.some(({ key, link }) => key === 'owner' && link === 'user')
  const makesSense = (one: Deed) =>
    one === 'return_to_marketing' ? has(one) : isOwned || !isReceiver(one)
  const offered = deeds.filter((one) => one === deed || makesSense(one))
  return (
    <div data-rung={deed}>
      <Sentence
        text={t('rung.line')}
        parts={{
          when: (
            <Sentence
              text={rung.after ? t('rung.after') : '{when}'}
              parts={{
                when: (
                  <PickOne
                    label={t('rung.when')}
                    value={rung.after ? 'later' : 'at_once'}
                    options={[
                      { value: 'at_once', label: t('rung.at_once') },
                      { value: 'later', label: t('rung.later') },
                    ]}
                    pick={(when) =>
                      change?.({
                        ...rung,
                        after: when === 'later' ? { n: '2', unit: 'days' } : null,
                      })
                    }
                  />
                ),
                time: rung.after && (
                  <PickSpan
                    label={t('rung.time')}
                    span={rung.after}
                    change={(after) => change?.({ ...rung, after })}
                    describedBy={isTimeWrong ? id : undefined}
                  />
                ),
              }}
            />
          ),
          do: (
            <PickOne
              label={t('rung.do')}
              value={deed}
              options={offered.map((value) => ({ value, label: t(deedNames[value]) }))}
              pick={(next) => change?.(withDeed(rung, next))}
            />
          ),
        }}
      />{' '}
      {(deed === 'rotation' || deed === 'pool') && (change || rung.atMost) && (
        <Sentence
          text={t('rung.limit')}
          parts={{
            n: (
              <PickNumber
                label={t('rung.at_most')}
                value={rung.atMost}
                type={(atMost) => change?.({ ...rung, atMost })}
                invalid={isLimitWrong}
                describedBy={isLimitWrong ? id : undefined}
              />
            ),
          }}
        />
      )}
      {deed === 'set' && <SetField rung={rung} of={of} change={change} />}
      {remove && (
        <IconButton label={t('rung.remove')} onClick={remove} className="inline-grid! align-middle">
          <X size={14} aria-hidden />
        </IconButton>
      )}
      {(isTimeWrong || isLimitWrong) && (
        <Complaint id={id} text={t(isTimeWrong ? 'rule.time_wrong' : 'rung.limit_wrong')} />
      )}
    </div>
  )
}

/** Kinds a rule can fill in by itself. */
const settable: Field['kind'][] = ['choice', 'boolean', 'text', 'integer', 'day']

function SetField({ rung, of, change }: Omit<RungLineProps, 'remove'>) {
  const currency = useQuery(meQuery).data?.company.currency ?? ''
  const field = of.entity.fields.find(({ key }) => key === rung.field)
  const [typed, setTyped] = useState(() => (field ? draftOf(field, rung.value) : ''))
  const offered = of.entity.fields.filter(
    ({ key, kind }) => settable.includes(kind) && !['id', 'version'].includes(key),
  )
  const type = (draft: string) => {
    setTyped(draft)
    if (!field || !change) return
    const parsed = parseDraft(field, draft, currency)
    change({ ...rung, value: parsed.problem ? draft : parsed.value })
  }
  const value =
    field &&
    (change ? (
      <span className="inline-block w-40 align-middle leading-normal">
        <FieldInput
          field={{ ...field, required: false }}
          draft={typed}
          change={type}
          currency={currency}
        />
      </span>
    ) : (
      <b className="font-medium">{showValue(field, rung.value)}</b>
    ))
  return (
    <Sentence
      text={t('rung.set')}
      parts={{
        field: (
          <PickOne
            label={t('rung.field')}
            value={rung.field}
            options={[
              ...(rung.field ? [] : [{ value: '', label: '…' }]),
              ...offered.map(({ key, label }) => ({ value: key, label })),
            ]}
            pick={(key) => {
              setTyped('')
              change?.({ ...rung, field: key, value: null })
            }}
          />
        ),
        value: value ?? '…',
      }}
    />
  )
}

// What being in a stage means, as one reads it aloud: how likely, how it counts in the forecast, what must be filled.
import { X } from 'lucide-react'
import { useContext, useState } from 'react'
import { classes } from '@/base/classes'
import { listOf } from '@/base/words'
import { IconButton } from '@/kit/button'
import { PickNumber, PickOne, ReadOnlySentence, Sentence } from '@/kit/sentence'
import type { Field, Values } from '@/model/types'
import { isNeededAt, type Need } from './needs'
import type { WrittenChoice } from './questions'
import { textIn } from './rule'
import { t } from './words'

interface StageSentenceProps {
  stage: WrittenChoice
  probability: Field | undefined
  forecast: Field | undefined
  bring: (brings: Values) => void
  needs: Need[]
  /** Fields that may be asked for. */
  open: Field[]
  ask: (field: Field, isNeeded: boolean) => void
}

const known = (value: unknown) => (value === undefined || value === null ? '' : String(value))

export function StageSentence(props: StageSentenceProps) {
  const { stage, probability, forecast, bring } = props
  const isRead = useContext(ReadOnlySentence)
  const name = textIn(stage.label)
  const brings = stage.brings ?? {}
  const put = (field: Field, value: unknown) => {
    const { [field.key]: _, ...others } = brings
    bring(value === '' ? others : { ...others, [field.key]: value })
  }
  return (
    <p className={classes('text-ink-2', isRead ? 'leading-6' : 'leading-8 max-md:leading-11')}>
      {probability && forecast && (
        <>
          <Sentence
            text={t('stage.brings')}
            parts={{
              probability: (
                <Percent
                  label={t('stage.value_of', { field: probability.label, stage: name })}
                  value={known(brings[probability.key])}
                  save={(value) => put(probability, value === '' ? '' : Number(value))}
                />
              ),
              forecast: (
                <PickOne
                  label={t('stage.value_of', { field: forecast.label, stage: name })}
                  value={known(brings[forecast.key])}
                  options={[
                    { value: '', label: '–' },
                    ...(forecast.choices ?? []).map(({ key, label }) => ({ value: key, label })),
                  ]}
                  pick={(value) => put(forecast, value)}
                />
              ),
            }}
          />
        </>
      )}
      <Needs {...props} name={name} />
    </p>
  )
}

/** Sent when one has done with it, not with every figure. */
function Percent(props: { label: string; value: string; save: (value: string) => void }) {
  const { label, value, save } = props
  const [typed, setTyped] = useState<string | null>(null)
  const isGood = /^\d*$/.test(typed ?? '')
  const finish = () => {
    if (typed === null || !isGood) return
    setTyped(null)
    if (typed !== value) save(typed)
  }
  return (
    <span
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish()
        if (event.key === 'Escape') setTyped(null)
      }}
    >
      <PickNumber label={label} value={typed ?? value} type={setTyped} invalid={!isGood} />
    </span>
  )
}

function Needs(props: StageSentenceProps & { name: string }) {
  const { stage, probability, forecast, needs, open, ask, name } = props
  const isRead = useContext(ReadOnlySentence)
  const here = needs.filter((need) => isNeededAt(need, stage.key)).map(({ field }) => field)
  const others = open.filter((field) => !here.includes(field))
  if (isRead && here.length === 0) return null
  const after = t(stage.tone === 'bad' ? 'stage.needs_here' : 'stage.needs')
  // Where nothing is said before it, it begins the sentence.
  const text = probability && forecast ? after : after.replace(/^[;；]\s*/, '')
  const labels = here.map(({ label }) => label)
  return (
    <Sentence
      text={text}
      parts={{
        fields: isRead ? (
          <b className="font-medium">{listOf(labels)}</b>
        ) : (
          <>
            {here.map((field) => (
              <span
                key={field.key}
                data-need={field.key}
                className="mr-1 inline-flex h-7 items-center rounded-md border border-line-strong bg-raise pl-2 align-baseline font-medium text-ink max-md:h-10"
              >
                {field.label}
                <IconButton
                  label={t('stage.unask', { field: field.label, stage: name })}
                  onClick={() => ask(field, false)}
                >
                  <X size={13} aria-hidden />
                </IconButton>
              </span>
            ))}
            {others.length > 0 && (
              <PickOne
                label={t('stage.ask', { stage: name })}
                value=""
                options={[
                  { value: '', label: t(here.length > 0 ? 'stage.more' : 'stage.nothing') },
                  ...others.map(({ key, label }) => ({ value: key, label })),
                ]}
                pick={(key) => {
                  const field = others.find((one) => one.key === key)
                  if (field) ask(field, true)
                }}
              />
            )}
          </>
        ),
      }}
    />
  )
}

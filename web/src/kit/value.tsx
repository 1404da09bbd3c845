import { Link } from '@tanstack/react-router'
import { showMomentFully } from '@/base/time'
import { t } from '@/base/words'
import { entityByKey } from '@/model/catalogue'
import type { Field, Included, Model, Value } from '@/model/types'
import { choiceOf, isEmpty, showValue, telOf } from '@/model/values'
import { Avatar, Pill } from './marks'

interface ValueViewProps {
  field: Field
  value: Value
  included: Included
  /** Given = links may be followed; a list's rows are links themselves. */
  model?: Model
}

/** Whose a record is: that nobody has it is said, it is there to be taken. */
export const isOwner = ({ key, link }: Field) => key === 'owner' && link === 'user'

/** Only these may be followed; a record could hold javascript: or worse. */
const isWebAddress = (text: string) => /^https?:\/\//i.test(text)

export function ValueView({ field, value, included, model }: ValueViewProps) {
  if (isEmpty(value))
    return isOwner(field) ? <span className="text-ink-3">{t('person.nobody')}</span> : null
  const text = showValue(field, value, included)
  if (field.kind === 'choice')
    return toneOf(field, value) ? <Pill tone={toneOf(field, value)}>{text}</Pill> : <>{text}</>
  if (field.kind === 'link')
    return <LinkView field={field} id={String(value)} text={text} model={model} />
  if (field.kind === 'moment')
    return (
      <time dateTime={String(value)} title={showMomentFully(String(value))}>
        {text}
      </time>
    )
  if (!model) return <>{text}</>
  if (field.kind === 'email')
    return (
      <a href={`mailto:${text}`} className="link">
        <Address text={text} />
      </a>
    )
  if (field.kind === 'phone')
    return (
      <a href={telOf(text)} className="link">
        {text}
      </a>
    )
  if (field.kind === 'url' && isWebAddress(text))
    return (
      <a href={text} target="_blank" rel="noreferrer" className="link">
        {text}
      </a>
    )
  if (field.kind === 'long_text' || field.kind === 'json')
    return <span className="whitespace-pre-wrap">{text}</span>
  return <>{text}</>
}

/** An e-mail address is broken at the @ first, where there is no room for all of it. */
function Address({ text }: { text: string }) {
  const at = text.lastIndexOf('@') + 1
  if (at === 0) return text // a break before a name would put all of it below its row
  return (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  )
}

const toneOf = (field: Field, value: Value) => choiceOf(field, value)?.tone

function LinkView({
  field,
  id,
  text,
  model,
}: {
  field: Field
  id: string
  text: string
  model?: Model
}) {
  const label = (
    <>
      {field.link === 'user' && <Avatar name={text} size={18} />}
      <span className={model ? 'min-w-0' : 'truncate'}>
        {model ? <Address text={text} /> : text}
      </span>
    </>
  )
  const plural = model && field.link ? entityByKey(model, field.link)?.plural : undefined
  const look = 'inline-flex min-w-0 max-w-full items-center gap-1.5 align-bottom'
  if (!plural) return <span className={look}>{label}</span>
  return (
    <Link
      to="/e/$plural/$id"
      params={{ plural, id }}
      className={`${look} link no-underline hover:underline`}
    >
      {label}
    </Link>
  )
}

// One found record with the answer in it: who looks after it, what is open about it.
import { classes } from '@/base/classes'
import { showMoneyShort } from '@/base/money'
import { showDay } from '@/base/time'
import { t, tn } from '@/base/words'
import { Avatar } from '@/kit/marks'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { FoundPart, FoundRow, Model } from '@/model/types'
import { choiceOf } from '@/model/values'

/** Whom one asks about: with these, nothing open is an answer too. */
const customers = ['lead', 'account', 'contact']
const mostShown = 3

interface FoundProps {
  row: FoundRow
  model: Model
  /** The reader sees every opportunity: where none is told there is none. */
  seesAll: boolean
}

export function FoundLines({ row, model, seesAll }: FoundProps) {
  const context = contextOf(row, model)
  return (
    <span className="min-w-0 flex-1">
      <span className="flex min-w-0 items-center gap-2">
        <b className="min-w-0 truncate font-semibold">{row.title}</b>
        {context && (
          <span className="min-w-0 shrink-[3] truncate text-ink-3 max-md:hidden">{context}</span>
        )}
        <span className="ml-auto flex shrink-0 items-center gap-1.5 text-ink-2">
          {row.owner?.name ?? (customers.includes(row.entity) && t('person.nobody'))}
          {row.owner && <Avatar name={row.owner.name} size={18} />}
        </span>
      </span>
      <span className="flex min-w-0 gap-x-3 text-ink-2 max-md:flex-wrap">
        <span className="shrink-0 text-ink-3">{kindOf(row, model)}</span>
        {context && <span className="min-w-0 truncate text-ink-3 md:hidden">{context}</span>}
        <Worth row={row} />
        <Open row={row} model={model} seesAll={seesAll} />
      </span>
    </span>
  )
}

/** "Lead", or "Lead · phone" when the name does not say why it was found. */
function kindOf(row: FoundRow, model: Model): string {
  const entity = entityByKey(model, row.entity)
  const shown = [entity?.title, 'first_name', 'last_name', 'company', 'name', 'title']
  const hidden = row.found_in.filter((key) => !shown.includes(key))
  const isByName = hidden.length < row.found_in.length
  const field = !isByName && hidden[0] && entity ? fieldOf(entity, hidden[0]) : undefined
  return [entity?.label ?? row.entity, field?.label].filter(Boolean).join(' · ')
}

/** Of an opportunity: by these two of a name are told apart. */
function Worth({ row: { amount, close_date: day } }: { row: FoundRow }) {
  const text = [amount && showMoneyShort(amount), day && showDay(day)].filter(Boolean).join(' · ')
  return text && <span className="num shrink-0">{text}</span>
}

function Open({ row, model, seesAll }: FoundProps) {
  const isCustomer = customers.includes(row.entity)
  const none = t(seesAll ? 'find.no_opportunity_at_all' : 'find.no_opportunity')
  const hasCases = !!entityByKey(model, 'case') || row.open_cases.length > 0
  if (!isCustomer && row.open_opportunities.length + row.open_cases.length === 0) return null
  return (
    <>
      <Parts parts={row.open_opportunities} model={model} none={none} />
      {hasCases && <Parts parts={row.open_cases} model={model} none={t('find.no_case')} />}
    </>
  )
}

function Parts({ parts, model, none }: { parts: FoundPart[]; model: Model; none: string }) {
  const more = parts.length - mostShown
  const text = parts.slice(0, mostShown).map((part) => partText(part, model))
  return (
    <span className={classes('num min-w-0 truncate', parts.length === 0 && 'text-ink-3')}>
      {parts.length === 0 ? none : text.join(t('text.comma'))}
      {more > 0 && ` ${tn('find.more', more)}`}
    </span>
  )
}

/** "Pumps · Demo · €84K" */
function partText({ title, stage, amount }: FoundPart, model: Model): string {
  const field = stageField(model)
  const stageText = stage && ((field && choiceOf(field, stage)?.label) ?? stage)
  return [title, stageText, amount && showMoneyShort(amount)].filter(Boolean).join(' · ')
}

function stageField(model: Model) {
  const opportunity = entityByKey(model, 'opportunity')
  return opportunity && fieldOf(opportunity, 'stage')
}

/** The context may be a choice, which comes by its key. */
function contextOf({ entity: key, context, title }: FoundRow, model: Model): string | null {
  if (context === null || context === title) return null
  const fields = entityByKey(model, key)?.fields ?? []
  const choice = fields.flatMap((field) => choiceOf(field, context) ?? []).at(0)
  return choice?.label ?? context
}

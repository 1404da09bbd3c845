// Columns of the board, from the model: which stages there are, what they hold, how long one may rest.
import type { Money } from '@/base/money'
import { fieldOf } from '@/model/catalogue'
import type { Choice, Entity, Entry, Field, Guideline, MetricPart } from '@/model/types'
import { isMoney } from '@/model/values'

export const stageKey = 'stage'

export interface Stages {
  field: Field
  /** Still to be won, in the order of the model. */
  open: Choice[]
  /** The ends, which the model marks as good or bad. */
  closed: Choice[]
}

const isEnd = ({ tone }: Choice) => tone === 'good' || tone === 'bad'

export function stagesOf(entity: Entity): Stages | null {
  const field = fieldOf(entity, stageKey)
  if (!field?.choices) return null
  return {
    field,
    open: field.choices.filter((choice) => !isEnd(choice)),
    closed: field.choices.filter(isEnd),
  }
}

/** What a card gets that comes into it, in per cent; null where it brings none. */
export function probabilityOf({ brings }: Choice): number | null {
  const value = brings?.['probability']
  return typeof value === 'number' ? value : null
}

const quoted = (key: string) => (/^\w+$/.test(key) ? key : `"${key}"`)

/** The records of a stage, among those of the address. */
export const stageFilter = (stage: string, filter?: string) =>
  filter ? `${stageKey} = ${quoted(stage)} and (${filter})` : `${stageKey} = ${quoted(stage)}`

export const openCondition = (open: Choice[]) =>
  `${stageKey} in (${open.map(({ key }) => key).join(', ')})`

/** The promise that a record keeps moving; one that names the stage comes before one for all. */
export function idleGuideline(guidelines: Guideline[], stage: string): Guideline | undefined {
  const moving = guidelines.filter(({ renew, state }) => renew && state === 'on')
  const named = new RegExp(`\\b${stageKey} = "?${stage}"?(?!\\w)`)
  return (
    moving.find(({ start }) => named.test(start)) ??
    moving.find(({ start }) => !new RegExp(`\\b${stageKey} = `).test(start))
  )
}

export interface Worth {
  sums: Money[]
  weighted: Money[]
}

/** Per currency, exact in the smallest unit. */
class Purse {
  private units = new Map<string, bigint>()
  add({ amount, currency }: Money, share = 100n) {
    this.units.set(currency, (this.units.get(currency) ?? 0n) + unitsOf(amount) * share)
  }
  read(): Money[] {
    return [...this.units]
      .sort(([, a], [, b]) => (a < b ? 1 : -1))
      .map(([currency, units]) => ({ amount: String(Number(units) / 1_000_000), currency }))
  }
}

/** Ten thousandths: no currency is finer. */
function unitsOf(amount: string): bigint {
  const [whole = '0', part = ''] = amount.replace(/^[-+]/, '').split('.')
  const units = BigInt(whole + part.padEnd(4, '0').slice(0, 4))
  return amount.startsWith('-') ? -units : units
}

/** Of records that are all at hand. */
export function worthOf(entries: Entry[]): Worth {
  const sums = new Purse()
  const weighted = new Purse()
  for (const { amount, probability } of entries) {
    if (!isMoney(amount)) continue
    sums.add(amount)
    weighted.add(amount, BigInt(Math.round(Number(probability ?? 0))))
  }
  return { sums: sums.read(), weighted: weighted.read() }
}

export function worthFrom(parts: MetricPart[] | undefined, stage: string): Worth | undefined {
  if (!parts) return undefined
  const part = parts.find((one) => one[stageKey] === stage)
  return { sums: part?.sums ?? [], weighted: part?.weighted ?? [] }
}

/** Several stages together. */
export function addWorths(worths: Worth[]): Worth {
  const sums = new Purse()
  const weighted = new Purse()
  for (const worth of worths) {
    for (const money of worth.sums) sums.add(money)
    for (const money of worth.weighted) weighted.add(money)
  }
  return { sums: sums.read(), weighted: weighted.read() }
}

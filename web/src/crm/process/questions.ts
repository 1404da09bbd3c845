// Choices and questions as the model has them, in every language at once.
import type { Texts } from '@/api/process'
import { languages, type Language } from '@/base/words'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { Field, Model, Values } from '@/model/types'

export interface WrittenChoice {
  /** Empty: it is new. */
  key: string
  /** Keeps it apart from its like while it is being written. */
  row: string
  label: Texts
  tone?: string | null
  /** By field, what choosing it fills in; sent where somebody has changed it. */
  brings?: Values
  hasOtherValues?: boolean
}
export interface WrittenField {
  key: string
  label: Texts
  question: number
  choices: WrittenChoice[]
}

export type Models = Record<Language, Model>
const names = Object.keys(languages) as Language[]

/** A field with its texts in all languages; the order is that of any one of them. */
export function writtenField(models: Models, entity: string, key: string): WrittenField | null {
  const inEach = names.map((name) => {
    const one = entityByKey(models[name], entity)
    return one && fieldOf(one, key)
  })
  const first = inEach[0]
  if (!first) return null
  const textsOf = (read: (field: Field) => string | undefined): Texts =>
    Object.fromEntries(
      names.flatMap((name, i) => {
        const text = inEach[i] && read(inEach[i])
        return text ? [[name, text]] : []
      }),
    )
  return {
    key,
    label: textsOf((field) => field.label),
    question: first.question ?? 0,
    choices: (first.choices ?? []).map(({ key: choice, tone, brings }) => ({
      key: choice,
      row: choice,
      label: textsOf((field) => field.choices?.find((one) => one.key === choice)?.label),
      tone,
      brings,
    })),
  }
}

export function questionsIn(models: Models, entity: string): WrittenField[] {
  const keys = entityByKey(models.en, entity)?.fields ?? []
  return keys
    .filter(({ question }) => question)
    .map(({ key }) => writtenField(models, entity, key)!)
    .toSorted((a, b) => a.question - b.question)
}

/** Where each has to be renumbered so that they are asked in this order; as few as it takes. */
export function renumbered(inOrder: WrittenField[], moved: string): Map<string, number> {
  const changes = new Map<string, number>()
  let last = 0
  inOrder.forEach((field, index) => {
    const next = inOrder.slice(index + 1).find(({ key }) => key !== moved)
    const fits =
      field.question > last && (field.key !== moved || !next || field.question < next.question)
    const place = fits ? field.question : last + 1
    if (place !== field.question) changes.set(field.key, place)
    last = place
  })
  return changes
}

/** "Trade fair" → "trade_fair"; words without Latin letters are counted instead. */
export function keyFor(texts: Texts, taken: Iterable<string>, prefix = ''): string {
  const used = new Set(taken)
  const slug = (texts.en ?? Object.values(texts)[0] ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 30)
  const stem = prefix + (/^[a-z]/.test(slug) ? slug : `n${slug}`)
  for (let n = 1; ; n++) {
    const key = n === 1 && slug ? stem : `${stem}_${n}`
    if (!used.has(key)) return key
  }
}

export const filledTexts = (texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([name, text]) => [name, text.trim()])
      .filter(([, text]) => text),
  )
export const hasText = (texts: Texts) => Object.keys(filledTexts(texts)).length > 0

/** As the server takes them: known ones by their key, new ones get one. */
export function declaredChoices(choices: WrittenChoice[]) {
  const taken = choices.map(({ key }) => key).filter(Boolean)
  return choices
    .filter(({ label }) => hasText(label))
    .map(({ key, label, tone, brings, hasOtherValues }) => {
      const name = key || keyFor(filledTexts(label), taken)
      if (!key) taken.push(name)
      return {
        key: name,
        label: filledTexts(label),
        ...(tone ? { tone } : {}),
        ...(hasOtherValues ? { brings: brings ?? {} } : {}),
      }
    })
}

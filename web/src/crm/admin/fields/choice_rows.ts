// The choices of a field while they are edited, and what is sent of them.
import type { ChoiceChange } from '@/api/model_changes'
import type { Choice } from '@/model/types'
import { noTexts, type Texts } from './both_languages'
import { labelsFrom } from './names'

export interface ChoiceRow {
  key: string
  texts: Texts
  tone: string
}

/** `of`: the choices as each language reads them, in the same order. */
export function rowsOf(of: { en: Choice[]; 'zh-CN': Choice[] }): ChoiceRow[] {
  return of.en.map(({ key, label, tone }) => {
    const chinese = of['zh-CN'].find((one) => one.key === key)?.label ?? ''
    return {
      key,
      texts: { en: label, 'zh-CN': chinese === label ? '' : chinese },
      tone: tone ?? '',
    }
  })
}

const same = (a: Texts, b: Texts) => JSON.stringify(a) === JSON.stringify(b)

/** All in their order, and of each only what is not as it was. */
export function changeFrom(before: ChoiceRow[], after: ChoiceRow[]): ChoiceChange[] {
  return after.map(({ key, texts, tone }) => {
    const known = before.find((one) => one.key === key)
    return {
      key,
      ...(!same(known?.texts ?? noTexts, texts) && { label: labelsFrom(texts) }),
      ...((known?.tone ?? '') !== tone && { tone }),
    }
  })
}

export const labelIn = ({ texts, key }: ChoiceRow, language: keyof Texts) =>
  texts[language] || texts.en || texts['zh-CN'] || key

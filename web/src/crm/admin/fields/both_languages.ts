// The model as readers of each language have it, so that both can be edited.
import { useQueries } from '@tanstack/react-query'
import { modelQuery } from '@/api/queries'
import { languages, type Language } from '@/base/words'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { Entity, Field, Model } from '@/model/types'

export const allLanguages = Object.keys(languages) as Language[]
export type Texts = Record<Language, string>
export const noTexts: Texts = { en: '', 'zh-CN': '' }

export type BothModels = Record<Language, Model>

/** Undefined until both are here. */
export function useBothModels(): BothModels | undefined {
  const found = useQueries({ queries: allLanguages.map((one) => modelQuery(one)) })
  const [en, chinese] = found.map(({ data }) => data)
  return en && chinese && { en, 'zh-CN': chinese }
}

/**
 * A text in both languages. One that reads as English does is shown as empty: it follows English
 * until it is written.
 */
export function textsOf(
  models: BothModels,
  read: (model: Model) => string | null | undefined,
): Texts {
  const en = read(models.en) ?? ''
  const chinese = read(models['zh-CN']) ?? ''
  return { en, 'zh-CN': chinese === en ? '' : chinese }
}

export const ofEntity =
  (entity: string, read: (entity: Entity) => string | null | undefined) => (model: Model) => {
    const one = entityByKey(model, entity)
    return one && read(one)
  }

export const ofField =
  (entity: string, field: string, read: (field: Field) => string | null | undefined) =>
  (model: Model) => {
    const one = entityByKey(model, entity)
    const found = one && fieldOf(one, field)
    return found && read(found)
  }

// The sentence of a rule for which nobody has found words: made of its conditions, in every language.
import { useQueries } from '@tanstack/react-query'
import type { Texts } from '@/api/process'
import { modelQuery } from '@/api/queries'
import { fetchTexts, inLanguage, language, languages, type Language } from '@/base/words'
import { entityByKey } from '@/model/catalogue'
import { wordsOfText, type Subject } from './condition_words'
import type { Draft } from './rule'
import { t } from './words'

/** In the reader's language; its time is filled in when it is shown. */
export const madeSentence = (draft: Draft, of: Subject) =>
  t('rule.made', {
    entity: of.entity.label,
    start: wordsOfText(draft.start, of),
    expect: wordsOfText(draft.expect, of),
  })

/** The few words of a row or a mail's subject, where nobody has found any: a whole sentence is too long for them. */
export const madeBroken = (draft: Draft, of: Subject) => {
  const expect = wordsOfText(draft.expect, of)
  return t('rule.made_broken', {
    expect: expect.length > mostBroken ? `${expect.slice(0, mostBroken - 1).trimEnd()}…` : expect,
  })
}
const mostBroken = 48

export interface Made {
  sentence: Texts
  broken: Texts
}

const all = Object.keys(languages) as Language[]

/** In the reader's language at once, in the others when their words are here. */
export function useMadeSentences(draft: Draft, of: Subject): Made {
  // Nobody waits for words where all have been written.
  const isWanted = all.some((one) => !draft.sentence[one]?.trim() || !draft.broken[one]?.trim())
  const others = useQueries({
    queries: all.map((one) => ({
      queryKey: ['subject', one, of.entity.key],
      queryFn: async ({ client }) => ({
        texts: await fetchTexts(one),
        model: await client.ensureQueryData(modelQuery(one)),
      }),
      enabled: isWanted && one !== language(),
      staleTime: Infinity,
    })),
  })
  const made: Made = {
    sentence: { [language()]: madeSentence(draft, of) },
    broken: { [language()]: madeBroken(draft, of) },
  }
  for (const { data } of others) {
    const entity = data && entityByKey(data.model, of.entity.key)
    if (!entity || data.texts === language()) continue
    const subject = { ...of, model: data.model, entity }
    made.sentence[data.texts] = inLanguage(data.texts, () => madeSentence(draft, subject))
    made.broken[data.texts] = inLanguage(data.texts, () => madeBroken(draft, subject))
  }
  return made
}

const isWritten = (texts: Texts) => Object.values(texts).some((text) => text.trim())

/** What nobody has written is said as it was made, so that a mail can quote it to every reader. */
export const withWords = (draft: Draft, { sentence, broken }: Made): Draft => ({
  ...draft,
  sentence: isWritten(draft.sentence) ? draft.sentence : sentence,
  broken: isWritten(draft.broken) ? draft.broken : broken,
})

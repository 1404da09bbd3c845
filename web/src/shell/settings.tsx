import { changeMe, signOut } from '@/api/calls'
import { enterFor } from '@/api/principal'
import { meQuery, modelQuery, queryClient } from '@/api/queries'
import { isLanguage, languages, setLanguage, t, useLanguage, type Language } from '@/base/words'
import { forgetDrafts } from '@/kit/drafts'
import { sayError } from '@/kit/undo'

export async function chooseLanguage(next: string) {
  if (!isLanguage(next)) return
  await fetchModel(next)
  await setLanguage(next, true)
  await queryClient.invalidateQueries() // the server's texts come in the reader's language too
}

/** First: a page that waits for its model is gone meanwhile, and with it what is being typed. */
async function fetchModel(next: Language) {
  const isInUse = queryClient.getQueryData(modelQuery().queryKey) !== undefined
  if (isInUse) await queryClient.prefetchQuery(modelQuery(next))
}

/** Of who is signed in: mails come in it as well, and other browsers begin with it. */
export async function keepLanguage(next: string) {
  await chooseLanguage(next)
  try {
    await changeMe({ locale: next })
  } catch (error) {
    sayError(error)
  }
}

export function LanguageSelect({ choose = chooseLanguage }: { choose?: typeof chooseLanguage }) {
  const language = useLanguage()
  return (
    <label className="flex items-center gap-3">
      <span className="w-28 shrink-0 text-ink-3">{t('language.label')}</span>
      <select
        value={language}
        onChange={(event) => void choose(event.target.value)}
        className="control flex-1"
      >
        {Object.entries(languages).map(([key, name]) => (
          <option key={key} value={key} lang={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

export async function leave() {
  try {
    await signOut()
    enterFor(null)
    const me = queryClient.getQueryData(meQuery.queryKey)
    if (me) forgetDrafts(me.id)
    location.assign('/sign-in') // a fresh page forgets everything of this user
  } catch (error) {
    sayError(error)
  }
}

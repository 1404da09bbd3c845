// What the journeys through Admin share: the administrator at work, and a look at every section.
import {
  axeInBothThemes,
  check,
  openPage,
  signIn,
  sizes,
  VIGIL_ADMIN,
  VIGIL_URL,
} from '../browser.mjs'
import { fitsAt, narrow } from './fits.mjs'
import { says } from './says.mjs'
import { writesOf } from './server.mjs'
import { wordsOf } from './words.mjs'

/** The administrator at his page, in a language. */
export async function openAdmin(language) {
  const base = wordsOf(language, 'base')
  const page = await openPage({ language })
  const toast = (text) => says(page, text)
  await signIn(page, { email: VIGIL_ADMIN })
  await page.waitForSelector('#main')
  return {
    page,
    base,
    toast,
    /** What is sent meanwhile; a dry run only asks. */
    writes: (act) => writesOf(page, act, { dryRuns: false }),
    /** What makes names of one language unlike those of the other. */
    tag: language === 'en' ? 'en' : 'zh',
    named: (text) => check.bind(null, `${language}: ${text}`),
    undo: async () => {
      await page.keyboard.press('Escape')
      await page.evaluate(() => document.activeElement?.blur())
      await page.keyboard.press('Control+z')
      await toast(base('undo.done'))
    },
    goTo: async (section) => {
      await page.goto(`${VIGIL_URL}/admin/${section}`)
      await page.getByRole('heading', { level: 2 }).first().waitFor()
      await page.waitForFunction(() => !document.querySelector('[data-loading]'))
    },
  }
}

/** Sections at two sizes, light and dark, and the small one as narrow as 320 px. */
export async function lookAt({ page, named }, language, sections) {
  const storageState = await page.context().storageState()
  const show = async (look, section) => {
    await look.goto(`${VIGIL_URL}/admin/${section}`)
    await look.getByRole('heading', { level: 2 }).first().waitFor()
  }
  for (const size of Object.keys(sizes))
    await named(`no violation of WCAG 2.2 AA, ${size}, light and dark; nothing cut off`)(
      async () => {
        const look = await openPage({ size, language, storageState })
        for (const section of sections) {
          await show(look, section)
          await axeInBothThemes(look, section)
          if (size === 'phone') await fitsAt(look, narrow, section)
        }
        await look.context().close()
      },
    )
}

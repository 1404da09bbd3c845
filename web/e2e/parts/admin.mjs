// What the journeys through Admin share: the page's own words, the administrator at work, and what the server says.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { axe, check, expect, openPage, VIGIL_PASSWORD, VIGIL_URL } from '../browser.mjs'

export const { VIGIL_ADMIN: admin = 'admin@example.com' } = process.env
export const languages = ['en', 'zh-CN']

/** The page's own words of a room, in a language. */
export function wordsOf(room, language) {
  const file = new URL(`../../src/${room}/words.${language}.json`, import.meta.url)
  const words = JSON.parse(readFileSync(fileURLToPath(file), 'utf8'))
  return (key, args = {}) => {
    expect(words[key] !== undefined, `no word ${room} ${key}`)
    return words[key].replace(/\{(\w+)\}/g, (whole, name) => String(args[name] ?? whole))
  }
}

export async function signIn(page, email, password) {
  await page.goto(`${VIGIL_URL}/sign-in`)
  await page.waitForFunction(() => document.activeElement?.matches('input[type="email"]'))
  await page.keyboard.type(email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.waitForSelector('#main')
}

/** What was sent to the server meanwhile, apart from questions. */
export async function writesOf(page, act) {
  const sent = []
  const note = (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (request.method() !== 'GET' && !searchParams.has('dry_run'))
      sent.push(`${request.method()} ${pathname}`)
  }
  page.on('request', note)
  await act()
  page.off('request', note)
  return sent
}

export const ask = async (page, path) =>
  (await page.request.get(`${VIGIL_URL}/api/v1${path}`)).json()
export const find = async (page, plural, filter) =>
  (await ask(page, `/${plural}?filter=${encodeURIComponent(filter)}&limit=1`)).data[0]
/** Until the server says so. */
export async function becomes(read, isSo, what) {
  let last
  for (let waited = 0; waited < 100; waited++) {
    last = await read()
    if (isSo(last)) return last
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`${what}: still ${JSON.stringify(last)}`)
}

/** The administrator at his page, in a language. */
export async function openAdmin(language) {
  const base = wordsOf('base', language)
  const page = await openPage({ language })
  const toast = (text) => page.getByText(text, { exact: false }).last().waitFor()
  await signIn(page, admin, VIGIL_PASSWORD)
  return {
    page,
    base,
    toast,
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

/** Sections at two sizes, light and dark, and as narrow as 320 px. */
export async function lookAt({ page, named }, language, sections) {
  const storageState = await page.context().storageState()
  const show = async (look, section) => {
    await look.goto(`${VIGIL_URL}/admin/${section}`)
    await look.getByRole('heading', { level: 2 }).first().waitFor()
  }
  for (const size of ['desktop', 'phone'])
    for (const theme of ['light', 'dark'])
      await named(`no violation of WCAG 2.2 AA, ${size}, ${theme}`)(async () => {
        const look = await openPage({ size, theme, language, storageState })
        for (const section of sections) {
          await show(look, section)
          await axe(look, section)
        }
        await look.context().close()
      })
  await named('320 px: nothing is cut off sideways')(async () => {
    const look = await openPage({ size: 'phone', language, storageState })
    await look.setViewportSize({ width: 320, height: 700 })
    for (const section of sections) {
      await show(look, section)
      const width = await look.evaluate(() => document.documentElement.scrollWidth)
      expect(width <= 320, `${section}: ${width} px wide`)
    }
    await look.context().close()
  })
}

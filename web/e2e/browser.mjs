// What the journeys share: a browser, a page that remembers complaints, checks, the account.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { isSlow, slowDown } from './parts/line.mjs'
import { hearToasts } from './parts/says.mjs'

export const {
  VIGIL_URL = 'http://127.0.0.1:8080',
  VIGIL_EMAIL,
  VIGIL_PASSWORD,
  VIGIL_ADMIN = 'admin@example.com',
  CHROMIUM = '/usr/bin/chromium',
} = process.env
if (!VIGIL_EMAIL || !VIGIL_PASSWORD) {
  console.error('VIGIL_EMAIL and VIGIL_PASSWORD must be set')
  process.exit(2)
}

export const sizes = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  },
}

/** How long a state is waited for (ms): it ends what hangs, and is no measure of the page. */
export const patienceMs = isSlow ? 30_000 : 10_000

/** How much longer than on a machine of its own something may take. */
export const slowness = isSlow ? 8 : 1

// What is waited for beside something else (`waitForRequest`) may fail before it is awaited: its check tells so then.
process.on('unhandledRejection', () => {})

let passed = 0
let failed = 0
export async function check(name, body) {
  const began = performance.now()
  try {
    await body()
    passed++
    console.log(`ok    ${name}, ${((performance.now() - began) / 1000).toFixed(1)} s`)
  } catch (error) {
    failed++
    await showAll(name)
    console.log(
      `FAIL  ${name}\n      ${String(error.message ?? error).replaceAll('\n', '\n      ')}`,
    )
  }
}
/** What every page showed when a check failed, as pictures in the folder VIGIL_SHOTS. */
async function showAll(name) {
  const { VIGIL_SHOTS: folder } = process.env
  if (!folder) return
  const pages = browser.contexts().flatMap((context) => context.pages())
  const file = name.replace(/[^\p{L}\d]+/gu, '_').slice(0, 60)
  for (const [n, page] of pages.entries())
    await page.screenshot({ path: `${folder}/${file}.${n}.png` }).catch(() => {})
}
export function expect(condition, message) {
  if (!condition) throw new Error(message)
}

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})

/**
 * A page in its own browser profile; what the browser complains about is kept in
 * page.complaints.
 */
export async function openPage({
  size = 'desktop',
  theme = 'light',
  language = 'en',
  storageState,
} = {}) {
  const context = await browser.newContext({
    ...sizes[size],
    locale: 'en-GB',
    colorScheme: theme,
    storageState,
  })
  await context.addInitScript((chosen) => localStorage.setItem('vigil.language', chosen), language)
  await context.addInitScript(hearToasts)
  await slowDown(context)
  const page = await context.newPage()
  page.setDefaultTimeout(patienceMs)
  page.complaints = []
  page.on('pageerror', (error) => page.complaints.push(error.message))
  page.on('console', (message) => {
    if (/Content.Security.Policy|Minified React error/i.test(message.text()))
      page.complaints.push(message.text())
  })
  return page
}

/** By keyboard: the cursor stands in the first field. */
export async function typeSignIn(
  page,
  password = VIGIL_PASSWORD,
  { email = VIGIL_EMAIL, url = VIGIL_URL } = {},
) {
  await page.goto(`${url}/sign-in`)
  await page.waitForFunction(() => document.activeElement?.matches('input[type="email"]'))
  await page.keyboard.type(email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
}

/** Signed in without the way there, for journeys that are about something else; it stands at home. */
export async function signIn(
  page,
  { email = VIGIL_EMAIL, password = VIGIL_PASSWORD, url = VIGIL_URL } = {},
) {
  const answer = await page.request.post(`${url}/api/v1/sessions`, { data: { email, password } })
  expect(answer.ok(), `${email}: ${answer.status()}`)
  await page.goto(url)
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** No violation of WCAG 2.2 AA, once nothing moves or loads any more. */
export async function axe(page, what) {
  await page.waitForFunction(
    () => document.fonts.status === 'loaded' && !document.querySelector('[data-loading]'),
  )
  // A dialog that is still rising is half transparent: its colours are not yet those one reads.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
        .map((one) => one.finished),
    ),
  )
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  const violations = await page.evaluate(async (tags) => {
    const result = await window.axe.run(document, {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
    })
    return result.violations.map(
      (v) =>
        `${v.id}: ${v.help}\n  ${v.nodes
          .slice(0, 3)
          .map((n) => n.html)
          .join('\n  ')}`,
    )
  }, axeTags)
  expect(violations.length === 0, `${what}\n${violations.join('\n')}`)
}

/** In one page: the theme is changed under it. */
export async function axeInBothThemes(page, what) {
  await axe(page, `${what}, light`)
  const shine = async (theme) => {
    await page.emulateMedia({ colorScheme: theme })
    await page.waitForSelector(`html[data-theme="${theme}"]`)
  }
  await shine('dark')
  await axe(page, `${what}, dark`)
  await shine('light')
}

export async function finish() {
  await browser.close()
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed > 0 ? 1 : 0)
}

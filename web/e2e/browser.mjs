// What the journeys share: a browser, a page that remembers complaints, checks, the account.
import { chromium } from 'playwright-core'

export const {
  VIGIL_URL = 'http://127.0.0.1:8080',
  VIGIL_EMAIL,
  VIGIL_PASSWORD,
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

let passed = 0
let failed = 0
export async function check(name, body) {
  try {
    await body()
    passed++
    console.log(`ok    ${name}`)
  } catch (error) {
    failed++
    console.log(
      `FAIL  ${name}\n      ${String(error.message ?? error).replaceAll('\n', '\n      ')}`,
    )
  }
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
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.complaints = []
  page.on('pageerror', (error) => page.complaints.push(error.message))
  page.on('console', (message) => {
    if (/Content.Security.Policy|Minified React error/i.test(message.text()))
      page.complaints.push(message.text())
  })
  return page
}

/** By keyboard: the cursor stands in the first field. */
export async function typeSignIn(page, password = VIGIL_PASSWORD) {
  await page.goto(`${VIGIL_URL}/sign-in`)
  await page.waitForFunction(() => document.activeElement?.matches('input[type="email"]'))
  await page.keyboard.type(VIGIL_EMAIL)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
}

export async function finish() {
  await browser.close()
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed > 0 ? 1 : 0)
}

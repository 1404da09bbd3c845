// The manager's journey in a real browser, against a running server with at least eleven
// exceptions for that user.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/exceptions.mjs
import { axe, check, expect, finish, openPage, sizes, typeSignIn, VIGIL_URL } from './browser.mjs'
import { fits } from './parts/fits.mjs'

const listIsThere = (page) =>
  page.waitForFunction(
    () => document.querySelector('[data-badge]') && document.querySelector('main li button'),
  )
const total = (page) =>
  page.evaluate(() =>
    Number(document.querySelector('[data-badge]')?.getAttribute('data-badge') ?? 0),
  )
const totalIs = (page, wanted) =>
  page.waitForFunction(
    (n) => Number(document.querySelector('[data-badge]')?.getAttribute('data-badge') ?? 0) === n,
    wanted,
  )

/** Steps from a bundle into its members, so that one key clears one exception. */
async function standOnSingle(page) {
  for (let steps = 0; steps < 50; steps++) {
    const expanded = await page
      .locator('main li button[aria-current="true"]')
      .getAttribute('aria-expanded')
    if (expanded === null) return
    if (expanded === 'false') await page.keyboard.press('Enter')
    await page.keyboard.press('j')
  }
  throw new Error('no single exception within 50 steps')
}

const answers = {
  remind: async (page) => page.keyboard.press('r'),
  snooze: async (page) => {
    await page.keyboard.press('s')
    await page.waitForSelector('[data-modal]')
    await page.keyboard.press('1')
  },
  accept: async (page) => {
    await page.keyboard.press('x')
    await page.waitForSelector('[data-modal]')
    await page.keyboard.press('1')
  },
  reassign: async (page) => {
    await page.keyboard.press('a')
    await page.waitForSelector('[data-modal] [role="option"]')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
  },
}

async function clearOne(page, kind) {
  await standOnSingle(page)
  const before = await total(page)
  const mayRemind = (await page.locator('aside button[aria-keyshortcuts="R"]').count()) > 0
  await answers[kind === 'remind' && !mayRemind ? 'accept' : kind](page)
  await totalIs(page, before - 1)
}

// --- the journey ---------------------------------------------------------------------------------

const page = await openPage()
let storageState
await check('a wrong password is told and keeps the door shut', async () => {
  await typeSignIn(page, 'not the password')
  await page.waitForSelector('[role="alert"]:not(:empty)')
  expect(new URL(page.url()).pathname === '/sign-in', 'left the sign-in page')
})
await check('the manager signs in by keyboard and sees the exceptions', async () => {
  await typeSignIn(page)
  await listIsThere(page)
  storageState = await page.context().storageState()
  const n = await total(page)
  expect(n >= 11, `${n} exceptions, the journey needs 11`)
})
await check('the current forecast stands there unasked (budget 0)', async () => {
  const forecast = page.locator('[data-counter="forecast"]')
  await forecast.filter({ hasText: /€\d/ }).waitFor()
})
await check('three counters stand beside it, each opens what it counts', async () => {
  expect((await page.locator('[data-counter]').count()) === 4, 'not three counters and a forecast')
  await page.locator('[data-counter="meetings_held"]').click()
  await page.waitForURL(/\/e\/activities\?filter=/)
  await page.goBack()
  await page.locator('[data-counter="forecast"]').click()
  await page.waitForURL(/\/plan/)
  await page.goBack()
  await listIsThere(page)
})
await check('J and K move, ? shows the keys, Escape closes', async () => {
  const current = () => page.locator('main li button[aria-current="true"]').getAttribute('id')
  const first = await current()
  await page.keyboard.press('j')
  expect((await current()) !== first, 'J did not move')
  await page.keyboard.press('k')
  expect((await current()) === first, 'K did not move back')
  await page.keyboard.press('?')
  await page.waitForSelector('[data-modal]')
  await page.keyboard.press('Escape')
  await page.waitForSelector('[data-modal]', { state: 'detached' })
})
const start = await total(page)
await check('ten exceptions are cleared by keyboard only', async () => {
  const kinds = [
    'remind',
    'remind',
    'accept',
    'remind',
    'snooze',
    'remind',
    'reassign',
    'remind',
    'remind',
    'remind',
  ]
  const startedAt = performance.now()
  for (const kind of kinds) await clearOne(page, kind)
  const seconds = (performance.now() - startedAt) / 1000
  expect((await total(page)) === start - 10, `${await total(page)} left of ${start}`)
  expect(seconds < 120, `took ${seconds} s`)
})
await check('mod+Z brings the last one back', async () => {
  await page.keyboard.press('Control+z')
  await totalIs(page, start - 9)
})
await check('what was cleared stays cleared after a reload', async () => {
  await page.reload()
  await listIsThere(page)
  expect(
    (await total(page)) === start - 9,
    `${await total(page)} after reload, ${start - 9} expected`,
  )
})
await check('Undo in the toast brings one back', async () => {
  await clearOne(page, 'accept')
  await page.getByRole('button', { name: 'Undo' }).click()
  await totalIs(page, start - 9)
})
await check('the stream is live', async () => {
  await page.waitForFunction(() =>
    document.querySelector('aside [role="status"]')?.textContent?.includes('Live'),
  )
})
await check('no script error and nothing against the content security policy', async () => {
  expect(page.complaints.length === 0, page.complaints.join('\n'))
})
await page.context().close()

// --- every page, size, theme, language -----------------------------------------------------------

/** In three parts where there is room, else in tabs. */
const recordIsThere = (view) => view.waitForSelector('main dl, main [role="tabpanel"]')

async function firstRecordPath(view) {
  await view.goto(`${VIGIL_URL}/e/leads`)
  const link = view.locator('[role="row"] a').first()
  await link.waitFor()
  return link.getAttribute('href')
}

for (const size of Object.keys(sizes)) {
  for (const theme of ['light', 'dark']) {
    for (const language of ['en', 'zh-CN']) {
      const where = `${size}, ${theme}, ${language}`
      await check(`axe: sign-in (${where})`, async () => {
        const stranger = await openPage({ size, theme, language })
        await stranger.goto(`${VIGIL_URL}/sign-in`)
        await stranger.waitForSelector('input[type="password"]')
        await axe(stranger, 'sign-in')
        await stranger.goto(`${VIGIL_URL}/sign-in?forgotten=1`)
        await stranger.waitForSelector('input[type="email"]')
        await axe(stranger, 'forgotten')
        await stranger.goto(`${VIGIL_URL}/reset?token=x`)
        await stranger.waitForSelector('input[type="password"]')
        await axe(stranger, 'reset')
        await stranger.context().close()
      })
      const view = await openPage({ size, theme, language, storageState })
      await check(`axe: exceptions (${where})`, async () => {
        await view.goto(VIGIL_URL)
        await listIsThere(view)
        await axe(view, 'list')
        if (size === 'phone') {
          await view.locator('main li button:not([aria-expanded])').first().click()
          await view.waitForSelector('main dl')
        }
        if (size === 'desktop') await standOnSingle(view)
        await view.waitForSelector('main h3')
        await axe(view, 'detail')
      })
      await check(`axe: list and record (${where})`, async () => {
        const path = await firstRecordPath(view)
        await axe(view, 'list')
        await view.goto(VIGIL_URL + path)
        await recordIsThere(view)
        await axe(view, 'record')
        for (const tab of await view.getByRole('tab').all()) {
          await tab.click()
          await axe(view, `record, ${await tab.innerText()}`)
        }
      })
      await check(`axe: what is asked (${where})`, async () => {
        const [call] = await view.locator('main [role="group"] button').all()
        await call.click()
        await view.waitForSelector('[data-modal] [aria-keyshortcuts="1"]')
        await axe(view, 'log a call')
        await view.goto(`${VIGIL_URL}/e/leads`)
        await view.locator('main header button').last().click()
        await view.waitForSelector('[data-modal] input')
        await axe(view, 'new lead')
        await view.keyboard.press('Escape')
        await view.waitForSelector('[data-modal]', { state: 'detached' })
      })
      await check(`nothing is wider than the screen, no complaints (${where})`, async () => {
        await fits(view, 'list')
        expect(view.complaints.length === 0, view.complaints.join('\n'))
      })
      await view.context().close()
    }
  }
}

// --- narrow screens and large letters -------------------------------------------------------------

for (const [name, viewport] of [
  ['320 px', { width: 320, height: 640 }],
  ['200 % zoom', { width: 720, height: 450 }],
]) {
  for (const language of ['en', 'zh-CN']) {
    await check(`nothing is wider than the screen (${name}, ${language})`, async () => {
      const view = await openPage({ language, storageState })
      await view.setViewportSize(viewport)
      await view.goto(VIGIL_URL)
      await listIsThere(view)
      await fits(view, 'exceptions')
      const path = await firstRecordPath(view)
      await fits(view, 'list')
      await view.goto(VIGIL_URL + path)
      await recordIsThere(view)
      await fits(view, 'record')
      await view.locator('main [role="group"] button').first().click()
      await view.waitForSelector('[data-modal]')
      await fits(view, 'log a call')
      await view.context().clearCookies()
      await view.goto(`${VIGIL_URL}/sign-in`)
      await view.waitForSelector('input[type="password"]')
      await fits(view, 'sign-in')
      await view.context().close()
    })
  }
}

await finish()

// The manager's journey in a real browser, against a running server with at least eleven
// exceptions for that user.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/exceptions.mjs
import {
  axe,
  axeInBothThemes,
  check,
  expect,
  finish,
  openPage,
  sizes,
  typeSignIn,
  VIGIL_URL,
} from './browser.mjs'
import { clearOne, listIsThere, standOnSingle, total, totalIs } from './parts/exceptions.mjs'
import { fits } from './parts/fits.mjs'
import { ask } from './parts/server.mjs'
import { languages, wordsOf } from './parts/words.mjs'

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
/** Opens what is folded, and folds what is open. */
async function toggleBundles() {
  const bundles = page.locator('main li button[aria-expanded]')
  for (const id of await bundles.evaluateAll((all) => all.map((one) => one.id)))
    await page.locator(`[id="${id}"]`).click()
}
await check('one’s own begins with what keeps it: a call, by L', async () => {
  await toggleBundles()
  await page.locator('main li button', { hasText: 'Own 1' }).first().click()
  const acts = page.locator('aside button[aria-keyshortcuts]')
  await page.locator('aside [data-way="call"]').waitFor()
  expect((await acts.first().getAttribute('data-way')) === 'call', 'not first')
  await axe(page, 'an exception of one’s own')
  await page.keyboard.press('l')
  await page.getByRole('dialog', { name: 'Log a call' }).getByText('Own 1').waitFor()
  await page.keyboard.press('Escape')
  await page.waitForSelector('[data-modal]', { state: 'detached' })
  await toggleBundles()
  await page.locator('main li button').first().click()
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

// --- every page, size and language, in both themes -----------------------------------------------------------

/** In three parts where there is room, else in tabs. */
const recordIsThere = (view) => view.waitForSelector('main dl, main [role="tabpanel"]')

async function firstRecordPath(view) {
  await view.goto(`${VIGIL_URL}/e/leads`)
  const link = view.locator('[role="row"] a').first()
  await link.waitFor()
  return link.getAttribute('href')
}

for (const size of Object.keys(sizes)) {
  for (const language of ['en', 'zh-CN']) {
    const where = `${size}, ${language}`
    await check(`axe: sign-in (${where})`, async () => {
      const stranger = await openPage({ size, language })
      await stranger.goto(`${VIGIL_URL}/sign-in`)
      await stranger.waitForSelector('input[type="password"]')
      await axeInBothThemes(stranger, 'sign-in')
      await stranger.goto(`${VIGIL_URL}/sign-in?forgotten=1`)
      await stranger.waitForSelector('input[type="email"]')
      await axeInBothThemes(stranger, 'forgotten')
      await stranger.goto(`${VIGIL_URL}/reset?token=x`)
      await stranger.waitForSelector('input[type="password"]')
      await axeInBothThemes(stranger, 'reset')
      await stranger.context().close()
    })
    const view = await openPage({ size, language, storageState })
    await check(`axe: exceptions (${where})`, async () => {
      await view.goto(VIGIL_URL)
      await listIsThere(view)
      await axeInBothThemes(view, 'list')
      if (size === 'phone') {
        await view.locator('main li button:not([aria-expanded])').first().click()
        await view.waitForSelector('main dl')
      }
      if (size === 'desktop') await standOnSingle(view)
      await view.waitForSelector('main h3')
      await axeInBothThemes(view, 'detail')
    })
    await check(`axe: list and record (${where})`, async () => {
      const path = await firstRecordPath(view)
      await axeInBothThemes(view, 'list')
      await view.goto(VIGIL_URL + path)
      await recordIsThere(view)
      await axeInBothThemes(view, 'record')
      for (const tab of await view.getByRole('tab').all()) {
        await tab.click()
        await axeInBothThemes(view, `record, ${await tab.innerText()}`)
      }
    })
    await check(`axe: what is asked (${where})`, async () => {
      const [call] = await view.locator('main [role="group"] button').all()
      await call.click()
      await view.waitForSelector('[data-modal] [aria-keyshortcuts="1"]')
      await axeInBothThemes(view, 'log a call')
      await view.goto(`${VIGIL_URL}/e/leads`)
      await view.locator('main header button').last().click()
      await view.waitForSelector('[data-modal] input')
      await axeInBothThemes(view, 'new lead')
      await view.keyboard.press('Escape')
      await view.waitForSelector('[data-modal]', { state: 'detached' })
    })
    await check(`axe: board, table, account, typed line, what is planned (${where})`, async () => {
      await view.goto(`${VIGIL_URL}/e/opportunities/board`)
      await view.waitForSelector('[data-card]')
      await axeInBothThemes(view, 'board')
      await view.goto(`${VIGIL_URL}/e/opportunities?sort=name`)
      await view.waitForSelector('[role="row"][data-index="0"]')
      await axeInBothThemes(view, 'table')
      const { data } = await ask(view, '/accounts?limit=1')
      await view.goto(`${VIGIL_URL}/e/accounts/${data[0].id}`)
      await recordIsThere(view)
      await axeInBothThemes(view, 'account')
      await view.keyboard.press('t')
      await view.waitForSelector('[data-modal] input[type="time"]')
      await axeInBothThemes(view, 'next step')
      await view.goto(`${VIGIL_URL}/e/leads`)
      await view.waitForSelector('[role="row"][data-index="0"]')
      if (size === 'desktop') {
        await view.keyboard.press('j')
        await view.keyboard.press('p')
        await view.waitForSelector('aside dl')
        await axeInBothThemes(view, 'peek')
      }
      await view.keyboard.press('n')
      await view.waitForSelector('[data-modal] input')
      await view.keyboard.type('Ada Lind, Kiosk Nord GmbH, lead8@example.com, web')
      await view.waitForSelector('[data-modal] select')
      await axeInBothThemes(view, 'typed line')
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

// --- narrow screens and large letters -------------------------------------------------------------

/** How many buttons of a group stand in each of its lines. */
const perLine = (group) =>
  group.locator('button').evaluateAll((all) => {
    const tops = all.map((one) => Math.round(one.getBoundingClientRect().top))
    return [...new Set(tops)].map((top) => tops.filter((each) => each === top).length)
  })
for (const language of languages) {
  await check(`of four acts none stands alone, in any width (${language})`, async () => {
    const t = wordsOf(language, 'base')
    const view = await openPage({ language, storageState })
    for (const width of [1440, 1024, 700, 390, 320]) {
      await view.setViewportSize({ width, height: 844 })
      await view.goto(VIGIL_URL)
      await listIsThere(view)
      const others = view.locator('main li button[id]:not([aria-expanded])')
      await others.filter({ hasNotText: 'Own' }).first().click()
      const acts = view.getByRole('group', { name: t('record.acts') })
      await acts.getByRole('button', { name: t('exceptions.remind') }).waitFor()
      const lines = (await perLine(acts)).join(' + ')
      expect(lines === '4' || lines === '2 + 2', `${width} px: ${lines}`)
      expect(width > 767 || lines === '2 + 2', `a phone of ${width} px: ${lines}`)
    }
    await view.context().close()
  })
  await check(`no label of the phone’s bar is cut, 320 px (${language})`, async () => {
    const view = await openPage({ size: 'phone', language, storageState })
    await view.setViewportSize({ width: 320, height: 640 })
    for (const path of ['/', '/e/leads', '/e/opportunities/board']) {
      await view.goto(VIGIL_URL + path)
      const t = wordsOf(language, 'base')
      const bar = view.getByRole('navigation', { name: t('nav.quick') })
      const labels = bar.locator('a > span:first-of-type, button > span')
      await bar.locator('[data-badge]').waitFor()
      const cut = await labels.evaluateAll((all) =>
        all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
      )
      expect(cut.length === 0, `${path}: ${cut}`)
      expect((await labels.count()) === 5, `${await labels.count()} labels`)
      for (const one of await bar.locator('a, button').all()) {
        const { width } = await one.boundingBox()
        expect(width >= 40, `${await one.innerText()} is ${width} px wide`)
      }
    }
    await view.context().close()
  })
}

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

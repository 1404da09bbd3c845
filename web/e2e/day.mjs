// A rep's day and his manager's plan in a real browser, in English and in Chinese by the same checks: the manager
// sets a plan, the rep sees it and keeps his promises, and both see the number tick.
// Against a server with a test clock, and a manager (VIGIL_EMAIL) of Ben and Chiara.
//   VIGIL_URL=… VIGIL_EMAIL=… VIGIL_PASSWORD=… VIGIL_MAILS=folder of *.eml node e2e/day.mjs
import {
  axe,
  axeInBothThemes,
  check,
  expect,
  finish,
  openPage,
  sizes,
  slowness,
  signIn,
  typeSignIn,
  VIGIL_ADMIN,
  VIGIL_URL,
} from './browser.mjs'
import { fits } from './parts/fits.mjs'
import { linksTo, nextLinkTo } from './parts/mails.mjs'
import { says } from './parts/says.mjs'
import { ask, becomes, writesOf } from './parts/server.mjs'
import { wordsOf } from './parts/words.mjs'

const password = 'a password for the day'

/** A rep made by an administrator has no password yet: it comes by the link of a mail. */
async function setPassword(email) {
  const send = (path, body) =>
    fetch(`${VIGIL_URL}/api/v1${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  const before = linksTo(email).length
  await send('/passwords/reset', { email })
  const token = new URL(await nextLinkTo(email, { before })).searchParams.get('token')
  const answer = await send('/passwords/reset', { token, password })
  if (!answer.ok) throw new Error(await answer.text())
}

const counter = (page, key) => page.locator(`[data-counter="${key}"]`)
const doneOf = (page, key) => counter(page, key).locator('[data-done]').getAttribute('data-done')
const toDo = (page, group) =>
  page.locator(`section[aria-labelledby="day-${group}"] [data-thing]:not([data-done])`)
const isReady = (page) =>
  page.waitForFunction(
    () => document.querySelector('[data-counter]') && document.querySelector('[data-foot]'),
  )
/** Looked at by axe in both sizes and themes, and no wider than the narrowest phone. */
async function looksRight(page, path, isThere) {
  const storageState = await page.context().storageState()
  const language = await page.evaluate(() => localStorage.getItem('vigil.language'))
  for (const size of Object.keys(sizes)) {
    const other = await openPage({ size, language, storageState })
    await other.goto(`${VIGIL_URL}${path}`)
    await isThere(other)
    await axeInBothThemes(other, `${path} ${size}`)
    if (size === 'phone') {
      await other.setViewportSize({ width: 320, height: 640 })
      await fits(other, `${path} on 320 px`)
    }
    expect(other.complaints.length === 0, other.complaints.join('\n'))
    await other.context().close()
  }
}

const manager = await openPage()
await signIn(manager)
await manager.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
const people = (await ask(manager, '/users?limit=200')).data
const idOf = (email) => people.find((one) => one.email === email).id

const subjects = {
  en: { call: 'Call Maria back', planned: 'Meet at the fair' },
  'zh-CN': { call: '给王小明回电', planned: '展会会面' },
}

async function aDay(language, email) {
  const t = wordsOf(language, 'base', 'kit/numbers', 'crm/day')
  const { call, planned } = subjects[language]
  const rep = await openPage({ language })
  const me = idOf(email)
  const named = (what) => `${language}: ${what}`

  await check(named('a rep signs in and stands in his day'), async () => {
    await setPassword(email)
    await typeSignIn(rep, password, { email })
    await rep.waitForURL(/\/day$/)
    await rep.getByRole('heading', { level: 1, name: t('nav.day') }).waitFor()
    await isReady(rep)
    expect((await toDo(rep, 'promise').count()) > 0, 'no promise to keep')
    await counter(rep, 'contacts_taken').getByText(t('counter.no_plan')).waitFor()
  })

  const planCell = manager.locator(
    `[data-member="${me}"] [data-metric="contacts_taken"] [data-plan]`,
  )
  await check(named('the manager types a plan; the rep sees it without asking'), async () => {
    await manager.goto(`${VIGIL_URL}/plan?show=counters`)
    await planCell.click()
    const sent = await writesOf(manager, async () => {
      await manager.keyboard.type('10')
      await manager.keyboard.press('Enter')
      await becomes(async () => (await planCell.innerText()).match(/\d+$/)?.[0], '10', 'the plan')
    })
    expect(sent.length === 1, `${sent.length} requests: ${sent}`)
    await counter(rep, 'contacts_taken')
      .getByText(t('counter.of', { n: 10 }))
      .waitFor()
  })

  await check(named('one click logs a call; the line fades, both numbers tick'), async () => {
    const line = toDo(rep, 'promise')
      .filter({ has: rep.locator('[data-outcome="reached"]') })
      .first()
    const id = await line.getAttribute('data-thing')
    const before = Number(await doneOf(rep, 'contacts_taken'))
    const answered = rep.waitForResponse((one) => one.url().endsWith('/log_call'))
    const sent = await writesOf(rep, async () => {
      await line.locator('[data-outcome="reached"]').click()
      const answer = await answered
      expect(answer.ok(), 'the call was refused')
      await answer.finished()
      const took = answer.request().timing().responseEnd
      expect(took < 300 * slowness, `saved after ${took} ms`)
      await becomes(() => doneOf(rep, 'contacts_taken'), String(before + 1), 'the counter')
    })
    expect(sent.length === 1, `${sent.length} requests: ${sent}`)
    // Another promise of the record may stand all the same: the line then says what was logged.
    await rep.locator(`[data-thing="${id}"] [data-mark]`).waitFor()
    const seen = manager.locator(
      `[data-member="${me}"] [data-metric="contacts_taken"] [data-done="${before + 1}"]`,
    )
    await seen.waitFor()
    await rep.keyboard.press('Control+z')
    await becomes(() => doneOf(rep, 'contacts_taken'), String(before), 'the counter')
    await rep.locator(`[data-thing="${id}"]:not(:has([data-mark]))`).waitFor()
  })

  await check(named('what is planned for today stands under today, by the clock'), async () => {
    const { now } = await ask(rep, '/me')
    const lead = (await ask(rep, '/leads?limit=1&sort=created_at')).data[0].id
    const values = { state: 'planned', happened_at: now, owner: me, lead }
    await ask(rep, '/activities', 'POST', { kind: 'task', subject: call, ...values })
    await ask(rep, '/activities', 'POST', { kind: 'meeting', subject: planned, ...values })
    await rep.getByText(call).waitFor()
    await rep.getByText(planned).waitFor()
  })

  await check(named('what is overdue stands above what is still due'), async () => {
    const tiles = await toDo(rep, 'promise').evaluateAll((lines) =>
      lines.map((line) => line.dataset.promise),
    )
    const firstDue = tiles.indexOf('warned')
    expect(firstDue < 0 || !tiles.includes('open', firstDue), `in the order ${tiles}`)
  })

  await check(named('leftovers are cleared by one answer, one request, one undo'), async () => {
    const { now } = await ask(rep, '/me')
    const lead = (await ask(rep, '/leads?limit=1&sort=created_at')).data[0].id
    const before = await toDo(rep, 'earlier').count()
    for (let i = 1; i <= 3; i++) {
      const happened_at = new Date(Date.parse(now) - i * 86_400_000).toISOString()
      const task = { kind: 'task', subject: `${call} ${i}`, state: 'planned', happened_at }
      await ask(rep, '/activities', 'POST', { ...task, owner: me, lead })
    }
    await rep.getByText(`${call} 3`).waitFor()
    const open = rep.getByRole('button', { name: t('day.clear_open') })
    await open.click()
    await rep.waitForSelector('[data-modal]')
    await axe(rep, 'clearing')
    const planned = Number((await rep.locator('[data-modal] h2').innerText()).match(/\d+/)[0])
    expect(planned >= 3, `${planned} to clear`)
    const sent = await writesOf(rep, async () => {
      await rep.keyboard.press('1')
      await says(rep, t.count('day.cleared_dropped', planned))
    })
    expect(sent.length === 1, `${sent.length} requests: ${sent}`)
    await rep.getByText(`${call} 3`).waitFor({ state: 'detached' })
    await rep.keyboard.press('Control+z')
    await rep.getByText(`${call} 3`).waitFor()
    // Again, so that what follows has its day to itself.
    await open.click()
    await rep.waitForSelector('[data-modal]')
    await rep.keyboard.press('1')
    await says(rep, t.count('day.cleared_dropped', planned))
    await rep.getByText(`${call} 3`).waitFor({ state: 'detached' })
    expect((await toDo(rep, 'earlier').count()) <= before, 'more is left than before')
  })

  await check(named('a meeting held counts twice: as meeting and as contact'), async () => {
    const contacts = Number(await doneOf(rep, 'contacts_taken'))
    const line = rep.locator('[data-thing]').filter({ hasText: planned })
    const sent = await writesOf(rep, async () => {
      await line.locator('[data-finish]').click()
      await becomes(() => doneOf(rep, 'contacts_taken'), String(contacts + 1), 'the counter')
    })
    expect(sent.length === 1, `${sent.length} requests: ${sent}`)
    await rep.locator('[data-foot] a').first().waitFor()
  })

  await check(
    named('by keyboard: J to a line, a digit is the outcome, L asks for all'),
    async () => {
      await rep.keyboard.press('j')
      const first = await rep.evaluate(() =>
        document.activeElement?.closest('[data-thing]')?.getAttribute('data-thing'),
      )
      expect(first, 'J stands on no line')
      while (
        !(await rep.evaluate(() =>
          document.activeElement?.closest('[data-thing]')?.querySelector('[data-outcome]'),
        ))
      )
        await rep.keyboard.press('j')
      const at = await rep.evaluate(() =>
        document.activeElement.closest('[data-thing]').getAttribute('data-thing'),
      )
      const answered = rep.waitForResponse((one) => one.url().endsWith('/log_call'))
      await rep.keyboard.press('3')
      const answer = await answered
      const { outcome } = answer.request().postDataJSON()
      expect(outcome === 'no_answer', `the outcome is ${outcome}`)
      const { next_step: next } = await answer.json()
      const mark = rep.locator(`[data-thing="${at}"] [data-mark]`)
      await (next ? mark.filter({ hasText: next.subject }) : mark).waitFor()
      await rep.keyboard.press('l')
      await rep.waitForSelector('[data-modal]')
      await rep.keyboard.press('Escape')
      await rep.waitForSelector('[data-modal]', { state: 'detached' })
    },
  )

  await check(named('a figure is the way to the records it counts'), async () => {
    const count = await doneOf(rep, 'contacts_taken')
    await counter(rep, 'contacts_taken').click()
    await rep.waitForURL(/\/e\/activities\?filter=/)
    await becomes(
      () => rep.locator('[role="row"][data-index]').count().then(String),
      count,
      'the rows',
    )
    await rep.keyboard.press('g')
    await rep.keyboard.press('d')
    await isReady(rep)
  })

  await check(named('a rep sees his own plan and cannot change it'), async () => {
    await rep.keyboard.press('g')
    await rep.keyboard.press('p')
    await rep.locator('[data-chart]').waitFor()
    await rep.locator(`[data-member="${me}"]`).waitFor()
    expect((await rep.locator('[data-member]').count()) === 1, 'others stand in his table')
    expect((await rep.locator('[data-plan]').count()) === 0, 'he may type a plan')
  })

  await check(named('axe finds nothing on a rep’s day, desktop and phone, light and dark'), () =>
    looksRight(rep, '/day', isReady),
  )
  await check(named('no script error'), async () => {
    expect(rep.complaints.length === 0, rep.complaints.join('\n'))
  })
  await rep.context().close()
}

await aDay('en', 'ben@example.com')
await aDay('zh-CN', 'chiara@example.com')

const ben = idOf('ben@example.com')
const yearOf = (cell) => manager.locator(`[data-member="${ben}"] [data-cell="${cell}"] [data-plan]`)
const figureOf = async (cell) => (await yearOf(cell).innerText()).split(':').at(-1).trim()
await check('who was just tried, or has a wrong number, is not offered as next best', async () => {
  const admin = await openPage()
  await signIn(admin, { email: VIGIL_ADMIN })
  await admin.waitForSelector('#main')
  const email = `tries.${Date.now()}@example.com`
  const { team } = people.find((one) => one.role === 'rep')
  const { id: owner } = await ask(admin, '/users', 'POST', {
    email,
    name: 'Tess Tries',
    role: 'rep',
    team,
  })
  const leads = []
  for (const company of ['Third', 'Second', 'First'])
    leads.unshift(
      (await ask(admin, '/leads', 'POST', { company, owner, phone: '+49 30 123456' })).id,
    )
  await setPassword(email)
  const rep = await openPage()
  await typeSignIn(rep, password, { email })
  await rep.waitForURL(/\/day$/)
  const best = toDo(rep, 'best')
  await best.nth(2).waitFor()
  const offered = () => best.evaluateAll((all) => all.map((one) => one.dataset.thing))
  await best.first().locator('[data-outcome="no_answer"]').click()
  await says(rep, 'First')
  await ask(rep, `/leads/${leads[1]}/log_call`, 'POST', { outcome: 'wrong_number' })
  await rep.reload()
  await becomes(async () => `${await offered()}`, `best-${leads[2]}`, 'what is offered')
  await ask(rep, `/leads/${leads[1]}`, 'PATCH', { phone: '+49 30 654321' })
  await rep.reload()
  const both = [`best-${leads[1]}`, `best-${leads[2]}`].join()
  await becomes(async () => `${await offered()}`, both, 'with the right number')
  await rep.context().close()
  await admin.context().close()
})
await check('a year is spread over its months by one act, and taken back as one', async () => {
  const year = new Date((await ask(manager, '/me')).now).getUTCFullYear()
  await manager.goto(`${VIGIL_URL}/plan?show=year`)
  await yearOf('year').click()
  await manager.keyboard.type('120000')
  await manager.keyboard.press('Enter')
  for (const month of ['01', '07', '12'])
    await becomes(() => figureOf(`${year}-${month}-01`), '€10K', `month ${month}`)
  await manager.keyboard.press('Control+z')
  await says(manager, 'Taken back')
  await becomes(() => figureOf(`${year}-07-01`), '–', 'July')
})
await check(
  'the forecast takes a plan where it stands, and the arrows change the month',
  async () => {
    await manager.goto(`${VIGIL_URL}/plan`)
    const cell = manager.locator(`[data-member="${ben}"] [data-plan]`)
    await cell.click()
    await manager.keyboard.type('25000')
    await manager.keyboard.press('Enter')
    await manager.locator('[data-chart] [title="€25,000"]').first().waitFor()
    const before = await manager
      .locator('[data-chart] [aria-pressed="true"]')
      .getAttribute('data-month')
    await manager.keyboard.press('ArrowLeft')
    await manager.waitForURL(/month=/)
    const after = await manager
      .locator('[data-chart] [aria-pressed="true"]')
      .getAttribute('data-month')
    expect(after < before, `from ${before} to ${after}`)
    await manager.keyboard.press('ArrowRight')
    await becomes(
      () => manager.locator('[data-chart] [aria-pressed="true"]').getAttribute('data-month'),
      before,
      'the month',
    )
  },
)
await check('the forecast is one step from the opportunities', async () => {
  await manager.goto(`${VIGIL_URL}/e/opportunities/board`)
  await manager.getByRole('main').getByRole('link', { name: 'Plan & forecast' }).click()
  await manager.locator('[data-chart]').waitFor()
})
const isPlan = async (page) => {
  await page.locator('[data-chart]').waitFor()
  await page.locator('[data-member]').first().waitFor()
}
for (const table of ['forecast', 'counters', 'year'])
  await check(`axe finds nothing on the plan, ${table}`, () =>
    looksRight(manager, `/plan?show=${table}`, isPlan),
  )
await check('no script error and nothing against the content security policy', async () => {
  expect(manager.complaints.length === 0, manager.complaints.join('\n'))
})
await finish()

// The board in a real browser: step forward, move by keys and by dragging, lost asks why, undo, table.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/opportunities.mjs
import { axe, check, expect, finish, openPage, signIn, VIGIL_URL } from './browser.mjs'
import { says } from './parts/says.mjs'
import { ask, becomes, entityIn, journalOf, writesOf } from './parts/server.mjs'
import { checkBoardOnPhones } from './parts/touch.mjs'

const page = await openPage()
const toast = (text) => says(page, text)
const column = (stage) => page.locator(`[data-column="${stage}"]`)
const cards = (stage) => column(stage).locator('[data-card]')
const cardIn = (stage, id) => column(stage).locator(`[data-card="${id}"]`)
const countIn = async (stage) => Number(await column(stage).locator('h2 + span').innerText())
const isInSight = (card) =>
  card.evaluate((one) => {
    const [box, column] = [one, one.closest('[data-column]')].map((each) =>
      each.getBoundingClientRect(),
    )
    return box.top >= column.top && box.top < innerHeight && box.left >= 0
  })
const idOf = (card) => card.getAttribute('data-card')

await signIn(page)
await page.waitForSelector('nav a[href="/e/opportunities"]')

await check('the sidebar leads to the board, stages as the model has them', async () => {
  await page.locator('nav a[href="/e/opportunities"]').first().click()
  await page.waitForURL(/\/e\/opportunities\/board/)
  await cards('qualified').first().waitFor()
  const heads = await page.locator('[data-column] h2').allInnerTexts()
  expect(heads.join() === 'Qualified,Demonstration,Proposal,Negotiation', heads.join())
  const filter = encodeURIComponent('stage = qualified')
  const { count } = await ask(page, `/opportunities?filter=${filter}&count=true`)
  expect(count > 0, 'no opportunities')
  expect(
    (await countIn('qualified')) === count,
    `${await countIn('qualified')} of ${count} qualified`,
  )
})
await check('a stage says what it is worth and how long one may rest in it', async () => {
  const head = column('qualified').locator('header')
  await head.getByText('weighted').waitFor()
  await head.getByText('limit 60 d').waitFor()
})
await check(
  'the month against its plan in one sentence, each figure the way to its records',
  async () => {
    const bar = page.locator('[data-forecast]')
    await bar.locator('[data-verdict]').waitFor()
    expect((await bar.locator('a').count()) >= 3, 'won, commit and best case are not all there')
    await axe(page, 'the board')
  },
)
await check('a manager chooses a team or one of its people, and everyone again', async () => {
  const all = await countIn('qualified')
  const whose = page.getByLabel('Whose opportunities')
  await whose.selectOption({ label: 'Inside sales' })
  await page.waitForURL(/filter=owner.team/)
  await whose.selectOption({ label: 'Ben Example' })
  await page.waitForURL(/filter=owner(\+|%20)%3D/)
  await page.locator('[data-forecast] [data-verdict]').waitFor()
  await whose.selectOption({ label: 'Everyone' })
  await page.waitForURL((url) => !url.search)
  await becomes(() => countIn('qualified'), all, 'the stage')
})
await check('the ends say how many and what they come to', async () => {
  for (const end of ['won', 'lost'])
    await page.locator(`[data-end="${end}"] .num`).first().filter({ hasText: /\d/ }).waitFor()
})
await check('one click (budget 1): the step is done, the next one has its date', async () => {
  const card = cards('qualified').first()
  const step = card.locator('[data-step]')
  await step.waitFor()
  const before = (await step.innerText()).trim()
  const sent = await writesOf(page, async () => {
    await step.click()
    await toast(`${before}: done`)
  })
  expect(sent.length === 1, `${sent.length} requests: ${sent}`)
  await card.getByRole('img', { name: '1 of 5 steps' }).waitFor()
  const after = (await step.innerText()).trim()
  expect(after !== before && after !== '', `the step is still ${after}`)
  await page.keyboard.press('Control+z')
  await toast('Taken back')
  await card.getByRole('img', { name: '0 of 5 steps' }).waitFor()
})
let moved
await check('J, M and a digit move a card by one request; mod+Z brings it back', async () => {
  await page.keyboard.press('j')
  moved = await page.evaluate(
    () => document.activeElement.closest('[data-card]')?.dataset.card ?? null,
  )
  expect(moved, 'no card has the focus')
  await page.keyboard.press('m')
  await page.waitForSelector('[data-modal]')
  const sent = await writesOf(page, async () => {
    await page.keyboard.press('1')
    await toast('moved to Demonstration')
  })
  expect(sent.length === 1, `${sent.length} requests: ${sent}`)
  await cardIn('demo', moved).waitFor()
  await cardIn('qualified', moved).waitFor({ state: 'detached' })
  expect((await countIn('demo')) === 1, `${await countIn('demo')} in the demonstration`)
  await page.keyboard.press('Control+z')
  await toast('Taken back')
  await cardIn('qualified', moved).waitFor()
  // It is gone on with: the keys speak of it again, and it is in sight.
  await page.waitForFunction(
    (id) => document.activeElement?.closest('[data-card]')?.dataset.card === id,
    moved,
  )
  expect(await isInSight(cardIn('qualified', moved)), 'the card that came back is out of sight')
})
await check('one drag (budget 1) to another stage, one request', async () => {
  const card = cards('qualified').nth(1)
  const id = await idOf(card)
  const sent = await writesOf(page, async () => {
    await card.dragTo(column('proposal'))
    await toast('moved to Proposal')
  })
  expect(sent.length === 1, `${sent.length} requests: ${sent}`)
  await cardIn('proposal', id).waitFor()
  await page.keyboard.press('Control+z')
  await toast('Taken back')
  await cardIn('qualified', id).waitFor()
})
await check('lost asks one reason, by one digit, and sends it in the same request', async () => {
  const card = cards('qualified').first()
  const id = await idOf(card)
  const sent = await writesOf(page, async () => {
    await card.dragTo(page.locator('[data-end="lost"]'))
    await page.getByRole('group', { name: 'Why lost' }).waitFor()
    await page.keyboard.press('2')
    await toast('moved to Lost')
  })
  expect(sent.length === 1, `${sent.length} requests: ${sent}`)
  const { lost_reason: stored } = await ask(page, `/opportunities/${id}`)
  expect(stored === 'competitor', `the reason is ${stored}`)
  await page.keyboard.press('Control+z')
  await toast('Taken back')
  await cardIn('qualified', id).waitFor()
  const { stage, lost_reason: reason } = await ask(page, `/opportunities/${id}`)
  expect(stage === 'qualified' && reason === null, `one undo left ${stage}, ${reason}`)
})
await check('leaving the question leaves the card where it is', async () => {
  const id = await idOf(cards('qualified').first())
  await cards('qualified').first().dragTo(page.locator('[data-end="lost"]'))
  await page.getByRole('group', { name: 'Why lost' }).waitFor()
  await page.keyboard.press('Escape')
  await page.waitForSelector('[data-modal]', { state: 'detached' })
  await cardIn('qualified', id).waitFor()
})
await check('what is refused goes back and says so', async () => {
  const card = cards('qualified').first()
  const id = await idOf(card)
  const url = `**/api/v1/opportunities/${id}`
  const body = JSON.stringify({ code: 'fields_refused', detail: 'Not yet.', errors: [] })
  const refusal = { status: 422, contentType: 'application/problem+json', body }
  await page.route(url, (route) =>
    route.request().method() === 'PATCH' ? route.fulfill(refusal) : route.fallback(),
  )
  await card.dragTo(column('negotiation'))
  await toast('Not yet.')
  await cardIn('qualified', id).waitFor()
  await page.unroute(url)
})
await check('what another one moves, moves here too', async () => {
  const id = await idOf(cards('qualified').nth(2))
  await ask(page, `/opportunities/${id}`, 'PATCH', { stage: 'negotiation' })
  await cardIn('negotiation', id).waitFor()
})
await check('what the cards of all columns say is asked for by one request each', async () => {
  const asked = []
  const note = (request) => asked.push(new URL(request.url()))
  page.on('request', note)
  await page.reload()
  for (const stage of ['qualified', 'negotiation'])
    await cards(stage).first().locator('[data-step]').waitFor()
  page.off('request', note)
  const steps = asked.filter(({ pathname }) => pathname.endsWith('/opportunity_steps'))
  const pulses = asked.filter(({ searchParams }) => searchParams.has('pulse'))
  expect(steps.length === 1 && pulses.length === 1, `${steps.length} and ${pulses.length} requests`)
})
await check('T shows the table and is remembered, T shows the board again', async () => {
  await page.keyboard.press('t')
  await page.getByRole('table').waitFor()
  await page.goto(`${VIGIL_URL}/e/opportunities`)
  await page.getByRole('table').waitFor()
  await page.keyboard.press('t')
  await page.waitForURL(/\/board/)
  await cards('qualified').first().waitFor()
})
const pulseOf = async (id) => {
  const filter = encodeURIComponent(`id = ${id}`)
  return (await ask(page, `/opportunities?filter=${filter}&pulse=true`)).pulse[id]
}
/** "3 d late", as of the server's day in the reader's zone. */
async function latenessOf(day) {
  const me = await ask(page, '/me')
  const timeZone = me.time_zone ?? me.company.time_zone
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(me.now))
  return `${Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000)} d late`
}
let watched
await check('a card says what comes next, and how late it is', async () => {
  watched = await idOf(cards('qualified').first())
  const { next_step: step } = await pulseOf(watched)
  const said = cardIn('qualified', watched).locator(`[title^="${step.title} · "]`)
  await said.waitFor()
  const late = await latenessOf(step.due_on)
  expect((await said.innerText()).trim() === late, `${await said.innerText()} instead of ${late}`)
})
await check('the table says it too, and follows what another one does', async () => {
  const other = await page.context().newPage()
  await other.addInitScript(() => localStorage.setItem('vigil.view.opportunities', 'table'))
  await other.goto(`${VIGIL_URL}/e/opportunities?filter=${encodeURIComponent(`id = ${watched}`)}`)
  const line = other.locator('[role="row"][data-index="0"]')
  const { next_step: step, promise } = await pulseOf(watched)
  await line.getByText(step.title, { exact: true }).waitFor()
  await line.getByText(await latenessOf(step.due_on), { exact: true }).waitFor()
  const clock = line.locator('[data-promise]')
  expect((await clock.getAttribute('title')) === promise.sentence, 'another promise')
  const { now } = await ask(page, '/me')
  const state = Date.parse(promise.due_at) < Date.parse(now) ? 'broken' : promise.state
  expect((await clock.getAttribute('data-promise')) === state, `not ${state}`)
  await axe(other, 'the table')
  const journal = await journalOf(page, `/opportunity_steps/${step.id}/complete_step`)
  await line.getByText(step.title, { exact: true }).waitFor({ state: 'detached' })
  await line.getByText((await pulseOf(watched)).next_step.title, { exact: true }).waitFor()
  await ask(page, `/journal/${journal}/undo`, 'POST', {})
  await line.getByText(step.title, { exact: true }).waitFor()
  await other.close()
})
await check('several at once on a phone 320 px wide', async () => {
  const phone = await openPage({ size: 'phone', storageState: await page.context().storageState() })
  await phone.setViewportSize({ width: 320, height: 640 })
  await phone.addInitScript(() => localStorage.setItem('vigil.view.opportunities', 'table'))
  const bulk = []
  phone.on('request', (one) => one.url().endsWith('/opportunities/bulk') && bulk.push(one.url()))
  const filter = encodeURIComponent('stage = qualified')
  await phone.goto(`${VIGIL_URL}/e/opportunities?filter=${filter}`)
  const line = (index) => phone.locator(`[role="row"][data-index="${index}"]`)
  await line(1).waitFor()
  await phone.getByRole('button', { name: 'More about the list' }).tap()
  await phone.getByRole('button', { name: 'Choose several' }).tap()
  await line(0).tap()
  await line(1).tap()
  const bar = phone.getByRole('region', { name: 'With the chosen' })
  await bar.getByText('2 chosen').waitFor()
  const width = await phone.evaluate(() => document.documentElement.scrollWidth)
  expect(width <= 320, `the page is ${width} px wide`)
  await axe(phone, 'choosing opportunities')
  await bar.getByRole('button', { name: 'Assign' }).tap()
  await phone.getByRole('combobox', { name: 'Who takes it?' }).fill('Dmitri')
  await phone.getByRole('option', { name: 'Dmitri' }).tap()
  await phone.getByText('Owner: Dmitri Example – 2 records').last().waitFor()
  expect(bulk.length === 1, `${bulk.length} requests`)
  await phone.getByRole('button', { name: 'Undo' }).tap()
  await phone.getByText('Taken back').last().waitFor()
  expect(phone.complaints.length === 0, phone.complaints.join('\n'))
  await phone.context().close()
})
await checkBoardOnPhones(page, '/e/opportunities/board', 'stages', async (phone, language) => {
  const first = phone.locator('[data-column="qualified"] [data-card]').first()
  await first.waitFor()
  const id = await idOf(first)
  const { choice } = await entityIn(page, language, 'opportunity')
  return {
    card: id,
    title: await first.getAttribute('aria-label'),
    from: 'qualified',
    into: 'proposal',
    to: choice('stage', 'proposal'),
    stays: async () => (await ask(page, `/opportunities/${id}`)).stage === 'qualified',
  }
})
await check('no script error and nothing against the content security policy', async () => {
  expect(page.complaints.length === 0, page.complaints.join('\n'))
})
await finish()

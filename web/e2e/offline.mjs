// Without a connection, in a real browser: what may wait waits in order, is sent when the connection is back, and what
// is refused then is shown with the reason.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/offline.mjs
import { axeInBothThemes, check, expect, finish, openPage, signIn, VIGIL_URL } from './browser.mjs'
import { doorTo } from './parts/cut_line.mjs'
import { says } from './parts/says.mjs'
import { ask, becomes, moveClock } from './parts/server.mjs'

const page = await openPage()
page.on('dialog', (dialog) => dialog.accept()) // it asks whether to leave while something waits
const toast = (text) => says(page, text)
const bar = page.locator('[data-offline]')
const barSays = (text) => bar.filter({ hasText: text }).first().waitFor()
const barGone = () => bar.first().waitFor({ state: 'detached' })
const modal = page.locator('[data-modal]')
const offline = (isOff) => page.context().setOffline(isOff)

await signIn(page)
await page.waitForSelector('nav a[href="/e/leads"]')
const me = await ask(page, '/me')
const { id } = await ask(page, '/leads', 'POST', { company: 'Far Away', owner: me.id })
const lead = () => ask(page, `/leads/${id}`)
const activities = async () =>
  (await ask(page, `/activities?filter=${encodeURIComponent(`lead = ${id}`)}`)).data
/** Of the record that is open. */
const edit = async (label, text) => {
  await page
    .getByRole('button', { name: `Edit ${label}` })
    .first()
    .click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}
/** What a page fetches behind itself is there before the line is cut. */
const isHere = (names) => {
  const here = performance.getEntriesByType('resource').map((one) => one.name)
  return names.every((name) => here.some((one) => one.includes(name)))
}
const allHere = (names = ['waiting_dialog', 'new_lead', 'missing_dialog', 'plan_dialog']) =>
  page.waitForFunction(isHere, names)
const open = async () => {
  await page.goto(`${VIGIL_URL}/e/leads/${id}`)
  await page.getByRole('button', { name: 'Edit Job title' }).first().waitFor()
  await allHere()
  await page.keyboard.press('l')
  await modal.getByLabel('Note').waitFor()
  await page.keyboard.press('Escape')
  await modal.waitFor({ state: 'detached' })
}
const call = async (note) => {
  await page.keyboard.press('l')
  await modal.getByLabel('Note').fill(note)
  await modal.getByRole('button', { name: 'Reached' }).click()
  await toast('Waits for the connection')
}

let cutAt
await check('a call, a field and a note wait, in order, and the bar says how many', async () => {
  await open()
  await offline(true)
  await barSays('No connection')
  cutAt = Date.parse((await ask(page, '/me')).now)
  await call('Said without a line')
  await barSays('1 change waits')
  await edit('Job title', 'Ferryman')
  await barSays('2 changes wait')
  await page.getByRole('button', { name: 'Edit Job title: Ferryman' }).waitFor()
  await page.keyboard.press('i')
  await page.keyboard.type('Noted without a line')
  await page.keyboard.press('Control+Enter')
  await barSays('3 changes wait')
  expect((await activities()).length === 0, 'something was sent')
})
await check('undo of what waits simply removes it', async () => {
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await toast('Taken back')
  await barSays('2 changes wait')
})
await check('what waits is listed in order; the bar and the list are accessible', async () => {
  await page.getByRole('button', { name: 'Show', exact: true }).last().click()
  const lines = await modal.locator('[data-waiting]').allInnerTexts()
  expect(lines.length === 2, lines.join('\n'))
  expect(
    /Log a call · Far Away/.test(lines[0]) && /Far Away: Job title/.test(lines[1]),
    lines.join(),
  )
  await axeInBothThemes(page, 'what waits')
  await page.keyboard.press('Escape')
  await modal.waitFor({ state: 'detached' })
})
await check('each line leads to the record it is about', async () => {
  await page.locator('nav a[href="/plan"]').first().click() // which was never fetched
  await page.locator('main').getByText('The server cannot be reached').waitFor()
  await page.getByRole('button', { name: 'Show', exact: true }).last().click()
  const lines = modal.locator('[data-waiting]')
  const addresses = await lines.locator('a').evaluateAll((all) => all.map((one) => one.pathname))
  expect(addresses.length === 2 && addresses.every((one) => one === `/e/leads/${id}`), addresses)
  await lines.getByRole('link', { name: 'Far Away: Job title' }).click()
  await page.waitForURL(`**/e/leads/${id}`)
  await modal.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Edit Job title: Ferryman' }).waitFor()
})
await check('a page that could not be fetched is there once the server is', async () => {
  const other = await openPage({ storageState: await page.context().storageState() })
  await other.goto(`${VIGIL_URL}/e/leads/${id}`)
  await other.getByRole('button', { name: 'Edit Job title' }).first().waitFor()
  await other.context().setOffline(true)
  await other.locator('[data-offline]').waitFor()
  await other.locator('nav a[href="/plan"]').first().click()
  await other.locator('main').getByText('The server cannot be reached').waitFor()
  await other.context().setOffline(false)
  await other.locator('main [data-counter], main table').first().waitFor()
  await other.context().close()
})
await check('back again it is sent in order, the call with the hour it was made', async () => {
  const order = []
  page.on('request', (one) => {
    const { pathname } = new URL(one.url())
    if (['POST', 'PATCH'].includes(one.method())) order.push(`${one.method()} ${pathname}`)
  })
  await moveClock({ minutes: 30 })
  await offline(false)
  await toast('2 changes sent')
  await barGone()
  const sent = order.filter((one) => one.includes(id))
  expect(/log_call$/.test(sent[0]) && /^PATCH/.test(sent[1]), order.join())
  const [made] = await activities()
  const late = Math.abs(Date.parse(made.happened_at) - cutAt)
  expect(made.note === 'Said without a line' && late < 10 * 60_000, JSON.stringify(made))
  expect((await lead()).title === 'Ferryman', 'the field was not sent')
})
await check('sent, it is taken back like anything else', async () => {
  await page.keyboard.press('Control+z')
  await toast('Taken back')
  await becomes(async () => (await lead()).title, null, 'the job title')
})
await check(
  'what another one changed meanwhile is not overwritten: it is shown, and why',
  async () => {
    await open()
    await offline(true)
    await barSays('No connection')
    await edit('Job title', 'Mine')
    await barSays('1 change waits')
    await ask(page, `/leads/${id}`, 'PATCH', { title: 'Theirs' })
    await offline(false)
    await barSays('1 change made without a connection was not taken')
    await page.getByRole('button', { name: 'Show', exact: true }).last().click()
    await modal.locator('[data-waiting="refused"]', { hasText: 'Far Away: Job title' }).waitFor()
    await axeInBothThemes(page, 'what was refused')
    await modal.getByRole('button', { name: 'Discard' }).click()
    await modal.getByText('All has been sent').waitFor()
    await page.keyboard.press('Escape')
    await barGone()
    expect((await lead()).title === 'Theirs', 'theirs was overwritten')
  },
)
await check('what another one changed beside it is nobody’s quarrel', async () => {
  await open()
  await offline(true)
  await barSays('No connection')
  await edit('Job title', '!')
  await barSays('1 change waits')
  await ask(page, `/leads/${id}`, 'PATCH', { first_name: 'Nora' })
  await offline(false)
  await toast('1 change sent')
  const now = await lead()
  expect(/!/.test(now.title) && now.first_name === 'Nora', JSON.stringify(now))
})
await check('it outlives a reload', async () => {
  await open()
  const writes = async (route) =>
    route.request().method() === 'GET' ? route.fallback() : route.abort('connectionrefused')
  await page.route('**/api/v1/leads/**', writes)
  await edit('Job title', '?')
  await bar.filter({ hasText: '1 change' }).first().waitFor()
  await page.reload()
  await bar.filter({ hasText: '1 change' }).first().waitFor()
  await page.unroute('**/api/v1/leads/**')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await toast('1 change sent')
  await becomes(async () => /\?/.test((await lead()).title), true, 'the job title')
})
await check('a card moved stays moved, and is sent', async () => {
  await page.goto(`${VIGIL_URL}/e/opportunities/board`)
  const card = page.locator('[data-column="qualified"] [data-card]').first()
  await card.waitFor()
  await allHere()
  const moved = await card.getAttribute('data-card')
  await offline(true)
  await barSays('No connection')
  await card.dragTo(page.locator('[data-column="demo"]'))
  await barSays('1 change waits')
  await page.locator(`[data-column="demo"] [data-card="${moved}"]`).waitFor()
  await page.keyboard.press('Control+z')
  await page.locator(`[data-column="qualified"] [data-card="${moved}"]`).waitFor()
  await page.locator(`[data-card="${moved}"]`).dragTo(page.locator('[data-column="demo"]'))
  await barSays('1 change waits')
  await offline(false)
  await toast('1 change sent')
  expect((await ask(page, `/opportunities/${moved}`)).stage === 'demo', 'it was not sent')
})
await check(
  'an exception put off leaves the list and waits; what cannot wait says so at once',
  async () => {
    await page.goto(VIGIL_URL)
    const current = page.locator('main li [aria-current="true"]')
    await current.waitFor()
    await allHere(['waiting_dialog'])
    for (const key of ['s', 'x']) {
      await page.keyboard.press(key)
      await modal.first().waitFor()
      await page.keyboard.press('Escape')
      await modal.first().waitFor({ state: 'detached' })
    }
    await offline(true)
    await barSays('No connection')
    const first = await current.getAttribute('id')
    await page.keyboard.press('s')
    await modal.first().waitFor()
    await page.keyboard.press('1')
    await barSays('1 change waits')
    await page.locator(`#${first}`).waitFor({ state: 'detached' })
    await page.keyboard.press('x')
    await modal.first().waitFor()
    await page.keyboard.press('1')
    await toast('This cannot wait for the connection')
    await offline(false)
    await toast('1 change sent')
    await barGone()
  },
)
await check('the status of many waits as one change and leads to them; one undo', async () => {
  const filter = 'company starts with "Fresh" and status = new'
  const count = async () =>
    (await ask(page, `/leads?filter=${encodeURIComponent(filter)}&count=true`)).count
  const before = await count()
  await page.goto(`${VIGIL_URL}/e/leads?filter=${encodeURIComponent(filter)}`)
  const rows = page.locator('[role="row"][data-index]')
  await rows.nth(1).waitFor()
  await allHere(['waiting_dialog', 'bulk_dialogs'])
  for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
  const many = page.getByRole('region', { name: 'With the chosen' })
  await many.getByText('2 chosen').waitFor()
  await offline(true)
  await barSays('No connection')
  await many.getByRole('button', { name: 'Assign' }).click()
  await toast('This cannot wait for the connection')
  expect((await modal.count()) === 0, 'it asks what it cannot do')
  await page.keyboard.press('s')
  await modal.getByRole('button', { name: 'Working' }).click()
  await toast('Status: Working – 2 records')
  await barSays('1 change waits')
  await page.getByRole('button', { name: 'Show', exact: true }).last().click()
  const link = modal.locator('[data-waiting] a', { hasText: 'Status: Working – 2 records' })
  expect(/filter=id\+in/.test(await link.getAttribute('href')), await link.getAttribute('href'))
  await page.keyboard.press('Escape')
  await modal.waitFor({ state: 'detached' })
  const sent = page.waitForRequest(/\/leads\/bulk$/)
  await offline(false)
  await sent
  await toast('1 change sent')
  await becomes(count, before - 2, 'the leads that are new')
  await page.keyboard.press('Control+z')
  await toast('Taken back')
  await becomes(count, before, 'the leads that are new')
})
await check('what needs all of a list says so before it asks, without a connection', async () => {
  await page.keyboard.press('Control+a')
  await page.getByText(/^All \d+ chosen$/).waitFor()
  await offline(true)
  await barSays('No connection')
  await page.keyboard.press('s')
  await toast('This cannot wait for the connection')
  expect((await modal.count()) === 0, 'it asks what it cannot do')
  await offline(false)
  await barGone()
  await page.keyboard.press('Escape')
})
await check('the server gone and back: the same, and twice is not done twice', async () => {
  const line = await doorTo(VIGIL_URL)
  const other = await openPage({ storageState: await page.context().storageState() })
  other.on('dialog', (dialog) => dialog.accept())
  await other.goto(`${line.url}/e/leads/${id}`)
  await other.getByRole('button', { name: 'Edit Job title' }).first().waitFor()
  await other.keyboard.press('i')
  const before = (await activities()).length
  await line.loseAnswers()
  await other.keyboard.type('Heard, but not answered')
  await other.keyboard.press('Control+Enter')
  await other.locator('[data-offline]', { hasText: '1 change' }).first().waitFor()
  await becomes(async () => (await activities()).length, before + 1, 'the note')
  await line.close()
  await line.open()
  await says(other, '1 change sent')
  expect((await activities()).length === before + 1, 'it was done twice')
  await line.close()
  await other.context().close()
})
await check('no script error and nothing against the content security policy', async () => {
  expect(page.complaints.length === 0, page.complaints.join('\n'))
})
await finish()

// What one does with a record: acts that make no sense now are not offered, and what an act lacks is asked for.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/acts.mjs
import { axe, check, expect, finish, openPage, signIn, VIGIL_ADMIN, VIGIL_URL } from './browser.mjs'
import { says } from './parts/says.mjs'
import { ask, find, writesOf } from './parts/server.mjs'

const page = await openPage()
const toast = (text) => says(page, text)
await signIn(page)
await page.waitForSelector('nav a[href="/e/leads"]')

await check('an act that makes no sense now is offered neither by button nor by key', async () => {
  const acts = page.getByRole('group', { name: 'Acts' })
  const keysOf = async (status) => {
    const { id } = await find(page, 'leads', `status = ${status}`)
    await page.goto(`${VIGIL_URL}/e/leads/${id}`)
    await acts.getByRole('button', { name: /^Log a call/ }).waitFor()
    const shown = await acts.getByRole('button', { name: /^Qualify/ }).count()
    await page.keyboard.press('?')
    await page.locator('[data-modal]').getByText('Log a call', { exact: true }).first().waitFor()
    const keys = await page.locator('[data-modal]').getByText('Qualify', { exact: true }).count()
    return `${shown} ${keys}`
  }
  expect((await keysOf('new')) === '1 1', 'a new lead cannot be qualified')
  expect((await keysOf('qualified')) === '0 0', 'qualified, and still to be qualified')
  await page.keyboard.press('Escape')
})
await check('what an act lacks is asked for, then it is done; one undo for all', async () => {
  const admin = await openPage()
  await signIn(admin, { email: VIGIL_ADMIN })
  await admin.waitForSelector('#main')
  for (const field of ['rating', 'budget'])
    await ask(admin, `/model/entities/lead/fields/${field}`, 'PATCH', {
      required_when: 'status = qualified',
    })
  await admin.context().close()
  const { id } = await find(page, 'leads', 'status = new and rating is empty and budget is empty')
  await page.goto(`${VIGIL_URL}/e/leads/${id}`)
  const sent = await writesOf(page, async () => {
    await page.getByRole('button', { name: /^Qualify/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Qualify: Rating and Budget' })
    await dialog.waitFor()
    await axe(page, 'what an act lacks')
    for (const input of ['Rating', 'Budget'])
      await dialog.getByLabel(new RegExp(`^${input}`)).selectOption({ index: 1 })
    await page.keyboard.press('Control+Enter')
    await toast('Qualify: done')
  })
  const place = `/api/v1/leads/${id}`
  const wanted = [`POST ${place}/qualify`, `PATCH ${place}`, `POST ${place}/qualify`]
  expect(sent.join() === wanted.join(), `${sent}`)
  await page.keyboard.press('Control+z')
  await toast('Taken back')
  const { status, rating, budget } = await ask(page, `/leads/${id}`)
  expect(status === 'new' && !rating && !budget, `left: ${status}, ${rating}, ${budget}`)
})
const option = (text) =>
  page.locator('[role="option"][data-highlighted]', { hasText: text }).first()
await check(
  'who is nowhere found is one key from being a lead; the call goes on with him',
  async () => {
    await page.goto(VIGIL_URL)
    await page.waitForSelector('#main')
    await page.keyboard.press('l')
    await page.getByRole('combobox', { name: 'With whom?' }).waitFor()
    await page.keyboard.type('Una Unknown, Nowhere Ltd')
    await option('New Lead: Una Unknown, Nowhere Ltd').waitFor()
    await page.keyboard.press('Enter')
    const line = page.getByLabel('New lead in one line')
    await line.waitFor()
    expect((await line.inputValue()) === 'Una Unknown, Nowhere Ltd', await line.inputValue())
    await axe(page, 'a lead of what was typed')
    await page.keyboard.press('Enter')
    await page.getByRole('group', { name: 'Outcome' }).waitFor()
    await page.keyboard.press('3')
    await toast('Call · ')
    await page.locator('[data-modal]').first().waitFor({ state: 'detached' })
  },
)
await check('Find does the same, and shows the new lead', async () => {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Vera Vanished')
  await option('New Lead: Vera Vanished').waitFor()
  await page.locator('[data-modal]').getByText('Nothing found').waitFor()
  await page.keyboard.press('Enter')
  await page.getByLabel('New lead in one line').press('Enter')
  await toast('Vera Vanished entered')
  await page.getByRole('heading', { level: 1, name: 'Vera Vanished' }).waitFor()
})
/** Refuses a call the first time, as the server does where a record lacks something. */
async function refusedOnce(page, path, field) {
  let isFirst = true
  await page.route(path, (route) => {
    if (!isFirst || !(route.request().postDataJSON()?.act ?? !path.endsWith('/bulk')))
      return route.continue()
    isFirst = false
    return route.fulfill({
      status: 422,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        code: 'fields_refused',
        detail: 'Some fields need another look.',
        errors: [{ field, code: 'required_when', message: 'Needed here.' }],
      }),
    })
  })
}
await check('what a sales step lacks is asked for; unanswered it stays to be done', async () => {
  const step = await find(page, 'opportunity_steps', 'state = open and position = 1')
  await page.goto(`${VIGIL_URL}/e/opportunities/${step.opportunity}`)
  const path = `/api/v1/opportunity_steps/${step.id}`
  await refusedOnce(page, `**${path}/complete_step`, 'days')
  const complete = page.locator('[data-step]').filter({ hasText: step.name })
  await complete.waitFor()
  await page.keyboard.press('d')
  const dialog = page.getByRole('dialog', { name: /: Days allowed$/ })
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await complete.waitFor()
  await page.unroute(`**${path}/complete_step`)
  await refusedOnce(page, `**${path}/complete_step`, 'days')
  const sent = await writesOf(page, async () => {
    await page.keyboard.press('d')
    await dialog.waitFor()
    await axe(page, 'what a step lacks')
    await dialog.getByLabel(/^Days allowed/).fill('4')
    await page.keyboard.press('Enter')
    await toast(`${step.name}: done`)
  })
  const act = `POST ${path}/complete_step`
  expect(sent.join() === [act, `PATCH ${path}`, act].join(), `${sent}`)
  await page.keyboard.press('Control+z')
  await toast('Taken back')
  const { state, days } = await ask(page, `/opportunity_steps/${step.id}`)
  expect(state === 'open' && days === step.days, `left: ${state}, ${days}`)
})
await check('what some of many lack is asked for once, by name; one undo for all', async () => {
  await refusedOnce(page, '**/api/v1/leads/bulk', 'budget')
  const filter = 'budget is empty and status = new'
  await page.goto(`${VIGIL_URL}/e/leads?filter=${encodeURIComponent(filter)}`)
  const rows = page.locator('[role="row"][data-index]')
  await rows.nth(1).waitFor()
  const { data } = await ask(page, `/leads?filter=${encodeURIComponent(filter)}&limit=2`)
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  const sent = await writesOf(page, async () => {
    await page.keyboard.press('a')
    await page.locator('[data-modal]').getByRole('option').first().click()
    const dialog = page.getByRole('dialog', { name: 'Assign: Budget' })
    await dialog.getByText(/^Missing for .+ and .+/).waitFor()
    await axe(page, 'what some of many lack')
    await page.keyboard.press('1')
    await toast('2 records')
  })
  const bulk = 'POST /api/v1/leads/bulk'
  expect(sent.join() === [bulk, bulk, bulk].join(), `${sent}`)
  await page.keyboard.press('Control+z')
  await toast('Taken back')
  for (const { id, owner } of data) {
    const now = await ask(page, `/leads/${id}`)
    expect(!now.budget && now.owner === owner, `left: ${now.budget}, ${now.owner}`)
  }
})
await check('no script error and nothing against the content security policy', async () => {
  expect(page.complaints.length === 0, page.complaints.join('\n'))
})
await finish()

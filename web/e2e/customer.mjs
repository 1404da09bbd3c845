// The page of a customer in a real browser: three parts, what one writes down, steps, neighbours, phone.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/customer.mjs
import { check, expect, finish, openPage, typeSignIn, VIGIL_URL } from './browser.mjs'
import { says } from './parts/says.mjs'
import { writesOf } from './parts/server.mjs'

const page = await openPage()
const toast = (text) => says(page, text)
const timeline = page.locator('section[aria-label="Timeline"]')
const heading = () => page.getByRole('heading', { level: 1 }).innerText()
const withOpportunity = `${VIGIL_URL}/e/leads?filter=${encodeURIComponent('count(opportunities) > 0')}`

await typeSignIn(page)
await page.waitForSelector('nav a[href="/e/leads"]')
await page.goto(withOpportunity)
await page.locator('[role="row"] a').first().waitFor()
await page.keyboard.press('j') // from the list: it is the one that is gone through
await page.keyboard.press('Enter')
await page.waitForURL(/\/e\/leads\/\d+/)

await check('facts, timeline and what is open stand beside one another', async () => {
  const now = page.getByRole('complementary', { name: 'Now' })
  await now.getByText('Who looks after it').waitFor()
  await now.getByText('Open: Opportunities').waitFor()
  await now.getByText('Qualified').waitFor()
  await now.getByText(/€/).waitFor()
  await timeline.waitFor()
  await page
    .getByText(/^\d+ of \d+$/)
    .first()
    .waitFor()
  expect(
    (await page.getByRole('button', { name: /^Edit .*: Add$/ }).count()) > 0,
    'nothing is missed',
  )
})
await check('I, some words and mod+Enter: a note by one request; mod+Z takes it back', async () => {
  const sent = await writesOf(page, async () => {
    await page.keyboard.press('i')
    await page.keyboard.type('Wants to see it in blue')
    await page.keyboard.press('Control+Enter')
    await toast('Note created')
  })
  expect(sent.length === 1, `${sent.length} requests: ${sent}`)
  await timeline.getByText('Wants to see it in blue').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await toast('Taken back')
})
await check('without a server what was typed stays, and is saved once it is back', async () => {
  await page.context().setOffline(true)
  await page.keyboard.press('m')
  await page.keyboard.type('Met at the fair')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').getByText('The server cannot be reached').waitFor()
  await page.context().setOffline(false)
  await page.keyboard.press('Control+Enter')
  await toast('Meeting created')
  await page.keyboard.press('Escape')
})
await check('the timeline shows one kind alone', async () => {
  const filters = timeline.getByRole('group', { name: 'Show' })
  await filters.getByRole('button', { name: 'Meeting' }).click()
  await timeline.getByText('Met at the fair').waitFor()
  expect((await timeline.locator('ol > li').count()) === 1, 'more than the meeting')
  await filters.getByRole('button', { name: 'All', exact: true }).click()
})
await check('D does the step of its open opportunity', async () => {
  const strip = page.getByRole('region', { name: 'Steps' })
  await strip.getByText('step 1 of 5').waitFor()
  await page.keyboard.press('d')
  await toast('Needs talk: done')
  await strip.getByText('step 2 of 5').waitFor()
  await page.keyboard.press('Control+z')
  await strip.getByText('step 1 of 5').waitFor()
})
await check('] and [ go through the list one came from', async () => {
  const first = await heading()
  await page.keyboard.press(']')
  await page.getByText(/^2 of \d+$/).waitFor()
  expect((await heading()) !== first, 'the same record')
  await page.keyboard.press('[')
  await page.getByRole('heading', { level: 1, name: first }).waitFor()
})
await check('the opportunity says whose it is and what is to be done', async () => {
  const now = page.getByRole('complementary', { name: 'Now' })
  await now.locator('a[href^="/e/opportunities/"]').first().click()
  await page.waitForURL(/\/e\/opportunities\/\d+/)
  await page.getByRole('region', { name: 'Steps' }).getByText('step 1 of 5').waitFor()
  await now.getByText('Owner').waitFor()
})
await check('on a phone there are three tabs, by touch and by arrow', async () => {
  const phone = await openPage({ size: 'phone', storageState: await page.context().storageState() })
  await phone.goto(page.url())
  await phone.getByRole('tab', { name: 'Now', selected: true }).waitFor()
  await phone.getByText('Who looks after it').waitFor()
  await phone.getByRole('tab', { name: 'Facts' }).tap()
  await phone.getByRole('button', { name: /^Edit Stage/ }).waitFor()
  await phone.keyboard.press('ArrowLeft')
  await phone.getByRole('tab', { name: 'Timeline', selected: true }).waitFor()
  await phone.locator('section[aria-label="Timeline"]').waitFor()
  expect(phone.complaints.length === 0, phone.complaints.join('\n'))
})
await check('no script error and nothing against the content security policy', async () => {
  expect(page.complaints.length === 0, page.complaints.join('\n'))
})
await finish()

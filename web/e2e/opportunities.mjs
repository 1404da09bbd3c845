// The board in a real browser: step forward, move by keys and by dragging, lost asks why, undo, table.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/opportunities.mjs
import { check, expect, finish, openPage, typeSignIn, VIGIL_URL } from './browser.mjs'
import { says } from './parts/says.mjs'
import { ask, writesOf } from './parts/server.mjs'

const page = await openPage()
const toast = (text) => says(page, text)
const column = (stage) => page.locator(`[data-column="${stage}"]`)
const cards = (stage) => column(stage).locator('[data-card]')
const cardIn = (stage, id) => column(stage).locator(`[data-card="${id}"]`)
const countIn = async (stage) => Number(await column(stage).locator('h2 + span').innerText())
const idOf = (card) => card.getAttribute('data-card')

await typeSignIn(page)
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
await check('one click: the step is done, the next one has its date', async () => {
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
    await toast('now in Demonstration')
  })
  expect(sent.length === 1, `${sent.length} requests: ${sent}`)
  await cardIn('demo', moved).waitFor()
  await cardIn('qualified', moved).waitFor({ state: 'detached' })
  expect((await countIn('demo')) === 1, `${await countIn('demo')} in the demonstration`)
  await page.keyboard.press('Control+z')
  await toast('Taken back')
  await cardIn('qualified', moved).waitFor()
})
await check('a card is dragged to another stage', async () => {
  const card = cards('qualified').nth(1)
  const id = await idOf(card)
  await card.dragTo(column('proposal'))
  await toast('now in Proposal')
  await cardIn('proposal', id).waitFor()
  await page.keyboard.press('Control+z')
  await toast('Taken back')
  await cardIn('qualified', id).waitFor()
})
await check('lost asks one reason, by one digit, and sends it in the same request', async () => {
  const card = cards('qualified').first()
  const id = await idOf(card)
  await card.dragTo(page.locator('[data-end="lost"]'))
  await page.getByRole('group', { name: 'Why lost' }).waitFor()
  const sent = await writesOf(page, async () => {
    await page.keyboard.press('2')
    await toast('now in Lost')
  })
  expect(sent.length === 1, `${sent.length} requests: ${sent}`)
  const { lost_reason: stored } = await ask(page, `/opportunities/${id}`)
  expect(stored === 'competitor', `the reason is ${stored}`)
  await page.keyboard.press('Control+z')
  await toast('Taken back')
  await cardIn('qualified', id).waitFor()
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
  await page.context().setOffline(true)
  await card.dragTo(column('negotiation'))
  await toast('The server cannot be reached')
  await cardIn('qualified', id).waitFor()
  await page.context().setOffline(false)
})
await check('what another one moves, moves here too', async () => {
  const id = await idOf(cards('qualified').nth(2))
  await ask(page, `/opportunities/${id}`, 'PATCH', { stage: 'negotiation' })
  await cardIn('negotiation', id).waitFor()
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
await check('on a phone the stages are pages, and the menu moves', async () => {
  const phone = await openPage({ size: 'phone', storageState: await page.context().storageState() })
  await phone.goto(`${VIGIL_URL}/e/opportunities/board`)
  const first = phone.locator('[data-column="qualified"] [data-card]').first()
  await first.waitFor()
  const width = (await phone.locator('[data-column="qualified"]').boundingBox()).width
  expect(width > 300 && width < 390, `a stage is ${width} px wide`)
  await first.getByRole('button', { name: 'Move to' }).tap()
  await phone.locator('[data-modal]').getByRole('button', { name: 'Proposal' }).tap()
  await says(phone, 'now in Proposal')
  expect(phone.complaints.length === 0, phone.complaints.join('\n'))
})
await check('no script error and nothing against the content security policy', async () => {
  expect(page.complaints.length === 0, page.complaints.join('\n'))
})
await finish()

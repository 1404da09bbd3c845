// The page of a customer in a real browser: three parts, what one writes down, steps, neighbours, phone.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/customer.mjs
import { axe, check, expect, finish, openPage, signIn, VIGIL_URL } from './browser.mjs'
import { says } from './parts/says.mjs'
import { writesOf } from './parts/server.mjs'

const page = await openPage()
const toast = (text) => says(page, text)
const timeline = page.locator('section[aria-label="Timeline"]')
const heading = () => page.getByRole('heading', { level: 1 }).innerText()
const withOpportunity = `${VIGIL_URL}/e/leads?filter=${encodeURIComponent('count(opportunities) > 0')}`

await signIn(page)
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
    .getByText(/\d+ of \d+ key facts$/)
    .first()
    .waitFor()
  await now.getByRole('region', { name: 'Get in touch' }).getByText('@example.com').waitFor()
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
await check(
  'T and Enter: a next step with a date, at once beside it, in the lists and in My day',
  async () => {
    const now = page.getByRole('complementary', { name: 'Now' })
    const next = now.getByRole('region', { name: 'Next step' })
    const modal = page.getByRole('dialog', { name: 'Next step' })
    await page.keyboard.press('t')
    await modal.getByRole('textbox', { name: 'Subject' }).waitFor()
    await page.keyboard.type('Send the samples')
    await modal.getByRole('button', { name: 'Task' }).click()
    await axe(page, 'planning a next step')
    await page.keyboard.press('Enter')
    await toast('Next step planned')
    await next.getByRole('link', { name: 'Send the samples' }).waitFor()
    await next.getByText('Tomorrow 09:00').waitFor()
    await timeline.getByText('Planned').first().waitFor()
    await page.keyboard.press('Control+z')
    await toast('Taken back')
    await next.getByText('Send the samples').waitFor({ state: 'detached' })
    await next.getByRole('button', { name: 'Plan', exact: true }).click()
    const day = modal.getByLabel('Day')
    const tomorrow = Date.parse(await day.inputValue())
    await day.fill(new Date(tomorrow - 86_400_000).toISOString().slice(0, 10))
    await modal.getByLabel('Time').fill('23:58')
    const sent = await writesOf(page, async () => {
      await modal.getByRole('button', { name: 'Plan' }).click()
      await toast('Next step planned')
    })
    expect(sent.join() === 'POST /api/v1/activities', sent.join())
    const title = await heading()
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    const line = page.locator('[data-thing]', { hasText: title }).filter({ hasText: 'Call' })
    await line.getByText('23:58').waitFor()
    await page.goBack()
    await next.getByRole('button', { name: 'Done: Call' }).click()
    await toast('Call: done')
    await next.getByText('23:58').waitFor({ state: 'detached' })
  },
)
await check('an e-mail in the composer says that it is only noted', async () => {
  await page.keyboard.press('e')
  await page.getByText('Only noted here, not sent').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('i')
  await page.keyboard.press('Escape')
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
  await page.reload()
  await page.getByText(/^1 of \d+$/).waitFor()
  await page.getByRole('heading', { level: 1, name: first }).waitFor()
})
const words = () => page.getByRole('textbox', { name: 'Note: write' })
await check(
  'a half-typed note outlives reload and another page; discarded it can be had back',
  async () => {
    const at = page.url()
    await page.getByRole('button', { name: 'Note', exact: true }).first().click()
    await page.keyboard.type('Half a thought')
    await page.getByText('Draft', { exact: true }).waitFor()
    await page.reload()
    await page.getByText('Draft', { exact: true }).waitFor()
    expect((await words().inputValue()) === 'Half a thought', await words().inputValue())
    await page.locator('nav a[href="/e/contacts"]').first().click()
    await page.waitForURL(/\/e\/contacts/)
    await page.goBack()
    await page.waitForURL(at)
    expect((await words().inputValue()) === 'Half a thought', 'lost on the way back')
    await page.getByRole('button', { name: 'Discard the draft' }).click()
    await toast('Draft discarded')
    await page.keyboard.press('Control+z')
    await toast('Taken back')
    expect((await words().inputValue()) === 'Half a thought', 'not to be had back')
    await words().focus()
    await page.keyboard.press('Control+Enter')
    await toast('Note created')
    await page.getByText('Draft', { exact: true }).waitFor({ state: 'detached' })
    await page.reload()
    await timeline.getByText('Half a thought').waitFor()
    expect((await words().inputValue()) === '', 'saved, and still a draft')
  },
)
await check('the opportunity says whose it is and what is to be done', async () => {
  const now = page.getByRole('complementary', { name: 'Now' })
  await now.locator('a[href^="/e/opportunities/"]').first().click()
  await page.waitForURL(/\/e\/opportunities\/\d+/)
  await page.getByRole('region', { name: 'Steps' }).getByText('step 1 of 5').waitFor()
  await now.getByText('Owner').waitFor()
})
await check(
  'S moves it as on the board; what the stage wants is asked and sent in one request',
  async () => {
    const id = page.url().split('/').pop()
    const sent = []
    const note = (request) => request.method() === 'PATCH' && sent.push(request.postData())
    const reason = () =>
      page.evaluate(async (one) => {
        const { stage, lost_reason: why } = await (
          await fetch(`/api/v1/opportunities/${one}`)
        ).json()
        return `${stage} ${why}`
      }, id)
    await page.keyboard.press('s')
    await page.getByRole('dialog', { name: 'Move to' }).getByText('Lost').waitFor()
    page.on('request', note)
    await page.keyboard.press('5')
    await page.getByRole('dialog', { name: 'Lost: Why lost' }).waitFor()
    await page.keyboard.press('Escape')
    await page.waitForSelector('[data-modal]', { state: 'detached' })
    expect((await reason()) === 'qualified null', await reason())
    await page.getByRole('button', { name: /^Edit Stage/ }).click()
    await page.getByRole('combobox', { name: 'Stage' }).selectOption('lost')
    await page.getByRole('dialog', { name: 'Lost: Why lost' }).waitFor()
    await page.keyboard.press('1')
    await toast('Stage changed')
    expect(sent.at(-1).includes('lost_reason'), sent.at(-1))
    expect((await reason()) === 'lost price', await reason())
    page.off('request', note)
    await page.keyboard.press('Control+z')
    await toast('Taken back')
    expect((await reason()) === 'qualified null', await reason())
  },
)
await check(
  'the account shows its people and what was sold to it, each figure with its list',
  async () => {
    await page.getByRole('link', { name: 'All Opportunities' }).waitFor()
    await page
      .getByRole('complementary', { name: 'Now' })
      .locator('a[href^="/e/accounts/"]')
      .first()
      .click()
    await page.waitForURL(/\/e\/accounts\/\d+/)
    const now = page.getByRole('complementary', { name: 'Now' })
    for (const part of ['Open: Opportunities', 'Open: Leads', 'Contacts'])
      await now.getByRole('region', { name: part }).waitFor()
    await axe(page, 'an account')
    await now
      .getByRole('region', { name: 'Contacts' })
      .getByRole('link', { name: '1', exact: true })
      .click()
    await page.waitForURL(/\/e\/contacts\?filter=account/)
    await page.locator('[role="row"] a').first().waitFor()
    await page.goBack()
    await now
      .getByRole('region', { name: 'Open: Opportunities' })
      .locator('a[href^="/e/opportunities/"]')
      .first()
      .click()
    await page.waitForURL(/\/e\/opportunities\/\d+/)
  },
)
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

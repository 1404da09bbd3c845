// The generated pages in a real browser: list, filter, sort, new, edit, conflict, act, remove and
// undo, on leads.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/records.mjs
import { check, expect, finish, openPage, slowness, signIn, VIGIL_URL } from './browser.mjs'
import { says } from './parts/says.mjs'
import { ask } from './parts/server.mjs'
import { languages } from './parts/words.mjs'

const page = await openPage()
const rows = () => page.locator('[role="row"] a')
const toast = (text) => says(page, text)
const fieldButton = (label) => page.getByRole('button', { name: `Edit ${label}` })
async function giveTo(name) {
  await fieldButton('Owner').click()
  await page.keyboard.type(name.slice(0, 5))
  await page.locator('[role="option"][data-highlighted]', { hasText: name }).waitFor()
  await page.keyboard.press('Enter')
}
const company = `Journey ${Date.now()}`

await signIn(page)
await page.waitForSelector('nav a[href="/e/leads"]')

await check('G L leads to the leads, J and Enter open one, the way back works', async () => {
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await rows().first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/e\/leads\/\d+/)
  await page.goBack()
  await rows().first().waitFor()
})
await check('only what is seen stands in the page', async () => {
  const count = await rows().count()
  expect(count > 5 && count < 80, `${count} rows in the page`)
})
await check('the filter takes the condition language, Escape leaves it', async () => {
  await page.keyboard.press('f')
  await page.keyboard.type('status = new')
  await page.keyboard.press('Enter')
  await page.waitForURL(/filter=status/)
  await rows().first().waitFor()
})
await check('a person is asked for by name', async () => {
  await page.keyboard.press('f')
  await page.keyboard.type('owner = "Ben Example"')
  await page.keyboard.press('Enter')
  await page.waitForURL(/owner\.name/)
  await rows().first().waitFor()
  await page.locator('main').getByText('Name = Ben Example', { exact: false }).waitFor()
  await page.getByLabel('Clear the filter').click()
  await rows().first().waitFor()
})
await check('a condition that cannot be read says so beside the box', async () => {
  await page.getByLabel('Filter', { exact: true }).fill('status === ((')
  await page.keyboard.press('Enter')
  await page.locator('#filter-problem').waitFor()
  await page.getByLabel('Clear the filter').click()
  await rows().first().waitFor()
})
await check('a click on a heading sorts, the next one turns it round', async () => {
  await page.getByRole('columnheader').nth(1).getByRole('button').click()
  await page.waitForSelector('[aria-sort="ascending"]')
  await page.getByRole('columnheader').nth(1).getByRole('button').click()
  await page.waitForSelector('[aria-sort="descending"]')
})
await check('N and a few words make a new lead, Enter opens it', async () => {
  await page.keyboard.press('n')
  await page.keyboard.type(`Greta Journey, ${company}, web`)
  await page.keyboard.press('Enter')
  await page.getByRole('complementary', { name: 'Preview' }).getByText(company).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/e\/leads\/\d+$/)
  await page.getByRole('heading', { level: 1, name: 'Greta Journey' }).waitFor()
})
await check('a value is edited where it stands and undone by mod+Z', async () => {
  await fieldButton('Company').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' II')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `${company} II` }).waitFor()
  await toast('Company changed')
  await page.keyboard.press('Control+z')
  await page.getByRole('button', { name: `Edit Company: ${company}`, exact: true }).waitFor()
})
await check('Escape leaves a value as it was', async () => {
  await fieldButton('Company').click()
  await page.keyboard.type('nonsense')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: `Edit Company: ${company}`, exact: true }).waitFor()
})
await check('a refused value says why and is kept for mending', async () => {
  await fieldButton('E-mail').click()
  await page.keyboard.type('not an address')
  await page.keyboard.press('Enter')
  await page.waitForSelector('dd input[aria-invalid="true"]')
  await page.keyboard.press('Escape')
})
await check('without a server a change waits, and is saved once it is back', async () => {
  await page.context().setOffline(true)
  await fieldButton('Job title').click()
  await page.keyboard.type('Captain')
  await page.keyboard.press('Enter')
  await page.getByRole('status').getByText('1 change waits').waitFor()
  await page.getByRole('button', { name: 'Edit Job title: Captain', exact: true }).waitFor()
  await page.context().setOffline(false)
  await page.getByText('1 change sent').first().waitFor()
  await page.getByRole('button', { name: 'Edit Job title: Captain', exact: true }).waitFor()
})
await check('a link is picked by typing', async () => {
  await giveTo('Chiara Example')
  await page.locator('dd a', { hasText: 'Chiara Example' }).waitFor()
})
await check('given out of sight, the record says so and comes back by mod+Z', async () => {
  await giveTo('Administrator')
  await page.getByRole('heading', { level: 1, name: 'No longer visible to you' }).waitFor()
  await page.keyboard.press('Control+z')
  await page.getByRole('heading', { level: 1, name: 'Greta Journey' }).waitFor()
  await page.locator('dd a', { hasText: 'Chiara Example' }).waitFor()
})
await check('two people at once: keep yours or take theirs', async () => {
  await fieldButton('Company').click()
  await page.locator('dd input:focus').waitFor()
  const id = page.url().split('/').pop()
  const status = await page.evaluate(async (lead) => {
    const { csrf_token: token } = await (await fetch('/api/v1/me')).json()
    const read = await fetch(`/api/v1/leads/${lead}`)
    const headers = {
      'Content-Type': 'application/json',
      'X-CSRF-Token': token,
      'If-Match': read.headers.get('ETag'),
    }
    return (
      await fetch(`/api/v1/leads/${lead}`, {
        method: 'PATCH',
        headers,
        body: '{"company":"Theirs"}',
      })
    ).status
  }, id)
  expect(status === 200, `the other one got ${status}`)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Mine')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Keep mine' }).click()
  await page.getByRole('button', { name: 'Edit Company: Mine', exact: true }).waitFor()
})
await check('the timeline shows what was done', async () => {
  await page
    .locator('section[aria-label="Timeline"]')
    .getByText('Mine', { exact: false })
    .first()
    .waitFor()
})
await check('L and a digit log a call', async () => {
  const startedAt = performance.now()
  await page.keyboard.press('l')
  await page.getByRole('group', { name: 'Outcome' }).waitFor()
  await page.keyboard.press('1')
  await toast('Call · ')
  const took = performance.now() - startedAt
  expect(took < 2000 * slowness, `a call took ${took} ms`)
})
await check(
  'to assign: the people at once, a letter narrows them, Enter chooses; the toast says whom',
  async () => {
    await page.getByRole('group', { name: 'Acts' }).getByRole('button', { name: 'Assign' }).click()
    await page.locator('[data-modal] [role="option"]').first().waitFor()
    await page.keyboard.type('chi')
    await page.waitForSelector('[role="option"][data-highlighted]:has-text("Chiara Example")')
    await page.keyboard.press('Enter')
    await toast('Owner: Chiara Example')
    await page.keyboard.press('Control+z')
    await toast('Taken back')
  },
)
await check('a link in a form keeps the name that was picked', async () => {
  const before = page.url()
  await page.goto(`${VIGIL_URL}/e/contacts`)
  await rows().first().waitFor()
  await page.keyboard.press('n')
  const input = page.locator('[data-modal] [role="combobox"]').first()
  await input.click()
  await page.keyboard.type('a')
  await page.waitForSelector('[role="option"][data-highlighted]')
  const name = (await page.locator('[role="option"]').first().textContent()).trim()
  await page.keyboard.press('Enter')
  expect(
    name.startsWith(await input.inputValue()),
    `${await input.inputValue()} instead of ${name}`,
  )
  expect((await input.inputValue()) !== 'a', 'what was typed stands there')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.waitForSelector('[data-modal]', { state: 'detached' })
  await page.goto(before)
  await page.getByRole('heading', { level: 1, name: 'Greta Journey' }).waitFor()
})
await check('removed is out of the list and comes back by Undo', async () => {
  const url = page.url()
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.waitForURL(/\/e\/leads$/)
  await page.keyboard.press('Control+z')
  await toast('Taken back')
  await page.goto(url)
  await page.getByRole('heading', { level: 1, name: 'Greta Journey' }).waitFor()
})
await check('what does not exist says so, and leads on', async () => {
  await page.goto(`${VIGIL_URL}/e/leads/1`)
  await page.getByRole('heading', { name: 'Not found' }).waitFor()
  await page.getByRole('link', { name: 'All leads' }).click()
  await page.waitForURL(/\/e\/leads$/)
  await rows().first().waitFor()
})
await check('where nothing fits, the filter can be cleared', async () => {
  const filter = encodeURIComponent('company = "Nobody has this"')
  await page.goto(`${VIGIL_URL}/e/leads?filter=${filter}`)
  await page.locator('main').getByText('No records match this filter.').waitFor()
  await page.locator('main').getByRole('button', { name: 'Clear the filter' }).last().click()
  await rows().first().waitFor()
})
await check(
  '“Website” is the web site; a line that was not sent outlives a reload, no Escape',
  async () => {
    await page.goto(`${VIGIL_URL}/e/leads`)
    await rows().first().waitFor()
    const line = page.getByLabel('New lead in one line')
    await page.keyboard.press('n')
    await page.keyboard.type('Website')
    await page.getByRole('combobox', { name: 'Source', exact: true }).waitFor()
    await page.reload()
    await rows().first().waitFor()
    await page.keyboard.press('n')
    await line.waitFor()
    expect((await line.inputValue()) === 'Website', await line.inputValue())
    await page.keyboard.press('Escape')
    await line.waitFor({ state: 'detached' })
    await page.keyboard.press('n')
    await line.waitFor()
    expect((await line.inputValue()) === '', await line.inputValue())
    await page.keyboard.press('Escape')
    await line.waitFor({ state: 'detached' })
  },
)

// --- who is looked for ------------------------------------------------------------------------------

const person = { first_name: 'Annemarie', last_name: 'Lindqvist-Bergson' }
const name = 'Norddeutsche Molkerei GmbH'
const account = await ask(page, '/accounts', 'POST', { name })
const far = { close_date: '2099-06-30', amount: { amount: '1.00', currency: 'EUR' } }
const made = {
  leads: await ask(page, '/leads', 'POST', { ...person, company: name, source: 'web' }),
  contacts: await ask(page, '/contacts', 'POST', { ...person, account: account.id }),
  opportunities: await ask(page, '/opportunities', 'POST', { name, account: account.id, ...far }),
  accounts: account,
}
for (const language of languages)
  await check(
    `names of 26 letters are read whole in every table, 1440 px (${language})`,
    async () => {
      const view = await openPage({ language, storageState: await page.context().storageState() })
      for (const [plural, { id }] of Object.entries(made)) {
        await view.goto(`${VIGIL_URL}/e/${plural}?sort=-created_at`)
        const cell = view.locator(`[role="cell"]:has(> a[href="/e/${plural}/${id}"])`)
        await cell.waitFor()
        await view.waitForFunction(() => document.fonts.status === 'loaded')
        const cut = await cell.evaluate((one) => one.scrollWidth - one.clientWidth)
        expect(cut <= 0, `${plural}: “${await cell.innerText()}” lacks ${cut} px`)
        const table = view.locator('div:has(> [role="table"])')
        const wide = await table.evaluate((one) => one.scrollWidth - one.clientWidth)
        expect(wide <= 0, `${plural}: the table is ${wide} px too wide`)
      }
      await view.context().close()
    },
  )
await check('no script error and nothing against the content security policy', async () => {
  expect(page.complaints.length === 0, page.complaints.join('\n'))
})
await finish()

// An empty company is guided to its first exception, in English and in Chinese, on a laptop and on a phone. It needs
// a company of its own: one is made with `vigil init --test` and served by the same program.
//   VIGIL_BINARY=../build/dev/vigil VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/start.mjs
//   VIGIL_FRESH_URL=… is an empty company that is served already, with the administrator and password below.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { axe, check, expect, finish, openPage, typeSignIn } from './browser.mjs'

const binary =
  process.env.VIGIL_BINARY ?? new URL('../../build/dev/vigil', import.meta.url).pathname
const email = 'admin@example.com'
const password = 'correct horse battery'

/** A company nobody has touched, and its address. */
async function freshCompany() {
  const given = process.env.VIGIL_FRESH_URL
  if (given) return { url: given, close: () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'vigil-start-'))
  const data = ['--data', join(folder, 'data')]
  const company = ['--company', 'Example House', '--time-zone', 'UTC', '--currency', 'USD']
  const made = spawnSync(
    binary,
    ['init', ...data, '--admin', email, '--password-stdin', ...company, '--test'],
    { input: `${password}\n`, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`init: ${made.stderr}`)
  const server = spawn(binary, ['serve', ...data, '--test-clock', '--listen', '127.0.0.1:0'])
  const url = await new Promise((found, lost) => {
    let said = ''
    const listen = (piece) => {
      said += piece
      const address = said.match(/listening on (http:\/\/\S+)/)
      if (address) found(address[1])
    }
    server.stdout.on('data', listen)
    server.stderr.on('data', listen)
    server.on('exit', () => lost(new Error(`serve: ${said}`)))
  })
  const close = async () => {
    const gone = new Promise((ended) => server.once('exit', ended))
    server.kill()
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, close }
}

const { url, close } = await freshCompany()
const page = await openPage()
const steps = page.getByRole('navigation', { name: 'Steps' })
const step = (name) => steps.getByRole('button', { name })
const isDone = (name) => step(new RegExp(`^.*${name} done$`)).waitFor()
const heading = (name) =>
  page.locator('main').getByRole('heading', { level: 2, name, exact: true }).waitFor()

await typeSignIn(page, password, { email, url })
await check('instead of an empty page an administrator is shown how to begin', async () => {
  await page.getByRole('heading', { level: 1, name: 'Set up' }).waitFor()
  await steps.getByText('steps to go', { exact: false }).waitFor()
  await heading('Company')
})
await check('the company: country, time zone, currency', async () => {
  await page.getByLabel('Name', { exact: true }).fill('Brightwater')
  await page.getByLabel('Country').selectOption('DE')
  await page.getByLabel('Time zone').selectOption('Europe/Berlin')
  await page.getByLabel('Currency').selectOption('EUR')
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await isDone('Company')
})
await check('working hours, and the holidays of the country', async () => {
  await heading('Working hours')
  await page.getByLabel('From', { exact: true }).fill('08:30')
  await page.getByLabel('Sat').check()
  expect((await page.getByLabel('Public holidays of').inputValue()) === 'DE', 'not the country’s')
  await page.getByText('holidays this year', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await isDone('Working hours')
  await step('Working hours').click()
  await heading('Working hours')
  expect((await page.getByLabel('From', { exact: true }).inputValue()) === '08:30', 'not kept')
  expect(await page.getByLabel('Sat').isChecked(), 'Saturday is lost')
  await step('People').click()
})
await check('a colleague in one row; a wrong address is told beside it', async () => {
  await heading('People')
  await page.getByLabel('Name', { exact: true }).focus()
  await page.keyboard.type('Ben Okafor')
  await page.keyboard.press('Tab')
  await page.keyboard.type('ben at example')
  await page.keyboard.press('Enter')
  await page.locator('[aria-invalid="true"]').waitFor()
  await page.getByLabel('E-mail').fill('ben@example.com')
  await page.getByLabel('E-mail').press('Enter')
  const people = page.getByRole('list', { name: 'People so far' })
  await people.getByText('ben@example.com').waitFor()
  await people.getByText('Sales rep · invited').waitFor()
  await isDone('People')
})
await check('leads lead to the import, and the palette leads back', async () => {
  await step('Leads').click()
  await page.getByRole('link', { name: 'Import a file' }).click()
  await page.waitForURL(/\/import\?entity=lead/)
  await page.locator('textarea').fill('Company,Source\nMill,web\nQuarry,web\n')
  await page.keyboard.press('Control+Enter')
  await page.getByText('pasted.csv').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('Ready: 2 rows.', { exact: false }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('Imported', { exact: true }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('set up')
  await page.locator('[role="option"][data-highlighted]', { hasText: 'Set up' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/start$/)
  await isDone('Leads')
})
await check('the rules are sentences; one is put into shadow and back', async () => {
  await step('Rules').click()
  const rule = page.getByLabel(/^State of: A new lead is touched within 1 day/)
  await rule.selectOption('shadow')
  await page.getByText('Rule: Shadow').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.waitForFunction(
    () => !document.querySelector('main select:has(option[value="shadow"]:checked)'),
  )
  expect((await rule.inputValue()) === 'on', await rule.inputValue())
})
await check('what is watched is told; two days later the first exception is there', async () => {
  await step('The first exception').click()
  await page.getByText('2 records are being watched', { exact: false }).waitFor()
  const clock = `${url}/api/v1/test/clock`
  const { now } = await (await fetch(clock)).json()
  await fetch(clock, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ now: new Date(Date.parse(now) + 2 * 86_400_000).toISOString() }),
  })
  await page.waitForFunction(() => document.querySelector('[data-badge="2"]'), null, {
    timeout: 30_000,
  })
  // Two days without a click end a session.
  await typeSignIn(page, password, { email, url })
  await page.getByRole('heading', { level: 1, name: 'Exceptions' }).waitFor()
  await page.goto(`${url}/start`)
  await isDone('The first exception')
  await steps.getByText('All is set up').waitFor()
})
await check('what is done is no longer in the palette, and the exceptions are', async () => {
  await page.goto(url)
  await page.getByRole('heading', { level: 1, name: 'Exceptions' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('set up')
  await page.getByText('Nothing found').waitFor()
  await page.keyboard.press('Escape')
})
await check('a newcomer learns by doing: what is done ticks itself off', async () => {
  const learn = page.getByRole('region', { name: 'First steps' })
  const progress = async () => Number((await learn.getByText(/^\d of 5$/).innerText())[0])
  await learn.getByRole('button', { name: 'First steps' }).click()
  await learn.getByText('Clear an exception').waitFor()
  const before = await progress()
  await page.locator('[data-row]').first().click()
  await page.keyboard.press('x')
  await page.keyboard.press('1')
  await learn.getByText('Clear an exception done').waitFor()
  expect((await progress()) === before + 1, `${before} → ${await progress()}`)
  await page.reload()
  expect((await progress()) === before + 1, 'forgotten')
  await learn.getByRole('button', { name: 'First steps' }).click()
  await learn.getByRole('button', { name: 'Do not show this again' }).click()
  await learn.waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Exceptions' }).waitFor()
  expect((await learn.count()) === 0, 'it is back')
})

const storageState = await page.context().storageState()
for (const [size, theme, language] of [
  ['desktop', 'light', 'en'],
  ['desktop', 'dark', 'zh-CN'],
  ['phone', 'light', 'zh-CN'],
  ['phone', 'dark', 'en'],
]) {
  await check(`no violation in any step (${size}, ${theme}, ${language})`, async () => {
    const view = await openPage({ size, theme, language, storageState })
    await view.goto(`${url}/start`)
    const all = view.locator('main nav ol button')
    await all.first().waitFor()
    for (let n = 0; n < 6; n++) {
      await all.nth(n).click()
      await axe(view, `step ${n + 1}`)
    }
    await view.setViewportSize({ width: 320, height: 640 })
    for (let n = 0; n < 6; n++) {
      await all.nth(n).click()
      const isWide = await view.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      expect(!isWide, `step ${n + 1} is wider than the screen`)
    }
    expect(view.complaints.length === 0, view.complaints.join('\n'))
    await view.context().close()
  })
}
await check('no script error and nothing against the content security policy', async () => {
  expect(page.complaints.length === 0, page.complaints.join('\n'))
})
await close()
await finish()

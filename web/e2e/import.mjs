// A file becomes leads: columns matched, errors mended by value, taken in, taken back; ten thousand rows; the way
// out as CSV and XLSX. In English and Chinese, on a laptop and on a phone.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/import.mjs
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { axe, check, expect, finish, openPage, typeSignIn, VIGIL_URL } from './browser.mjs'

const page = await openPage()
const stamp = Date.now()
const address = (name) => `${name}.${stamp}@example.com`
/** As a German spreadsheet saves it: semicolons, windows-1252, days first. */
const german = Buffer.from(
  [
    'Vorname;Nachname;Firma;E-Mail;Quelle;Eingang;Größe',
    `Jürgen;Groß;Brückenbau ${stamp};${address('juergen')};Messe;03/04/2026;12`,
    `Käthe;Weiß;Mühle ${stamp};nobody-at-example;web;05/06/2026;7`,
    `Anna;Schön;Kiosk ${stamp};${address('anna')};Messe;01/02/2026;3`,
    `Nina;;Bekannt ${stamp};lead1@example.com;web;01/02/2026;`,
  ].join('\r\n'),
  'latin1',
)
const field = (header, on = page) => on.getByLabel(header, { exact: true })
const choose = (name, buffer, on = page) =>
  on.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer })
/** "3 new" as the check says it. */
const counted = async (label, on = page) =>
  on.evaluate(
    (wanted) =>
      [...document.querySelectorAll('[role="status"] .text-xl')]
        .find((one) => one.nextElementSibling?.textContent === wanted)
        ?.textContent?.trim(),
    label,
  )
const isCounted = async (label, n, on = page) => {
  await on.waitForFunction(
    ([wanted, number]) =>
      [...document.querySelectorAll('[role="status"] .text-xl')].some(
        (one) =>
          one.nextElementSibling?.textContent === wanted && one.textContent.trim() === number,
      ),
    [label, n],
  )
}

await typeSignIn(page)
await page.waitForSelector('nav a[href="/import"]')

await check('by keyboard to the import; what is not read is said', async () => {
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await page.getByRole('heading', { level: 1, name: 'Import' }).waitFor()
  await page.getByText('Not read: Excel', { exact: false }).waitFor()
})
await check('a workbook is refused in words', async () => {
  const workbook = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(3000, 1)])
  await choose('leads.xlsx', workbook)
  await page.getByRole('alert').getByText('Please save it as CSV', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: 'Choose a file' }).waitFor()
})
await check('columns are matched by name, with examples beside them', async () => {
  await choose('leads.csv', german)
  await page.getByText('Brückenbau', { exact: false }).last().waitFor({ state: 'attached' })
  expect((await field('Vorname').inputValue()) === 'first_name', 'Vorname')
  expect((await field('Firma').inputValue()) === 'company', 'Firma')
  expect((await field('E-Mail').inputValue()) === 'email', 'E-Mail')
  expect((await field('Größe').inputValue()) === '', 'Größe')
  await page.getByText('windows-1252', { exact: false }).first().waitFor()
})
await check('what can be read in two ways is asked', async () => {
  const question = page.getByRole('group', { name: 'Which comes first in these dates?' })
  await question.getByRole('button', { name: 'Day: 3 April is 03/04' }).click()
  await question.waitFor({ state: 'detached' })
})
await check('a match is changed, a column left out', async () => {
  await field('Vorname').selectOption('title')
  await page.locator('[aria-busy="false"]').waitFor()
  expect((await field('Vorname').inputValue()) === 'title', 'not changed')
  await field('Vorname').selectOption('first_name')
  await field('Quelle').selectOption('')
  await page.locator('[aria-busy="false"]').waitFor()
  expect((await field('Quelle').inputValue()) === '', 'still taken')
  await field('Quelle').selectOption('source')
})
await check('the check counts new, known and wrong ones', async () => {
  await page.keyboard.press('Control+Enter')
  await isCounted('with errors', '3')
  expect((await counted('new')) === '0', `${await counted('new')} new`)
  expect((await counted('known, will change')) === '1', 'lead1@example.com is known')
})
await check('a wrong value is mended once for all its rows, and checked again', async () => {
  await page.getByText('in 2 rows').waitFor()
  await field('Quelle: instead of Messe').selectOption('fair')
  await field('E-Mail: instead of nobody-at-example').fill(address('kaethe'))
  await page.keyboard.press('Control+Enter')
  await isCounted('with errors', '0')
  expect((await counted('new')) === '3', `${await counted('new')} new`)
  await page.getByText(/Quelle: Messe → .*fair/i).waitFor()
})
await check('what was mended can be taken back', async () => {
  await page.getByRole('button', { name: 'Take back: nobody-at-example' }).click()
  await isCounted('with errors', '1')
  await page.getByRole('button', { name: 'Leave empty' }).click()
  await page.keyboard.press('Control+Enter')
  await isCounted('with errors', '0')
})
await check('it is taken in, and the leads are there', async () => {
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/job=/)
  await isCounted('created', '3')
  await page.getByRole('link', { name: 'See Leads' }).click()
  await page.getByText('Jürgen Groß', { exact: false }).first().waitFor()
  await page.goBack()
})
await check('the whole import is taken back', async () => {
  await page.getByRole('button', { name: 'Undo import' }).first().click()
  await page.getByText('This import was taken back.').waitFor()
  await page.goto(
    `${VIGIL_URL}/e/leads?filter=${encodeURIComponent(`company contains "${stamp}"`)}`,
  )
  await page.getByText('No record fits this filter.').waitFor()
})

await check(
  'ten thousand rows, packed: taken in, taken back, and the list of earlier imports',
  async () => {
    const rows = Array.from(
      { length: 10_000 },
      (_, n) => `Many ${stamp} ${n},${address(`many${n}`)},web`,
    )
    await page.goto(`${VIGIL_URL}/import`)
    await choose('many.csv.gz', gzipSync(`Company,Email,Source\n${rows.join('\n')}\n`))
    await page.getByText('10,000 rows', { exact: false }).waitFor()
    await page.keyboard.press('Control+Enter')
    page.setDefaultTimeout(120_000)
    await isCounted('new', '10,000')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.waitForURL(/job=/)
    await isCounted('created', '10,000')
    await page.goto(`${VIGIL_URL}/import`)
    const earlier = page.getByRole('listitem').filter({ hasText: '10,000 rows' }).first()
    await earlier.getByRole('button', { name: 'Undo import' }).click()
    await earlier.getByText('taken back', { exact: false }).first().waitFor()
    page.setDefaultTimeout(10_000)
  },
)

await check('pasted rows are taken as a file', async () => {
  await page.goto(`${VIGIL_URL}/import?entity=account`)
  await field('Or paste rows').fill(`Name\tWebsite\nPasted ${stamp}\thttps://example.com\n`)
  await page.keyboard.press('Control+Enter')
  await page.getByText('Where the columns go: Accounts').waitFor()
  expect((await field('Name').first().inputValue()) === 'name', 'Name')
})

await check('a list becomes a file, as shown or with all fields', async () => {
  await page.goto(`${VIGIL_URL}/e/leads?sort=company`)
  await page.locator('[role="row"] a').first().waitFor()
  const saved = async (act) => {
    await page.keyboard.press('w')
    await page.getByRole('dialog', { name: 'Export: Leads' }).waitFor()
    const waiting = page.waitForEvent('download')
    await act()
    return waiting
  }
  const plain = await saved(() => page.keyboard.press('1'))
  const [head] = readFileSync(await plain.path(), 'utf8').split(/\r?\n/)
  expect(head.includes('Company') && !head.includes('Budget'), head)
  const all = await saved(async () => {
    await page.getByRole('radio', { name: 'All fields you may see' }).check()
    await page.keyboard.press('1')
  })
  const [every] = readFileSync(await all.path(), 'utf8').split(/\r?\n/)
  expect(every.includes('Company') && every.split(',').length > head.split(',').length, every)
  const workbook = await saved(() => page.keyboard.press('2'))
  expect(workbook.suggestedFilename().endsWith('.xlsx'), workbook.suggestedFilename())
  expect(
    readFileSync(await workbook.path())
      .subarray(0, 2)
      .toString() === 'PK',
    'no workbook',
  )
})

const storageState = await page.context().storageState()
const texts = {
  en: { to: 'Check', wrong: 'with errors', file: 'Choose a file' },
  'zh-CN': { to: '检查', wrong: '有错误', file: '选择文件' },
}
for (const [size, theme, language] of [
  ['desktop', 'light', 'en'],
  ['desktop', 'dark', 'zh-CN'],
  ['phone', 'light', 'zh-CN'],
  ['phone', 'dark', 'en'],
]) {
  const t = texts[language]
  await check(`no violation in any step (${size}, ${theme}, ${language})`, async () => {
    const view = await openPage({ size, theme, language, storageState })
    await view.goto(`${VIGIL_URL}/import`)
    await view.getByRole('button', { name: t.file }).waitFor()
    await axe(view, 'file')
    await choose('leads.csv', german, view)
    await field('Vorname', view).waitFor()
    await axe(view, 'columns')
    await view.getByRole('button', { name: t.to, exact: true }).last().click()
    await isCounted(t.wrong, '3', view)
    await view.getByRole('heading', { level: 2 }).first().waitFor()
    await axe(view, 'check')
    await view.setViewportSize({ width: 320, height: 640 })
    const isWide = await view.evaluate(
      () =>
        document.documentElement.scrollWidth > innerWidth ||
        [...document.querySelectorAll('main [role="region"]')].some(
          (one) => one.scrollWidth > one.clientWidth,
        ),
    )
    expect(!isWide, 'wider than the screen')
    expect(view.complaints.length === 0, view.complaints.join('\n'))
    await view.context().close()
  })
}
await check('no script error and nothing against the content security policy', async () => {
  expect(page.complaints.length === 0, page.complaints.join('\n'))
})
await finish()

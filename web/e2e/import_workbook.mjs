// An Excel workbook becomes opportunities: read in the browser, one of its sheets chosen, days, numbers and ids as they
// are in it; what cannot be read is said and not uploaded; what was exported comes in again. In English and Chinese.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/import_workbook.mjs
import { readFileSync } from 'node:fs'
import { axe, check, expect, finish, openPage, signIn, VIGIL_URL } from './browser.mjs'
import { fits } from './parts/fits.mjs'
import { entityIn, find, writesOf } from './parts/server.mjs'
import { languages, wordsOf } from './parts/words.mjs'
import { fault, formula, number, workbookOf } from './parts/workbook.mjs'

const excel97 = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const choose = (on, name, buffer) =>
  on.locator('input[type="file"]').setInputFiles({ name, mimeType: type, buffer })

/** A list as a person keeps it: a sheet without rows before it, a title above it, formulas, formats. */
const listOf = (stamp) =>
  workbookOf({
    sheets: [
      { name: 'Notes', rows: [] },
      {
        name: 'Verkauf 商机',
        rows: [
          ['Fair of spring'],
          ['Name', 'External id', 'Amount', 'Close date', 'Probability', 'Remark'],
          [
            `示例科技 ${stamp}`,
            `00${stamp}`,
            number('100000', '#,##0.00 "EUR"'),
            number('72684', 'dd/mm/yyyy'),
            number('0.07', '0%'),
            formula('6+6', 12),
          ],
          [
            `Mühle ${stamp}`,
            number(`1${stamp}`),
            number('1.23456E+3'),
            number('72684.604166666664', 'yyyy"年"m"月"d"日" h:mm'),
            number('25'),
            fault('#N/A'),
          ],
        ],
      },
      { name: 'Others', rows: [['Street'], ['Nowhere 1']], state: 'hidden' },
    ],
  })

async function journey(language) {
  const page = await openPage({ language })
  const [t, base, exported] = ['crm/import', 'base', 'crm/records/export'].map((room) =>
    wordsOf(language, room),
  )
  const named = (text) => `${language}: ${text}`
  const button = (name, on = page) => on.getByRole('button', { name, exact: true })
  const field = (header, on = page) => on.getByLabel(header, { exact: true })
  const stamp = Date.now()
  const isCounted = (label, n) =>
    page.waitForFunction(
      ([wanted, count]) =>
        [...document.querySelectorAll('[role="status"] .text-xl')].some(
          (one) =>
            one.nextElementSibling?.textContent === wanted && one.textContent.trim() === count,
        ),
      [label, n.toLocaleString(language)],
    )

  await signIn(page)
  await page.waitForSelector('nav a[href="/import"]')
  const lead = await entityIn(page, language, 'lead')
  await page.goto(`${VIGIL_URL}/import?entity=opportunity`)
  await button(t('choose_file')).waitFor()

  const broken = workbookOf({ sheets: [{ name: 'A', rows: [['Name']] }] }).subarray(0, 500)
  for (const [why, name, file] of [
    ['book.broken', 'broken.xlsx', broken],
    ['book.old', 'old.xls', excel97],
    [
      'book.locked',
      'locked.xlsx',
      Buffer.concat([excel97, Buffer.from('EncryptedPackage', 'utf16le')]),
    ],
    ['book.empty', 'empty.xlsx', workbookOf({ sheets: [{ name: 'A', rows: [] }] })],
  ])
    await check(named(`${name} is refused in words, nothing is uploaded`), async () => {
      const sent = await writesOf(page, async () => {
        await choose(page, name, file)
        await page.getByRole('alert').getByText(t(why), { exact: true }).waitFor()
      })
      expect(sent.length === 0, `${sent}`)
      await button(t('choose_file')).waitFor()
    })

  await check(named('a workbook is dropped; its first sheet with rows is taken'), async () => {
    const files = await page.evaluateHandle(
      ([bytes, name]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name))
        return transfer
      },
      [listOf(stamp).toString('base64'), 'fair.xlsx'],
    )
    await page.dispatchEvent('text=' + t('drop'), 'drop', { dataTransfer: files })
    await field('Amount').waitFor()
    expect((await field(t('sheet')).inputValue()) === '1', 'not the sheet with the list')
    for (const [header, key] of [
      ['Name', 'name'],
      ['External id', 'external_id'],
      ['Amount', 'amount'],
      ['Close date', 'close_date'],
      ['Probability', 'probability'],
    ])
      expect((await field(header).first().inputValue()) === key, header)
    await page.getByText('2098-12-30 · 2098-12-30T14:30:00').waitFor()
    await page.getByText('fair.xlsx').waitFor()
  })
  await check(named('what holds an error is named'), async () => {
    await page.getByRole('note').getByText('F4', { exact: false }).waitFor()
  })
  await check(named('another sheet, a sheet without rows, and back'), async () => {
    await field(t('sheet')).selectOption('2')
    await field('Street').waitFor()
    await field(t('sheet')).selectOption('0')
    await page.getByRole('alert').getByText(t('book.sheet_empty')).waitFor()
    await field('Street').waitFor()
    await field(t('sheet')).selectOption('1')
    await field('Amount').waitFor()
    expect((await page.getByRole('alert').count()) === 0, 'still a problem')
  })
  await check(named('it is checked and taken in, digit for digit'), async () => {
    await page.keyboard.press('Control+Enter')
    await isCounted(t('n_new'), 2)
    await isCounted(t('n_wrong'), 0)
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(/job=/)
    await isCounted(t('n_created'), 2)
    const [tech, mill] = [
      await find(page, 'opportunities', `external_id = "00${stamp}"`),
      await find(page, 'opportunities', `external_id = "1${stamp}"`),
    ]
    const told = ({ name, amount, close_date: day, probability }) =>
      [name, amount.amount, day, probability].join(' | ')
    expect(told(tech) === `示例科技 ${stamp} | 100000.00 | 2098-12-30 | 7`, told(tech))
    expect(told(mill) === `Mühle ${stamp} | 1234.56 | 2098-12-30 | 25`, told(mill))
  })
  await check(named('the whole import is taken back'), async () => {
    await button(t('undo')).first().click()
    await page.getByText(t('was_undone')).waitFor()
  })

  await check(
    named('a list that was exported to Excel comes in again, and is the same'),
    async () => {
      const known = 'email contains "@example.com"'
      await page.goto(`${VIGIL_URL}/e/leads?filter=${encodeURIComponent(known)}`)
      await page.locator('[role="row"] a').first().waitFor()
      await page.keyboard.press('w')
      await page
        .getByRole('dialog', {
          name: base('text.label', { label: base('bulk.export') }) + lead.label_plural,
        })
        .waitFor()
      await page.getByRole('radio', { name: exported('every') }).check()
      const waiting = page.waitForEvent('download')
      await page.keyboard.press('2')
      const workbook = readFileSync(await (await waiting).path())
      await page.goto(`${VIGIL_URL}/import`)
      await choose(page, 'leads.xlsx', workbook)
      const email = lead.field('email').label
      const column = page.getByRole('combobox', { name: email, exact: true })
      await column.waitFor()
      expect((await column.inputValue()) === 'email', email)
      expect((await field(t('sheet')).count()) === 0, 'one sheet is no choice')
      // A workbook holds moments to the microsecond only nearly.
      await page
        .getByRole('combobox', { name: lead.field('entered_at').label, exact: true })
        .selectOption('')
      await page.locator('[aria-busy="false"]').waitFor()
      await page.keyboard.press('Control+Enter')
      for (const one of ['n_new', 'n_changed', 'n_wrong']) await isCounted(t(one), 0)
    },
  )

  const storageState = await page.context().storageState()
  for (const [size, theme] of looks[language])
    await check(named(`no violation while a workbook is taken (${size}, ${theme})`), async () => {
      const view = await openPage({ size, theme, language, storageState })
      await view.goto(`${VIGIL_URL}/import?entity=opportunity`)
      await button(t('choose_file'), view).waitFor()
      await choose(view, 'old.xls', excel97)
      await view.getByRole('alert').waitFor()
      await axe(view, 'refused')
      await choose(view, 'fair.xlsx', listOf(stamp))
      await field('Amount', view).waitFor()
      await axe(view, 'columns')
      await view.setViewportSize({ width: 320, height: 640 })
      await fits(view, 'columns')
      expect(view.complaints.length === 0, view.complaints.join('\n'))
      await view.context().close()
    })
  await check(named('nothing against the content security policy'), async () => {
    expect(page.complaints.length === 0, page.complaints.join('\n'))
  })
  await page.context().close()
}

const looks = {
  en: [
    ['desktop', 'light'],
    ['phone', 'dark'],
  ],
  'zh-CN': [
    ['desktop', 'dark'],
    ['phone', 'light'],
  ],
}
for (const language of languages) await journey(language)
await finish()

// A file becomes leads: columns matched, errors mended by value, taken in, taken back; ten thousand rows; the way
// out as CSV and XLSX. In English and Chinese, on a laptop and on a phone.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/import.mjs
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { axe, check, expect, finish, openPage, patienceMs, signIn, VIGIL_URL } from './browser.mjs'
import { fits } from './parts/fits.mjs'
import { says } from './parts/says.mjs'
import { ask, entityIn, find, journalOf } from './parts/server.mjs'
import { languages, server, wordsOf } from './parts/words.mjs'

async function journey(language) {
  const page = await openPage({ language })
  const [t, base, exported, told] = ['crm/import', 'base', 'crm/records/export', server].map(
    (room) => wordsOf(language, room),
  )
  const named = (text) => `${language}: ${text}`
  const button = (name, on = page) => on.getByRole('button', { name, exact: true })
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

  await signIn(page)
  await page.waitForSelector('nav a[href="/import"]')
  const [lead, account] = [
    await entityIn(page, language, 'lead'),
    await entityIn(page, language, 'account'),
  ]
  const company = lead.field('company').label

  await check(named('by keyboard to the import; what is not read is said'), async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('b')
    await page.getByRole('heading', { level: 1, name: base('nav.import') }).waitFor()
    await page.getByText(t('file_not_read')).waitFor()
  })
  await check(named('an archive is refused in words; there is nothing to check'), async () => {
    await choose('leads.csv.bz2', Buffer.concat([Buffer.from('BZh91AY&SY'), Buffer.alloc(3000, 1)]))
    await page
      .getByRole('alert')
      .getByText(told('import_is_archive').split('{kind}')[1], { exact: false })
      .waitFor()
    await button(t('other_file')).waitFor()
    expect((await button(t('to_check')).count()) === 0, 'it can be checked')
    await button(t('other_file')).click()
    await button(t('choose_file')).waitFor()
  })
  await check(named('columns are matched by name, with examples beside them'), async () => {
    await choose('leads.csv', german)
    await page.getByText('Brückenbau', { exact: false }).last().waitFor({ state: 'attached' })
    expect((await field('Vorname').inputValue()) === 'first_name', 'Vorname')
    expect((await field('Firma').inputValue()) === 'company', 'Firma')
    expect((await field('E-Mail').inputValue()) === 'email', 'E-Mail')
    expect((await field('Größe').inputValue()) === '', 'Größe')
    await page.getByText('windows-1252', { exact: false }).first().waitFor()
  })
  await check(named('what can be read in two ways is asked'), async () => {
    const question = page.getByRole('group', { name: t('date_asked') })
    await question.getByRole('button', { name: t('order.dmy') }).click()
    await question.waitFor({ state: 'detached' })
  })
  await check(named('a match is changed, a column left out'), async () => {
    await field('Vorname').selectOption('title')
    await page.locator('[aria-busy="false"]').waitFor()
    expect((await field('Vorname').inputValue()) === 'title', 'not changed')
    await field('Vorname').selectOption('first_name')
    await field('Quelle').selectOption('')
    await page.locator('[aria-busy="false"]').waitFor()
    expect((await field('Quelle').inputValue()) === '', 'still taken')
    await field('Quelle').selectOption('source')
  })
  await check(named('the check counts new, known and wrong ones'), async () => {
    await page.keyboard.press('Control+Enter')
    await isCounted(t('n_wrong'), '3')
    expect((await counted(t('n_new'))) === '0', `${await counted(t('n_new'))} new`)
    expect((await counted(t('n_changed'))) === '1', 'lead1@example.com is known')
  })
  await check(
    named('a wrong value is mended once for all its rows, and checked again'),
    async () => {
      await page.getByText(t.count('in_rows', 2)).waitFor()
      await field(t('instead_of', { column: 'Quelle', value: 'Messe' })).selectOption('fair')
      await field(t('instead_of', { column: 'E-Mail', value: 'nobody-at-example' })).fill(
        address('kaethe'),
      )
      await page.keyboard.press('Control+Enter')
      await isCounted(t('n_wrong'), '0')
      expect((await counted(t('n_new'))) === '3', `${await counted(t('n_new'))} new`)
      await page.getByText(`Quelle: Messe → ${lead.choice('source', 'fair')}`).waitFor()
    },
  )
  await check(named('a reload at the check keeps file, columns and what was mended'), async () => {
    await page.waitForURL(/file=/)
    await page.reload()
    await isCounted(t('n_wrong'), '0')
    await page.getByText(`Quelle: Messe → ${lead.choice('source', 'fair')}`).waitFor()
    await button(base('dialog.back')).click()
    await page.getByText('leads.csv', { exact: false }).waitFor()
    expect((await field('Quelle').inputValue()) === 'source', 'Quelle')
    await page.keyboard.press('Control+Enter')
    await isCounted(t('n_wrong'), '0')
  })
  await check(named('what was mended can be taken back'), async () => {
    await button(t('take_back', { value: 'nobody-at-example' })).click()
    await isCounted(t('n_wrong'), '1')
    await button(t('leave_empty')).click()
    await page.keyboard.press('Control+Enter')
    await isCounted(t('n_wrong'), '0')
  })
  await check(named('it is taken in, and the leads are there'), async () => {
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(/job=/)
    await isCounted(t('n_created'), '3')
    await page.getByRole('link', { name: t('see', { entities: lead.label_plural }) }).click()
    await page.getByText('Jürgen Groß', { exact: false }).first().waitFor()
    await page.goBack()
  })
  await check(
    named('the whole import is taken back: what was left alone, once it may go'),
    async () => {
      const { id } = await find(page, 'leads', `email = "${address('juergen')}"`)
      const change = { title: 'Buyer' }
      const later = await journalOf(page, '/leads/bulk', { ids: [id], change })
      await button(t('undo')).first().click()
      await page.getByText(t('was_undone')).waitFor()
      await says(page, t('undone'))
      await page.getByText(t('left_alone_one', { n: 1 })).waitFor()
      await ask(page, `/journal/${later}/undo`, 'POST')
      await button(t('undo_rest')).click()
      await button(t('undo_rest')).waitFor({ state: 'detached' })
      await says(page, t('undone'))
      await page.goto(
        `${VIGIL_URL}/e/leads?filter=${encodeURIComponent(`company contains "${stamp}"`)}`,
      )
      await page.getByText(base('list.none_found')).waitFor()
    },
  )

  if (language === 'en')
    await check(
      'ten thousand rows, packed: taken in, taken back, and the list of earlier imports',
      async () => {
        const rows = Array.from(
          { length: 10_000 },
          (_, n) => `Many ${stamp} ${n},${address(`many${n}`)},web`,
        )
        await page.goto(`${VIGIL_URL}/import`)
        await choose('many.csv.gz', gzipSync(`Company,Email,Source\n${rows.join('\n')}\n`))
        await page.getByText(t.count('rows', 10_000), { exact: false }).waitFor()
        await page.keyboard.press('Control+Enter')
        page.setDefaultTimeout(120_000)
        await isCounted(t('n_new'), '10,000')
        await button(t('start')).click()
        await page.waitForURL(/job=/)
        await isCounted(t('n_created'), '10,000')
        await page.goto(`${VIGIL_URL}/import`)
        const earlier = page
          .getByRole('listitem')
          .filter({ hasText: t.count('rows', 10_000) })
          .first()
        await button(t('undo'), earlier).click()
        await earlier.getByText(t('state.undone'), { exact: false }).first().waitFor()
        page.setDefaultTimeout(patienceMs)
      },
    )

  await check(
    named('a thousand that may be one is asked about, and shown as it will be'),
    async () => {
      await page.goto(`${VIGIL_URL}/import?entity=opportunity`)
      await choose('deals.csv', Buffer.from(`Name;Amount\nDeal ${stamp};1.000\n`))
      const question = page.getByRole('group', { name: t('number_asked') })
      const chosen = question.locator('[aria-pressed="true"]')
      await chosen.waitFor()
      const way = { point: /[^\d ]1(?![.,\d]\d)/, comma: '1,000' }
      const found = (await chosen.innerText()) === t('decimal.comma') ? 'comma' : 'point'
      const [begins] = t('read_now', { cell: '1.000', value: '' }).split('1.000')
      const asked = page.locator('main p', { hasText: `${begins}1.000` })
      await asked.filter({ hasText: way[found] }).waitFor()
      await page.keyboard.press('Control+Enter')
      await page.getByRole('alert').getByText(t('number_first')).waitFor()
      expect(
        await chosen.evaluate((one) => one.parentElement.contains(document.activeElement)),
        'focus',
      )
      await question.getByRole('button', { name: t('decimal.comma') }).click()
      await question.waitFor({ state: 'detached' })
      await page.locator('main p', { hasText: way.comma }).waitFor()
      await page.keyboard.press('Control+Enter')
      await isCounted(t('n_new'), '1')
    },
  )
  await check(named('pasted rows are taken as a file'), async () => {
    await page.goto(`${VIGIL_URL}/import?entity=account`)
    await field(t('paste')).fill(`Name\tWebsite\nPasted ${stamp}\thttps://example.com\n`)
    await page.keyboard.press('Control+Enter')
    await page.getByText(t('columns_title', { entity: account.label_plural })).waitFor()
    expect((await field('Name').first().inputValue()) === 'name', 'Name')
  })

  await check(named('a list becomes a file, as shown or with all fields'), async () => {
    await page.goto(`${VIGIL_URL}/e/leads?sort=company`)
    await page.locator('[role="row"] a').first().waitFor()
    const saved = async (act) => {
      await page.keyboard.press('w')
      await page
        .getByRole('dialog', {
          name: base('text.label', { label: base('bulk.export') }) + lead.label_plural,
        })
        .waitFor()
      const waiting = page.waitForEvent('download')
      await act()
      return waiting
    }
    const plain = await saved(() => page.keyboard.press('1'))
    const [head] = readFileSync(await plain.path(), 'utf8').split(/\r?\n/)
    expect(head.includes(company) && !head.includes(lead.field('budget').label), head)
    const all = await saved(async () => {
      await page.getByRole('radio', { name: exported('every') }).check()
      await page.keyboard.press('1')
    })
    const [every] = readFileSync(await all.path(), 'utf8').split(/\r?\n/)
    expect(every.includes(company) && every.split(',').length > head.split(',').length, every)
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
  for (const [size, theme] of looks[language]) {
    await check(named(`no violation in any step (${size}, ${theme})`), async () => {
      const view = await openPage({ size, theme, language, storageState })
      await view.goto(`${VIGIL_URL}/import`)
      await button(t('choose_file'), view).waitFor()
      await axe(view, 'file')
      await choose('leads.csv', german, view)
      await field('Vorname', view).waitFor()
      await axe(view, 'columns')
      await button(t('to_check'), view).last().click()
      await isCounted(t('n_wrong'), '3', view)
      await view.getByRole('heading', { level: 2 }).first().waitFor()
      await axe(view, 'check')
      await view.setViewportSize({ width: 320, height: 640 })
      await fits(view, 'check')
      expect(view.complaints.length === 0, view.complaints.join('\n'))
      await view.context().close()
    })
  }
  await check(
    named('no script error and nothing against the content security policy'),
    async () => {
      expect(page.complaints.length === 0, page.complaints.join('\n'))
    },
  )
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

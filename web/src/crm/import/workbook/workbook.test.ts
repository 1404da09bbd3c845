// @vitest-environment node
import { expect, test } from 'vitest'
import {
  fault,
  formula,
  inline,
  number,
  partsOf,
  workbookOf,
  zipOf,
  type Cell,
  type Written,
} from '../../../../e2e/parts/workbook.mjs'
import { csvOf, isWorkbook, planOf, readBook, turnTo } from '../book'
import { parseCsv } from './csv_parts'
import { limits, type Limits } from './limits'
import { openWorkbook } from './workbook'

const blob = (bytes: Uint8Array<ArrayBuffer> | string) => new Blob([bytes])
const one = (rows: Cell[][], more: Partial<Written> = {}) =>
  blob(workbookOf({ sheets: [{ name: 'List', rows }], ...more }))
const textOf = async (file: Blob) => {
  const { rows } = await (await openWorkbook(file)).first()
  return rows.csv.text()
}
const rowsOf = async (file: Blob) => parseCsv(await textOf(file), ',')
/** The same cells under a heading each. */
const cellsOf = async (cells: Cell[], more: Partial<Written> = {}) =>
  (await rowsOf(one([cells.map((_, n) => `Column ${n}`), cells], more)))[1]
const codeOf = async (file: Blob, small: Partial<Limits> = {}) =>
  openWorkbook(file, { ...limits, ...small })
    .then((book) => book.first())
    .then(
      () => 'read',
      (failure) => failure.code as string,
    )

test('texts stay as they are: ids with leading noughts, Chinese, signs, line breaks', async () => {
  const texts = [
    '0049301234567',
    '00012',
    '张伟，北京',
    '𠮷田 & <Söhne> "AG"',
    'one\ntwo',
    '=1+1',
    '1E5',
  ]
  expect(await cellsOf(texts)).toEqual(texts)
  expect(await cellsOf(texts.map(inline))).toEqual(texts)
})

test('numbers keep their digits, without exponent and groups', async () => {
  const raw = {
    '100000': '100000',
    '1E+5': '100000',
    '1.5E-7': '0.00000015',
    '-12.5': '-12.5',
    '1.234': '1.234',
    '8613812345678': '8613812345678',
    '1234567890123456789': '1234567890123456789',
    '1234567.8899999999': '1234567.89',
    '0.30000000000000004': '0.3',
    '0.7999999999999999': '0.8',
    '33.333333333333336': '33.333333333333336',
    '90071992547409.91': '90071992547409.91',
    '1.2345678901234567E+20': '123456789012345670000',
  }
  expect(await cellsOf(Object.keys(raw).map((one) => number(one)))).toEqual(Object.values(raw))
})

test('money and shares are plain numbers; what was computed is as it is seen', async () => {
  expect(
    await cellsOf([
      number('1234.5', '#,##0.00 "EUR"'),
      number('1234.567', '[$¥-804]#,##0.00'),
      number('33.333333333333336', '_-* #,##0.00\\ "€"_-'),
      number('0.25', '0%'),
      number('0.07', '0%'),
      number('0.285', '0.00%'),
      number('0.3333333333333333', '0%'),
      number('100000', '0.00E+00'),
      number('5', '0" days"'),
    ]),
  ).toEqual(['1234.5', '1234.567', '33.33', '25', '7', '28.5', '33', '100000', '5'])
})

test('days and moments are ISO, whatever they look like and wherever they are read', async () => {
  expect(
    await cellsOf([
      number('46115', 'dd/mm/yyyy'),
      number('46115', 'm/d/yy'),
      number('46115.604166666664', 'yyyy"年"m"月"d"日" h:mm'),
      number('46115.604166666664', 'd-mmm-yy'),
      number('46115', 'yyyy-mm-dd hh:mm:ss'),
      number('46115.99999421296', 'yyyy-mm-dd hh:mm:ss'),
      number('46115.60416666666', 'yyyy-mm-dd hh:mm:ss'),
      number('46349.10688236474', 'yyyy-mm-dd hh:mm:ss'),
      number('61', 'd.m.yyyy'),
      number('59', 'd.m.yyyy'),
      number('1', '[$-407]d. mmmm yyyy;@'),
      number('0.604166666664', 'h:mm AM/PM'),
      number('1.25', '[h]:mm'),
      number('46115', 'mmm'),
      number('-3', 'd.m.yyyy'),
      { kind: 'd', inside: '<v>2026-04-03T14:30:00.000</v>' },
    ]),
  ).toEqual([
    '2026-04-03',
    '2026-04-03',
    '2026-04-03T14:30:00',
    '2026-04-03T14:30:00',
    '2026-04-03',
    '2026-04-03T23:59:59.500',
    '2026-04-03T14:30:00',
    '2026-11-23T02:33:54.636314',
    '1900-03-01',
    '1900-02-28',
    '1900-01-01',
    '14:30:00',
    '30:00:00',
    '2026-04-03',
    '-3',
    '2026-04-03T14:30:00',
  ])
})

test('days of the 1904 system', async () => {
  const days = [number('44653', 'dd/mm/yyyy'), number('0', 'd/m/yyyy'), number('0.5', 'h:mm')]
  expect(await cellsOf(days, { date1904: true })).toEqual(['2026-04-03', '1904-01-01', '12:00:00'])
})

test('dates by the formats a workbook need not spell out', async () => {
  const parts = partsOf({
    sheets: [
      {
        name: 'A',
        rows: [
          ['Day', 'Tag', 'Plain'],
          [1, 1, 1],
        ],
      },
    ],
  })
  const cell = (at: string, style: number) => `<c r="${at}" s="${style}"><v>46115.5</v></c>`
  parts['xl/styles.xml'] =
    '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="31"/></cellXfs></styleSheet>'
  parts['xl/worksheets/sheet1.xml'] = parts['xl/worksheets/sheet1.xml']!.replace(
    /<row r="2">.*<\/row>/,
    `<row r="2">${cell('A2', 1)}${cell('B2', 2)}${cell('C2', 0)}</row>`,
  )
  const [, row] = await rowsOf(blob(zipOf(parts)))
  expect(row).toEqual(['2026-04-03T12:00:00', '2026-04-03T12:00:00', '46115.5'])
})

test('booleans, formulas by their results; what has none is empty and said', async () => {
  const { first } = await openWorkbook(
    one([
      ['A', 'B', 'C', 'D', 'E', 'F', 'G'],
      [true, false, formula('1+1', 2), formula('A1&B1', 'AB', 'str'), fault('#N/A'), formula('C2')],
      [fault('#REF!'), null, null, formula('""', '', 'str'), null, null, 'end'],
    ]),
  )
  const { rows } = await first()
  expect(parseCsv(await rows.csv.text(), ',').slice(1)).toEqual([
    ['TRUE', 'FALSE', '2', 'AB', '', '', ''],
    ['', '', '', '', '', '', 'end'],
  ])
  expect(rows.emptied).toEqual({
    errors: { n: 2, places: ['E2', 'A3'] },
    formulas: { n: 1, places: ['F2'] },
  })
})

test('texts in runs are joined, how they are spoken is left out, escapes are undone', async () => {
  const parts = partsOf({
    sheets: [
      {
        name: 'A',
        rows: [
          ['x', 'y'],
          ['z', 'w'],
        ],
      },
    ],
  })
  parts['xl/sharedStrings.xml'] =
    '<x:sst xmlns:x="urn:x"><x:si><x:r><x:t>东</x:t></x:r><x:r><x:rPr/><x:t xml:space="preserve">京 </x:t></x:r>' +
    '<x:rPh sb="0" eb="2"><x:t>とうきょう</x:t></x:rPh></x:si>' +
    '<x:si><x:t>a_x000A_b_x005F_x</x:t></x:si><x:si><x:t>&#x5F20;&#20255;&#x20BB7;</x:t></x:si>' +
    '<x:si><x:t><![CDATA[<&>]]></x:t></x:si></x:sst>'
  expect(await rowsOf(blob(zipOf(parts)))).toEqual([
    ['东京 ', 'a\nb_x'],
    ['张伟𠮷', '<&>'],
  ])
})

test('empty rows keep their lines, what is empty at the edges goes, a title stays short', async () => {
  const rows: Cell[][] = [
    [null, 'Leads of 2026', null],
    [],
    [null, 'Company', 'E-mail', 'City', null],
    [null, 'Mill', 'a@example.com', null, ' '],
    [],
    [null, 'Kiosk', null, 'Köln'],
    [null, null, null],
  ]
  expect(await textOf(one(rows))).toBe(
    'Leads of 2026\n\nCompany,E-mail,City\nMill,a@example.com,\n\nKiosk,,Köln\n',
  )
})

test('a cell that holds what might part columns is quoted', async () => {
  expect(await textOf(one([['A'], ['a;b'], ["'c"], ['d:e:f'], [' g'], ['h "i"']]))).toBe(
    'A\n"a;b"\n"\'c"\n"d:e:f"\n" g"\n"h ""i"""\n',
  )
})

test('the first sheet with rows is taken, one sees it before hidden ones; another can be', async () => {
  const rows: Cell[][] = [['Name'], ['Mill']]
  const file = blob(
    workbookOf({
      sheets: [
        { name: 'Hidden', rows, state: 'hidden' },
        { name: 'Notes', rows: [] },
        { name: '客户 & more', rows: [['Company'], ['磨坊']] },
        { name: 'Program', rows, state: 'veryHidden' },
      ],
    }),
  )
  const book = await readBook(file, 'My list.XLSX')
  expect(book.workbook.sheets.map(({ name }) => name)).toEqual(['Hidden', 'Notes', '客户 & more'])
  expect(book.at).toBe(2)
  expect(await book.rows.csv.text()).toBe('Company\n磨坊\n')
  expect(await (await turnTo(book, 0)).rows.csv.text()).toBe('Name\nMill\n')
  await expect(turnTo(book, 1)).rejects.toMatchObject({ code: 'book.sheet_empty' })
  expect((await csvOf(book)).name).toBe('My list.csv')
})

test('what is large goes packed', async () => {
  const rows: Cell[][] = Array.from({ length: 40_000 }, (_, n) => [
    n,
    inline(`Company ${n} with a name`),
  ])
  const { file, name } = await csvOf(await readBook(one([['N', 'Name'], ...rows]), 'Large.xlsx'))
  expect(name).toBe('Large.csv.gz')
  expect(file.size).toBeLessThan(500_000)
  const plain = file.stream().pipeThrough(new DecompressionStream('gzip'))
  const text = await new Response(plain).text()
  expect(text.endsWith('39999,Company 39999 with a name\n')).toBe(true)
})

test('decimals are parted by a point, unless a text has a comma', async () => {
  const planFor = async (cell: Cell) =>
    planOf(await readBook(one([['A'], [cell]]), 'a.xlsx')).decimal
  expect(await planFor(number('1.234'))).toBe('point')
  expect(await planFor('Mill, Ltd')).toBe('point')
  expect(await planFor('1.234,50 €')).toBeUndefined()
  expect(planOf(null).decimal).toBeUndefined()
})

test('a workbook is told by its first bytes', async () => {
  expect(await isWorkbook(one([['A']]))).toBe(true)
  expect(await isWorkbook(blob(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1)))).toBe(true)
  expect(await isWorkbook(blob('PK,Name\n1,Mill'))).toBe(false)
  expect(await isWorkbook(blob(''))).toBe(false)
})

const wide = (text: string) => Buffer.from(text, 'utf16le')
const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
test('what cannot be read is told apart', async () => {
  const whole = workbookOf({ sheets: [{ name: 'A', rows: [['Name'], ['Mill']] }] })
  const parts = partsOf({ sheets: [{ name: 'A', rows: [['Name']] }] })
  expect(await codeOf(blob(Buffer.concat([old, wide('Workbook')])))).toBe('book.old')
  expect(await codeOf(blob(Buffer.concat([old, wide('EncryptedPackage')])))).toBe('book.locked')
  expect(await codeOf(blob(whole.subarray(0, whole.length - 30)))).toBe('book.broken')
  const bent = Buffer.from(whole)
  bent.fill(0xff, 400, 460)
  expect(await codeOf(blob(bent))).toBe('book.broken')
  expect(await codeOf(blob(zipOf({ 'readme.txt': 'hello' })))).toBe('book.other')
  const torn = { ...parts, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c' }
  expect(await codeOf(blob(zipOf(torn)))).toBe('book.broken')
  const tangled = { ...parts, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData></worksheet>' }
  expect(await codeOf(blob(zipOf(tangled)))).toBe('book.broken')
  const binary = parts['_rels/.rels']!.replace('workbook.xml', 'workbook.bin')
  expect(await codeOf(blob(zipOf({ ...parts, '_rels/.rels': binary })))).toBe('book.binary')
  expect(await codeOf(one([]))).toBe('book.empty')
})

test('a locked entry of the archive is a password', async () => {
  const whole = workbookOf({ sheets: [{ name: 'A', rows: [['Name'], ['Mill']] }] })
  for (let at = 0; (at = whole.indexOf('PK\x01\x02', at)) >= 0; at++) whole[at + 8]! |= 1
  expect(await codeOf(blob(whole))).toBe('book.locked')
})

test('what would fill the memory is refused before it does', async () => {
  const bomb = partsOf({ sheets: [{ name: 'A', rows: [['Name'], ['Mill']] }] })
  bomb['xl/sharedStrings.xml'] = `<sst><si><t>${'a'.repeat(3 << 20)}</t></si></sst>`
  expect(await codeOf(blob(zipOf(bomb)), { partMb: 2 })).toBe('book.too_large')
  // It says it is small, and is not.
  const lying = zipOf(bomb)
  for (const [magic, size] of [
    ['PK\x03\x04', 22],
    ['PK\x01\x02', 24],
  ] as const)
    for (let at = 0; (at = lying.indexOf(magic, at)) >= 0; at++)
      if (lying.readUInt32LE(at + size) > 1 << 20) lying.writeUInt32LE(1000, at + size)
  expect(await codeOf(blob(lying))).toBe('book.broken')
  // One token that never ends.
  bomb['xl/sharedStrings.xml'] = `<sst><si><t>${'a'.repeat(9 << 20)}</t></si></sst>`
  expect(await codeOf(blob(zipOf(bomb)))).toBe('book.broken')

  const many: Cell[][] = Array.from({ length: 50 }, () => [1, 2, 3])
  expect(await codeOf(one(many), { cells: 100 })).toBe('book.too_large')
  expect(await codeOf(one(many), { columns: 2 })).toBe('book.too_wide')
  expect(await codeOf(one(many), { fileMb: 0.0001 })).toBe('book.file_too_large')
  const same: Cell[][] = Array.from({ length: 50 }, () => ['x'.repeat(1000)])
  expect(await codeOf(one(same), { megaLetters: 0.01 })).toBe('book.too_large')
  const far = partsOf({ sheets: [{ name: 'A', rows: [['Name'], ['Mill']] }] })
  far['xl/worksheets/sheet1.xml'] = far['xl/worksheets/sheet1.xml']!.replace(
    'row r="2"',
    'row r="9999999"',
  )
  expect(await codeOf(blob(zipOf(far)))).toBe('book.broken')
})

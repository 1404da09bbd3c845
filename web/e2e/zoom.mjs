// Every page at 200 % zoom (1440x900 shows what 720x450 has room for), in both languages: nothing is cut off, nothing
// scrolls sideways but a table in its own frame, and everything one can press can be reached.
//   VIGIL_URL=… VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/zoom.mjs
import { readFileSync } from 'node:fs'
import { check, expect, finish, openPage, signIn, VIGIL_ADMIN, VIGIL_URL } from './browser.mjs'
import { fits, reachable } from './parts/fits.mjs'
import { ask } from './parts/server.mjs'
import { languages, wordsOf } from './parts/words.mjs'

const source = (path) => readFileSync(new URL(`../src/${path}`, import.meta.url), 'utf8')
const all = (text, pattern) => [...text.matchAll(pattern)].map(([, found]) => found)

const page = await openPage()
await signIn(page, { email: VIGIL_ADMIN })
await page.waitForSelector('#main')
const storageState = await page.context().storageState()

/** As pages.ts and sections.ts have them, and one of each thing that can be opened. */
async function everyPage() {
  const listed = source('shell/pages.ts')
  const { entities } = await ask(page, '/model')
  const pluralOf = (key) => entities.find((one) => one.key === key && one.menu)?.plural
  const own = all(listed, /\bto: '(\/[^'$]*)'/g)
  const lists = all(listed, /\bentity: '(\w+)',(?! *\n.*\n.*\n *to:)/g).flatMap(
    (key) => pluralOf(key) ?? [],
  )
  const sections = all(source('crm/admin/sections.ts'), /\bsection\('(\w+)'/g)
  const first = async (path) => (await ask(page, `${path}?limit=1`)).data[0].id
  const [rule, person] = [await first('/guidelines'), await first('/users')]
  const parts = ['questions', 'playbooks', 'proposals'].map((part) => `/process?part=${part}`)
  const records = []
  for (const plural of ['leads', 'opportunities'])
    records.push(`/e/${plural}/${await first(`/${plural}`)}`)
  expect(own.length >= 5 && lists.length >= 5, `${own} ${lists}: pages.ts is not read any more`)
  expect(sections.length >= 12, `${sections}: sections.ts is not read any more`)
  return [
    ...own,
    ...lists.map((plural) => `/e/${plural}`),
    '/e/opportunities/board',
    ...records,
    ...['year', 'counters'].map((table) => `/plan?show=${table}`),
    `/process?rule=${rule}`,
    ...parts,
    '/import?entity=lead',
    '/start',
    ...sections.map((section) => `/admin/${section}`),
    '/admin/fields?object=lead&field=status',
    '/admin/rights?role=rep&entity=lead',
    `/admin/people?person=${person}`,
  ]
}

const paths = await everyPage()
const isThere = async (view) => {
  await view.locator('main h1').waitFor()
  await view.waitForFunction(
    () => document.fonts.status === 'loaded' && !document.querySelector('[data-loading]'),
  )
}

for (const language of languages) {
  const t = wordsOf(language, 'base')
  const open = async (more) => {
    const view = await openPage({ language, ...more })
    await view.setViewportSize({ width: 720, height: 450 })
    return view
  }
  const view = await open({ storageState })
  for (const path of paths)
    await check(`${language}: ${path}`, async () => {
      await view.goto(VIGIL_URL + path)
      await isThere(view)
      await fits(view, path)
      await reachable(view, 'main')
    })
  await check(`${language}: a new rule`, async () => {
    await view.goto(`${VIGIL_URL}/process`)
    await isThere(view)
    await view.keyboard.press('n')
    await view.getByRole('article').waitFor()
    await fits(view, 'a new rule')
    await reachable(view, 'main')
  })
  const dialog = view.locator('[data-modal]')
  const leaves = async () => {
    await view.keyboard.press('Escape')
    await dialog.first().waitFor({ state: 'detached' })
  }
  for (const [what, path, keys] of [
    ['a lead in one line', '/e/leads', ['n']],
    ['find', '/', ['Control+k']],
    ['a call', '/e/leads', ['l']],
    ['the keys', '/', ['?']],
    ['a new opportunity', '/e/opportunities', ['n']],
    ['export', '/e/leads', ['w']],
  ])
    await check(`${language}: ${what}, asked by key`, async () => {
      await view.goto(VIGIL_URL + path)
      await isThere(view)
      for (const key of keys) await view.keyboard.press(key)
      await dialog.first().waitFor()
      await reachable(view, '[data-modal]')
      await leaves()
    })
  await check(`${language}: the menu leads to every page`, async () => {
    await view.goto(VIGIL_URL)
    await isThere(view)
    await view.getByRole('button', { name: t('nav.menu'), exact: true }).click()
    await dialog.first().waitFor()
    await reachable(view, '[data-modal]')
    for (const path of paths.filter(
      (one) => /^\/(\w*|e\/\w+)$/.test(one) && one !== '/start' && one !== '/e/forms',
    ))
      expect(await dialog.locator(`a[href="${path}"]`).count(), `${path} is not in the menu`)
  })
  await check(`${language}: the ways in`, async () => {
    const stranger = await open({})
    for (const path of ['/sign-in', '/sign-in?forgotten=1', '/reset?token=x']) {
      await stranger.goto(VIGIL_URL + path)
      await stranger.locator('input').first().waitFor()
      await fits(stranger, path)
      await reachable(stranger, 'body')
    }
    await stranger.context().close()
  })
  await check(`${language}: no script error`, async () => {
    expect(view.complaints.length === 0, view.complaints.join('\n'))
  })
  await view.context().close()
}
await finish()

// What opening a page costs: how often it asks the server, whether it asks the same twice, how much it is answered,
// how much stands in it. Counts, so that a busy machine does not change them; times are taken by bench/page.py.
//   VIGIL_URL=… VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/weight.mjs
import {
  check,
  expect,
  finish,
  openPage,
  sizes,
  signIn,
  VIGIL_ADMIN,
  VIGIL_URL,
} from './browser.mjs'
import { says } from './parts/says.mjs'
import { ask, find } from './parts/server.mjs'
import { isStill } from './parts/still.mjs'

/**
 * Requests, kB of answers, elements in the page. On every page: who one is, the model, the badge's two, and for who
 * has just come the panel's two.
 */
const most = { requests: 13, kb: 200, nodes: 1300 }
const limits = {
  '/day': { requests: 26 },
  '/e/opportunities/board': { requests: 21 },
  '/plan': { requests: 18 },
  '/plan?show=counters': { requests: 18 },
  '/plan?show=year': { requests: 18 },
  '/e/leads': { nodes: 1800 },
  '/e/leads/one': { requests: 14 }, // the rules as well: what its fields are used for
  '/admin/journal': { nodes: 1800 },
  '/admin/calendars': { nodes: 1500 },
}

/** All that was asked since the page was opened, once nothing is asked any more and nothing loads. */
async function costOf(page) {
  await isStill(page)
  return page.evaluate(() => {
    const asked = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes('/api/v1/'))
    return {
      paths: asked.map(({ name }) => decodeURIComponent(name.slice(name.indexOf('/api/v1/') + 7))),
      kb: Math.round(asked.reduce((sum, one) => sum + one.decodedBodySize, 0) / 1024),
      nodes: document.querySelectorAll('*').length,
    }
  })
}

async function pagesOf(page) {
  const first = async (path) => (await ask(page, `${path}?limit=1`)).data[0].id
  const me = await ask(page, '/me')
  const sections = ['people', 'teams', 'rights', 'fields', 'calendars', 'journal']
  return [
    '/',
    '/day',
    '/e/leads',
    '/e/opportunities/board',
    '/e/opportunities?sort=name',
    '/e/activities',
    '/e/accounts',
    `/e/leads/${await first('/leads')}`,
    `/e/opportunities/${await first('/opportunities')}`,
    '/plan',
    '/plan?show=counters',
    '/plan?show=year',
    '/process',
    ...(me.may.administer ? sections.map((section) => `/admin/${section}`) : []),
  ]
}

for (const [who, email, looks] of [
  ['manager', undefined, Object.keys(sizes)],
  ['administrator', VIGIL_ADMIN, ['desktop']],
]) {
  const way = await openPage()
  await signIn(way, { ...(email && { email }) })
  await way.waitForSelector('#main')
  const storageState = await way.context().storageState()
  const pages = await pagesOf(way)
  await way.context().close()
  for (const size of looks)
    for (const path of pages)
      await check(`${who}, ${size}: ${path.replace(/\d{5,}/, 'one')}`, async () => {
        const page = await openPage({ size, storageState })
        await page.goto(VIGIL_URL + path)
        await page.locator('main h1').waitFor()
        const { paths, kb, nodes } = await costOf(page)
        const limit = { ...most, ...limits[path.replace(/\d{5,}/, 'one')] }
        console.log(`      ${paths.length} requests, ${kb} kB, ${nodes} elements`)
        const twice = paths.filter((one, at) => paths.indexOf(one) !== at)
        expect(twice.length === 0, `asked twice: ${twice.join('\n')}`)
        expect(
          paths.length <= limit.requests,
          `${paths.length} requests, ${limit.requests} allowed:\n${paths.join('\n')}`,
        )
        expect(kb <= limit.kb, `${kb} kB of answers, ${limit.kb} allowed`)
        expect(nodes <= limit.nodes, `${nodes} elements, ${limit.nodes} allowed`)
        await page.context().close()
      })
}

// --- what is done shows before the server has answered ----------------------------------------------------

const page = await openPage()
await signIn(page)
await page.waitForSelector('main li [data-row]')
/** The server's answers to writes wait until `body` has seen what it waits for. */
async function beforeAnswer(body) {
  let letGo
  const seen = new Promise((done) => (letGo = done))
  const hold = async (route) => {
    const request = route.request()
    if (request.method() !== 'GET' && !request.url().includes('dry_run')) await seen
    await route.continue()
  }
  await page.route('**/api/v1/**', hold)
  try {
    await body()
  } finally {
    letGo()
  }
  return () => page.unroute('**/api/v1/**', hold)
}
const badge = () =>
  page.evaluate(() => Number(document.querySelector('[data-badge]')?.dataset.badge ?? 0))
await check('an exception leaves the list while its request is on its way', async () => {
  await page.waitForFunction(() => document.querySelector('[data-badge]'))
  const before = await badge()
  const free = await beforeAnswer(async () => {
    await page.keyboard.press('x')
    await page.waitForSelector('[data-modal] [aria-keyshortcuts="1"]')
    await page.keyboard.press('1')
    await page.waitForFunction(
      (n) => Number(document.querySelector('[data-badge]')?.dataset.badge ?? 0) < n,
      before,
    )
  })
  await says(page, 'Accepted')
  await free()
})
await check('a card stands in its new stage while its request is on its way', async () => {
  await page.goto(`${VIGIL_URL}/e/opportunities/board`)
  const card = page.locator('[data-column="qualified"] [data-card]').first()
  await card.waitFor()
  const id = await card.getAttribute('data-card')
  const free = await beforeAnswer(async () => {
    await card.locator('a').first().focus()
    await page.keyboard.press('m')
    await page.waitForSelector('[data-modal]')
    await page.keyboard.press('1')
    await page.locator(`[data-column="demo"] [data-card="${id}"]`).waitFor()
  })
  await says(page, 'moved to Demonstration')
  await free()
})
await check('a cell shows its new value while its request is on its way', async () => {
  await page.goto(`${VIGIL_URL}/e/leads`)
  await page.waitForSelector('[role="row"][data-index="0"]')
  const cell = page.locator('[role="row"][data-index="0"] [data-edit="status"]')
  const free = await beforeAnswer(async () => {
    await page.keyboard.press('j')
    await page.keyboard.press('s')
    await page.waitForSelector('[data-modal]')
    await page.keyboard.press('5')
    await cell.filter({ hasText: 'Back with marketing' }).waitFor()
  })
  await says(page, 'Status')
  await free()
})

// --- a company of many people -----------------------------------------------------------------------------

const admin = await openPage()
await signIn(admin, { email: VIGIL_ADMIN })
await admin.waitForSelector('#main')
const many = 200
const { id: team } = await find(admin, 'teams', 'name is not empty')
const aPat = (n) =>
  ask(admin, '/users', 'POST', {
    name: `Pat Example ${String(n).padStart(3, '0')}`,
    email: `pat.example.${n}@example.com`,
    role: 'rep',
    team,
  })
for (let n = 0; n < many; n += 20)
  await Promise.all(Array.from({ length: 20 }, (_, m) => aPat(n + m)))
for (const [path, row] of [
  ['/admin/people', '[data-person]'],
  ['/plan', '[data-member]'],
  ['/plan?show=counters', '[data-member]'],
  ['/plan?show=year', '[data-member]'],
])
  await check(`administrator of ${many} people: ${path}`, async () => {
    await admin.goto(VIGIL_URL + path)
    await admin.locator(row).first().waitFor()
    const { nodes } = await costOf(admin)
    console.log(`      ${nodes} elements`)
    expect(nodes <= most.nodes + 200, `${nodes} elements, ${most.nodes + 200} allowed`)
    const drawn = await admin.locator(row).count()
    expect(drawn < many / 2, `${drawn} of ${many} drawn`)
    await admin.locator('main input[type="search"]').fill('example 100')
    await admin.locator(row).filter({ hasText: 'Pat Example 100' }).waitFor()
    expect((await admin.locator(row).count()) === 1, 'others are found too')
  })
await check(
  'the keys go through people who are not drawn yet, and stay where they are',
  async () => {
    await admin.goto(`${VIGIL_URL}/admin/people`)
    await admin.locator('[data-person]').first().waitFor()
    const place = () =>
      admin.evaluate(() => document.activeElement.closest('li')?.getAttribute('aria-posinset'))
    for (let n = 0; n < 60; n++) await admin.keyboard.press('j')
    expect((await place()) === '60', `at ${await place()}`)
    await admin.evaluate(() => (document.querySelector('[data-scroller]').scrollTop = 0))
    await admin.locator('[aria-posinset="1"]').waitFor()
    expect((await place()) === '60', `scrolled away: at ${await place()}`)
    await admin.keyboard.press('j')
    expect((await place()) === '61', `on from there: at ${await place()}`)
  },
)
await finish()

// What opening a page costs: how often it asks the server, whether it asks the same twice, how much it is answered,
// how much stands in it. Counts, so that a busy machine does not change them; times are taken by bench/page.py.
//   VIGIL_URL=… VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/weight.mjs
import {
  check,
  expect,
  finish,
  openPage,
  sizes,
  typeSignIn,
  VIGIL_ADMIN,
  VIGIL_PASSWORD,
  VIGIL_URL,
} from './browser.mjs'
import { ask } from './parts/server.mjs'

/** Requests, kB of answers, elements in the page. Everybody's are me, model, the badge's two, the strip's four. */
const most = { requests: 12, kb: 250, nodes: 1400 }
const limits = {}

/** All that was asked since the page was opened, once nothing is asked any more and nothing loads. */
async function costOf(page) {
  let seen = -1
  for (let waited = 0; waited < 50; waited++) {
    const now = await page.evaluate(() =>
      document.querySelector('[data-loading]')
        ? -2
        : performance.getEntriesByType('resource').length,
    )
    if (now === seen) break
    seen = now
    await page.waitForTimeout(400)
  }
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

for (const [who, email] of [
  ['manager', undefined],
  ['administrator', VIGIL_ADMIN],
]) {
  const way = await openPage()
  await typeSignIn(way, VIGIL_PASSWORD, { ...(email && { email }) })
  await way.waitForSelector('#main')
  const storageState = await way.context().storageState()
  const pages = await pagesOf(way)
  await way.context().close()
  for (const size of Object.keys(sizes))
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
await finish()

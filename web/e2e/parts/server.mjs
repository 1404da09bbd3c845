// What the server says beside the page, and what the page asks of it.
import { patienceMs, VIGIL_ADMIN, VIGIL_PASSWORD, VIGIL_URL } from '../browser.mjs'

/** A call in the name of whoever has signed in on the page; a refusal is an error. */
export const ask = async (page, path, method = 'GET', body = undefined) =>
  (await call(page, path, method, body)).data

/** Does it, and answers its number in the journal: what takes it back. */
export const journalOf = async (page, path, body = {}) =>
  (await call(page, path, 'POST', body)).journal

async function call(page, path, method, body) {
  const to = (where) => new URL(`/api/v1${where}`, page.url()).href
  const options = { method, data: body }
  if (method !== 'GET') {
    const { csrf_token: token } = await (await page.request.get(to('/me'))).json()
    options.headers = { 'X-CSRF-Token': token }
  }
  const answer = await page.request.fetch(to(path), options)
  const text = await answer.text()
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${text}`)
  return { data: text ? JSON.parse(text) : null, journal: answer.headers()['vigil-journal'] }
}

/** An entity as the model names it in a language: `label`, `label_plural`, its fields and their choices by key. */
export async function entityIn(page, language, key) {
  const answer = await page.request.get(new URL('/api/v1/model', page.url()).href, {
    headers: { 'Accept-Language': language },
  })
  const entity = (await answer.json()).entities.find((one) => one.key === key)
  const field = (name) => entity.fields.find((one) => one.key === name)
  const choice = (name, value) => field(name).choices.find((one) => one.key === value).label
  return { ...entity, field, choice }
}

/** The first record a filter finds. */
export const find = async (page, plural, filter) =>
  (await ask(page, `/${plural}?filter=${encodeURIComponent(filter)}&limit=1`)).data[0]

/** Until what is read is as wanted: a value, or a test of it. Answers what was read. */
export async function becomes(read, wanted, what) {
  const isSo = typeof wanted === 'function' ? wanted : (value) => value === wanted
  const until = performance.now() + patienceMs
  let last
  while (performance.now() < until) {
    last = await read()
    if (isSo(last)) return last
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`${what}: still ${JSON.stringify(last)}`)
}

/** What was sent to the server meanwhile, apart from questions: "POST /api/v1/leads". */
export async function writesOf(page, act, { dryRuns = true } = {}) {
  const sent = []
  const note = (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (request.method() !== 'GET' && (dryRuns || !searchParams.has('dry_run')))
      sent.push(`${request.method()} ${pathname}`)
  }
  page.on('request', note)
  await act()
  page.off('request', note)
  return sent
}

/** What a call carries that an administrator makes. */
async function administrator(url) {
  const answer = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: VIGIL_ADMIN, password: VIGIL_PASSWORD }),
  })
  if (!answer.ok) throw new Error(`the administrator: ${await answer.text()}`)
  const { csrf_token: token } = await answer.json()
  const [cookie] = answer.headers.getSetCookie()[0].split(';')
  return { Cookie: cookie, 'X-CSRF-Token': token }
}

/** Puts the clock of the house forward, in the administrator's name: what has a date falls due, and mails leave. */
export async function moveClock({ minutes = 0, hours = 0, days = 0 }, url = VIGIL_URL) {
  const clock = `${url}/api/v1/test/clock`
  const { now } = await (await fetch(clock)).json()
  const then = Date.parse(now) + ((days * 24 + hours) * 60 + minutes) * 60_000
  const answer = await fetch(clock, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...(await administrator(url)) },
    body: JSON.stringify({ now: new Date(then).toISOString() }),
  })
  if (!answer.ok) throw new Error(`the clock: ${await answer.text()}`)
}

// The manager's five minutes in a real browser, in English and in Chinese by the same checks: on a Monday, from signing
// in to the board of the team, by keyboard.
// Against a server with a test clock; its administrator has the same password as VIGIL_EMAIL, who manages Ben and
// "Inside sales" and has ten exceptions.
//   VIGIL_URL=… VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/manager.mjs
import {
  axe,
  check,
  expect,
  finish,
  openPage,
  signIn,
  typeSignIn,
  VIGIL_ADMIN,
  VIGIL_URL,
} from './browser.mjs'
import {
  clearOne,
  isSelected,
  listIsThere,
  selectedId,
  standOnSingle,
  total,
  totalIs,
} from './parts/exceptions.mjs'
import { says } from './parts/says.mjs'
import { ask, becomes, find, moveClock } from './parts/server.mjs'
import { wordsOf } from './parts/words.mjs'

const house = await openPage()
await signIn(house, { email: VIGIL_ADMIN })
await house.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
const clock = async () => Date.parse((await ask(house, '/test/clock')).now)

/** Somebody sells more than he said last week; then it is Monday, ten in the morning. */
async function aWeekGoesBy(raised) {
  const [opportunity] = (await ask(house, '/opportunities?filter=stage%20%3D%20qualified&limit=1'))
    .data
  const amount = { amount: raised, currency: 'EUR' }
  await ask(house, `/opportunities/${opportunity.id}`, 'PATCH', { amount })
  const now = new Date(await clock())
  const monday = new Date(now)
  monday.setUTCDate(now.getUTCDate() + ((8 - now.getUTCDay()) % 7 || 7))
  monday.setUTCHours(10, 0, 0, 0)
  await moveClock({ minutes: Math.ceil((monday - now) / 60_000) })
  await signIn(house, { email: VIGIL_ADMIN }) // from Monday to Monday twice, and a session has ended
  return opportunity
}

/** What the box says of the rule at fault. */
const boxOf = (page, rule) => page.locator(`[data-box="${rule}"]`)

async function fiveMinutes(language, raised) {
  const t = wordsOf(language, 'base', 'kit/numbers', 'crm/plans', 'crm/process')
  const named = (what) => `${language}: ${what}`
  const opportunity = await aWeekGoesBy(raised)
  const page = await openPage({ language })
  const startedAt = performance.now()
  let before
  let last
  let rule

  await check(named('he signs in; exceptions and forecast stand there unasked'), async () => {
    await typeSignIn(page)
    await listIsThere(page)
    await page.getByRole('heading', { level: 1, name: t('nav.exceptions') }).waitFor()
    await page.locator('[data-counter="forecast"]').filter({ hasText: /€\d/ }).waitFor()
    before = await total(page)
    expect(before >= 6, `${before} exceptions`)
  })
  await check(
    named('who is asked to take one over stands there with what he has already'),
    async () => {
      await page.keyboard.press('a')
      const people = page
        .locator('[data-modal] [role="option"]')
        .filter({ hasText: /Ben|Chiara|Dmitri/ })
      await people.first().waitFor()
      const load = new RegExp(
        `\\d+${t('exceptions.open_of_owner_other').split('}')[1].slice(0, -1)}`,
      )
      for (const text of await people.allInnerTexts()) expect(load.test(text), text)
      await page.keyboard.press('Escape')
      await page.waitForSelector('[data-modal]', { state: 'detached' })
    },
  )
  await check(named('four are cleared by keyboard: reminded, reassigned, accepted'), async () => {
    for (const kind of ['remind', 'reassign', 'accept', 'remind']) last = await clearOne(page, kind)
    expect((await total(page)) === before - 4, `${await total(page)} left of ${before}`)
  })
  await check(named('the last one is taken back'), async () => {
    await page.keyboard.press('Control+z')
    await says(page, t('undo.done'))
    await totalIs(page, before - 3)
    await isSelected(page, last)
  })
  const note = `${language}: holidays are not counted.`
  await check(named('where the rule is wrong he says so, with a note'), async () => {
    await standOnSingle(page)
    rule = (await ask(page, `/exceptions/${await selectedId(page)}`)).guideline.id
    await page.keyboard.press('x')
    const dialog = page.locator('[data-modal]')
    await dialog.getByRole('textbox').fill(note)
    await dialog.getByRole('button', { name: t('accept.rule_wrong') }).click()
    await totalIs(page, before - 4)
  })
  await check(named('on a Monday he sees what changed since the Monday before'), async () => {
    const asked = page.waitForRequest(/\/forecast\/movements\?/)
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await page.waitForURL(/\/plan/)
    await page.getByRole('heading', { name: t('moves.title') }).waitFor()
    const since = new URL((await asked).url()).searchParams.get('since')
    const days = ((await clock()) - Date.parse(since)) / 86_400_000
    expect(days > 6.5 && days < 8, `since ${since}, ${days} days ago`)
    const month = (await ask(page, `/opportunities/${opportunity.id}`)).close_date.slice(0, 7)
    await page.goto(`${VIGIL_URL}/plan?month=${month}`)
    const move = page.locator('[data-move="raised"]')
    await move.getByText(t('moves.raised')).waitFor()
    await move.getByRole('link', { name: opportunity.name, exact: true }).first().waitFor()
  })
  await check(named('the board shows the stages of the team, and of all again'), async () => {
    const whose = page.getByLabel(t('board.whose'))
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await page.waitForURL(/\/e\/opportunities\/board/)
    await page.locator('[data-card]').first().waitFor()
    const { id } = await find(page, 'teams', 'name = "Inside sales"')
    const { count } = await ask(
      page,
      `/opportunities?count=true&filter=${encodeURIComponent(`owner.team = ${id} and not (stage in (won, lost))`)}`,
    )
    const shown = async () => {
      const cards = await page.locator('[data-column] h2 + span').allInnerTexts()
      return cards.reduce((all, text) => all + Number(text), 0)
    }
    await whose.selectOption({ label: 'Inside sales' })
    await becomes(shown, count, 'the team')
    await page.locator('[data-forecast] [data-verdict]').waitFor()
    await whose.selectOption({ index: 0 })
    await page.waitForURL((url) => !url.search)
  })
  await check(named('his proposal is answered: the rule has changed since'), async () => {
    const seconds = (performance.now() - startedAt) / 1000
    expect(seconds < 300, `five minutes took ${seconds} s`)
    await page.keyboard.press('g')
    await page.keyboard.press('r')
    await page.waitForURL(/\/process/)
    await page.goto(`${VIGIL_URL}/process?part=proposals`)
    await boxOf(page, rule).getByText(note).waitFor()
    await boxOf(page, rule).getByText(t.count('box.waiting', 1)).waitFor()
    await moveClock({ minutes: 1 })
    const { within } = await ask(house, `/guidelines/${rule}`)
    await ask(house, `/guidelines/${rule}`, 'PATCH', { within: { ...within, n: within.n + 1 } })
    await page.reload()
    await boxOf(page, rule)
      .getByRole('heading', { name: t('box.before') })
      .waitFor()
    await boxOf(page, rule).getByText(t.count('box.waiting', 0)).waitFor()
    await axe(page, 'answered proposals')
  })
  await check(named('no script error, nothing against the content security policy'), async () => {
    expect(page.complaints.length === 0, page.complaints.join('\n'))
  })
  await page.context().close()
}

await fiveMinutes('en', '91000.00')
await fiveMinutes('zh-CN', '93000.00')
await finish()

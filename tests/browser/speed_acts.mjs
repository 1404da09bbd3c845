// What somebody does all day, each done once and taken back: speed.mjs repeats and times it.
import { VIGIL_URL } from '../../web/e2e/browser.mjs'
import { says } from '../../web/e2e/parts/says.mjs'
import { ask } from '../../web/e2e/parts/server.mjs'
import { keys, react, scroll } from './stopwatch.mjs'

const newest = '[data-toast]:not([data-limited], [data-ending-style])'
const isSaid = (before) => {
  const toast = document.querySelector('[data-toast]:not([data-limited], [data-ending-style])')
  return toast !== null && toast.textContent !== before && !document.querySelector('[data-modal]')
}
const isGone = (selector) => document.querySelector(selector) === null
const isThere = (selector) => document.querySelector(selector) !== null
/** The grid shows what the address says: another first row, or not as many in the heading. */
const hasOther = ({ row, shown, before, mark }) =>
  location.search.includes(mark) &&
  document.querySelector(row) !== null &&
  document.querySelector(shown)?.textContent !== before

export function actsOf({ page, me, lead, row, listRow, goTo, pages }) {
  const press = (...each) => keys(page, ...each)
  const there = (name) => pages.find((one) => one.name === name)
  const modal = page.locator('[data-modal]')
  const saidNow = () => page.evaluate((one) => document.querySelector(one)?.textContent, newest)
  const takeBack = async () => {
    await page.evaluate(() => document.activeElement?.blur())
    await page.keyboard.press('Control+z')
    await says(page, 'Taken back')
  }
  /** Done by a last key or press that is told by a toast, then taken back. */
  const told = async (act) => {
    const time = await react(page, act, isSaid, { argument: await saidNow(), saves: true })
    await takeBack()
    return time
  }
  const open = async (path, wanted) => {
    await page.goto(VIGIL_URL + path)
    await page.waitForSelector(`main ${wanted}`)
  }

  let words
  async function find(round) {
    words ??= await namesOf(page)
    await goTo(there('leads'))
    await page.keyboard.press('Control+k')
    await modal.getByRole('combobox').waitFor()
    const time = await react(page, press(...words[round % words.length]), isThere, {
      argument: '[role="option"] b',
    })
    await page.keyboard.press('Escape')
    await modal.first().waitFor({ state: 'detached' })
    return time
  }

  async function logCall() {
    if (!page.url().endsWith(lead)) await open(`/e/leads/${lead}`, 'dl')
    return told(async () => {
      await page.keyboard.press('l')
      await page.getByRole('group', { name: 'Outcome' }).waitFor()
      await page.keyboard.press('3')
    })
  }

  async function newLead(round) {
    await goTo(there('leads'))
    await page.keyboard.press('n')
    await page.waitForFunction(() => document.activeElement?.matches('[data-modal] input'))
    // Letters too: digits alone would be read as a telephone number.
    const name = `Pace-${Date.now().toString(36)}-${round}`
    await page.keyboard.type(`Nora Stein, ${name}, +49 30 555 ${Date.now() % 10_000}, fair`)
    const time = await told(press('Enter'))
    await grid() // a key pressed before the page listens is lost
    return time
  }

  /** Afresh from the server, without anything remembered. */
  const grid = () => open('/e/leads', row)
  const heading = 'main header'
  async function shows(act, mark, shown) {
    const before = await page.locator(shown).first().textContent()
    const argument = { row: `main ${row}`, shown, before, mark }
    return react(page, act, hasOther, { argument })
  }
  async function filterChip() {
    await grid()
    await page.keyboard.press('+')
    await modal.first().waitFor()
    await page.keyboard.type('status')
    await page.locator('[role="option"][data-highlighted]', { hasText: 'Status' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('checkbox', { name: 'Working', exact: true }).press('Space')
    return shows(press('Enter'), 'filter=', heading)
  }
  async function plainWords() {
    await grid()
    words ??= await namesOf(page)
    await page.keyboard.press('f')
    await page.keyboard.type(words[3])
    return shows(press('Enter'), 'filter=', heading)
  }
  async function sortBy(name) {
    await grid()
    const button = page.getByRole('columnheader', { name }).getByRole('button')
    return shows(() => button.click(), 'sort=', `main ${row}`)
  }
  async function bulk() {
    await grid()
    await press('j', 'x', 'j', 'j', 'Shift+X', 's')()
    await modal.first().waitFor()
    return told(press('5'))
  }
  async function nextRecord() {
    await grid()
    await press('j', 'Enter')()
    await page.waitForURL(/\/e\/leads\/\d+$/)
    await page.getByRole('button', { name: 'Next record' }).waitFor()
    const before = await page.locator('main h1').textContent()
    const isOther = (before) => {
      const title = document.querySelector('main h1')?.textContent
      return title !== before && document.querySelector('main dl') !== null
    }
    return react(page, press(']'), isOther, { argument: before })
  }

  const cardOf = async (stage) => {
    await goTo(there('board'))
    const card = page.locator(`[data-column="${stage}"] [data-card]`).first()
    await card.waitFor()
    return { card, id: await card.getAttribute('data-card') }
  }
  /** Painted when it has left its column. */
  async function moved(stage, act) {
    const { card, id } = await cardOf(stage)
    const at = `[data-column="${stage}"] [data-card="${id}"]`
    const time = await react(page, () => act(card), isGone, { argument: at, saves: true })
    await says(page, 'now in')
    await takeBack()
    await page.waitForSelector(at)
    return time
  }
  const moveByKeys = () =>
    moved('qualified', async (card) => {
      await card.locator('a').first().focus()
      await page.keyboard.press('m')
      await modal.first().waitFor()
      await page.keyboard.press('1')
    })
  const moveByDragging = () =>
    moved('qualified', (card) => card.dragTo(page.locator('[data-column="proposal"]')))

  async function clearOne() {
    await goTo(there('exceptions'))
    await standOnSingle(page)
    const badge = () =>
      page.evaluate(() => Number(document.querySelector('[data-badge]')?.dataset.badge ?? 0))
    const before = await badge()
    const mayRemind = (await page.locator('aside button[aria-keyshortcuts="R"]').count()) > 0
    const act = async () => {
      if (mayRemind) return page.keyboard.press('r')
      await page.keyboard.press('s')
      await page.waitForSelector('[data-modal] [aria-keyshortcuts="1"]')
      await page.keyboard.press('1')
    }
    const isFewer = (n) => Number(document.querySelector('[data-badge]')?.dataset.badge ?? 0) < n
    const time = await react(page, act, isFewer, { argument: before, saves: true })
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    await takeBack()
    await page.waitForFunction(
      (n) => Number(document.querySelector('[data-badge]').dataset.badge) === n,
      before,
    )
    return time
  }
  async function outcomeInDay() {
    await goTo(there('my day'))
    const line = page
      .locator('section[aria-labelledby="day-promise"] [data-thing]:not([data-done])')
      .filter({ has: page.locator('[data-outcome="reached"]') })
      .first()
    const id = await line.getAttribute('data-thing')
    const mark = `[data-thing="${id}"] [data-mark]`
    const reached = line.locator('[data-outcome="reached"]')
    const time = await react(page, () => reached.click(), isThere, { argument: mark, saves: true })
    await takeBack()
    await page.waitForSelector(mark, { state: 'detached' })
    return time
  }
  async function otherMonth() {
    await open('/plan', '[data-member]')
    const shown = '[data-chart] [aria-pressed="true"]'
    const before = await page.locator(shown).getAttribute('data-month')
    const isOther = ([shown, before]) =>
      document.querySelector(shown)?.dataset.month !== before && window.pace.asking === 0
    return react(page, press('ArrowLeft'), isOther, { argument: [shown, before] })
  }
  async function onHome() {
    await page.goto(VIGIL_URL)
    await page.waitForSelector('[data-counter="forecast"]')
    return { painted: await page.evaluate(() => performance.now()) }
  }
  /** Down and up again: folded, there may be no more than two. */
  async function step(round, wanted, isOther, current) {
    await page.waitForSelector(`main ${wanted}`)
    const key = press(round % 2 === 0 ? 'j' : 'k')
    return react(page, key, isOther, { argument: await page.evaluate(current) })
  }
  /** Folded, many of one kind are one line: there is no next one. */
  async function unfold() {
    const lines = page.locator(`main ${listRow}`)
    await lines.first().waitFor()
    if ((await lines.count()) > 1) return
    await page.locator('main li [aria-expanded="false"]').waitFor()
    await page.keyboard.press('Enter')
    await lines.nth(1).waitFor()
  }
  const currentException = () => document.querySelector('main li [aria-current="true"]')?.id ?? null
  const isOtherException = (id) =>
    (document.querySelector('main li [aria-current="true"]')?.id ?? id) !== id

  const isRep = me.role.key === 'rep'
  return [
    { what: 'find: three letters until the answer stands', body: find, budget: 'saved' },
    { what: 'L 3: a call on a lead', body: logCall, budget: 'saved' },
    { what: 'N: a lead in one line', body: newLead, budget: 'saved' },
    { what: 'a filter chip until the grid shows it', body: filterChip, budget: 'saved' },
    { what: 'F: plain words until the grid shows them', body: plainWords, budget: 'saved' },
    { what: 'sort by source', body: () => sortBy(/^Source/), budget: 'saved' },
    { what: 'X S 5: the status of three', body: bulk, budget: 'saved' },
    { what: ']: the next lead', body: nextRecord, budget: 'saved' },
    {
      what: 'scroll 30,000 px: the longest frame',
      body: async () => {
        await grid()
        return { painted: (await scroll(page, `main ${row}`, 30_000)).worst }
      },
      budget: 'frame',
    },
    { what: 'M 1: a card to the next stage', body: moveByKeys, budget: 'key' },
    { what: 'a card dragged to another stage', body: moveByDragging, budget: 'key' },
    {
      what: 'J, K: the next exception',
      body: async (round) => {
        await goTo(there('exceptions'))
        await unfold()
        return step(round, listRow, isOtherException, currentException)
      },
      budget: 'key',
    },
    {
      what: `${isRep ? 'S 1: one exception put off' : 'R: one exception cleared'}`,
      body: clearOne,
      budget: 'key',
    },
    ...(isRep
      ? [{ what: 'my day: one click for an outcome', body: outcomeInDay, budget: 'key' }]
      : [{ what: 'the forecast on opening the page', body: onHome, budget: 'render' }]),
    ...(there('plan')
      ? [{ what: '←: the plan of another month', body: otherMonth, budget: 'saved' }]
      : []),
  ]
}

/** First letters of names there are, so that each is found, and no two alike. */
async function namesOf(page) {
  const { data } = await ask(page, '/leads?limit=200&sort=-created_at&fields=last_name,company')
  const starts = data
    .map((one) => String(one.last_name ?? one.company ?? '').toLowerCase())
    .filter((name) => /^[a-z]{3}/.test(name))
    .map((name) => name.slice(0, 3))
  return [...new Set(starts)]
}

/** From a bundle into its members. */
async function standOnSingle(page) {
  for (let steps = 0; steps < 50; steps++) {
    const current = page.locator('main li button[aria-current="true"]')
    const expanded = await current.getAttribute('aria-expanded')
    if (expanded === null) return
    if (expanded === 'false') await page.keyboard.press('Enter')
    await page.keyboard.press('j')
  }
  throw new Error('no single exception within 50 steps')
}

// A manager's list of exceptions: how many there are, and how one is cleared by keyboard.
import { ask } from './server.mjs'

export const listIsThere = (page) =>
  page.waitForFunction(
    () => document.querySelector('[data-badge]') && document.querySelector('main li button'),
  )
export const total = (page) =>
  page.evaluate(() =>
    Number(document.querySelector('[data-badge]')?.getAttribute('data-badge') ?? 0),
  )
export async function totalIs(page, wanted) {
  const isWanted = (n) =>
    Number(document.querySelector('[data-badge]')?.getAttribute('data-badge') ?? 0) === n
  try {
    await page.waitForFunction(isWanted, wanted)
  } catch (error) {
    const said = (await page.locator('[data-toast]').allInnerTexts()).join(' | ')
    throw new Error(`${await total(page)} exceptions, not ${wanted}; told: “${said}”`, {
      cause: error,
    })
  }
}

const selected = (page) => page.locator('main li button[aria-current="true"]')

/** The exception that is selected. */
export const selectedId = async (page) => (await selected(page).getAttribute('id')).match(/\d+$/)[0]

/** Whether nothing else about its record is broken, or about to be. */
async function isAlone(page, id) {
  const { record } = await ask(page, `/exceptions/${id}`)
  const filter = encodeURIComponent(`record = ${record.id}`)
  const lists = ['open', 'warned'].map((state) =>
    ask(page, `/exceptions?state=${state}&filter=${filter}`),
  )
  return (await Promise.all(lists)).flatMap(({ data }) => data).length === 1
}

/** Steps from a bundle into its members, so that one key clears one exception; on to one that `fits`. */
export async function standOnSingle(page, fits = async () => true) {
  for (let steps = 0; steps < 50; steps++) {
    const expanded = await selected(page).getAttribute('aria-expanded')
    if (expanded === null && (await fits(await selectedId(page)))) return
    if (expanded === 'false') await page.keyboard.press('Enter')
    await page.keyboard.press('j')
  }
  throw new Error('no such exception within 50 steps')
}

const answers = {
  remind: async (page) => page.keyboard.press('r'),
  snooze: async (page) => {
    await page.keyboard.press('s')
    await page.waitForSelector('[data-modal]')
    await page.keyboard.press('1')
  },
  accept: async (page) => {
    await page.keyboard.press('x')
    await page.waitForSelector('[data-modal]')
    await page.keyboard.press('1')
  },
  reassign: async (page) => {
    await page.keyboard.press('a')
    await page.waitForSelector('[data-modal] [role="option"]')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
  },
}

/**
 * The one that is selected, by its key; the badge tells that it is gone. Who is given a record has all its promises
 * anew: the one to reassign is the only one about its record. Answers which it was.
 */
export async function clearOne(page, kind) {
  await standOnSingle(page, kind === 'reassign' ? (one) => isAlone(page, one) : undefined)
  const id = await selectedId(page)
  const before = await total(page)
  const mayRemind = (await page.locator('aside button[aria-keyshortcuts="R"]').count()) > 0
  const done = kind === 'remind' && !mayRemind ? 'accept' : kind
  await answers[done](page)
  try {
    await totalIs(page, before - 1)
  } catch ({ message }) {
    throw new Error(`${done}: ${message}`)
  }
  return id
}

/** The one an act was taken back on is there again, and selected. */
export const isSelected = (page, id) =>
  page.waitForSelector(`main li button[id$="-${id}"][aria-current="true"]`)

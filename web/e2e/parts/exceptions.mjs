// A manager's list of exceptions: how many there are, and how one is cleared by keyboard.
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

/** Steps from a bundle into its members, so that one key clears one exception. */
export async function standOnSingle(page) {
  for (let steps = 0; steps < 50; steps++) {
    const expanded = await page
      .locator('main li button[aria-current="true"]')
      .getAttribute('aria-expanded')
    if (expanded === null) return
    if (expanded === 'false') await page.keyboard.press('Enter')
    await page.keyboard.press('j')
  }
  throw new Error('no single exception within 50 steps')
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

/** The one that is selected, by its key; the badge tells that it is gone. */
export async function clearOne(page, kind) {
  await standOnSingle(page)
  const before = await total(page)
  const mayRemind = (await page.locator('aside button[aria-keyshortcuts="R"]').count()) > 0
  const done = kind === 'remind' && !mayRemind ? 'accept' : kind
  await answers[done](page)
  try {
    await totalIs(page, before - 1)
  } catch ({ message }) {
    throw new Error(`${done}: ${message}`)
  }
}

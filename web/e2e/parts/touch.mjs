// A finger on a phone: what it touches is counted as the page feels it.
import { axeInBothThemes, check, expect, openPage, sizes, VIGIL_URL } from '../browser.mjs'
import { narrow } from './fits.mjs'
import { says } from './says.mjs'
import { wordsOf } from './words.mjs'

/** On a phone, in a language, as whoever has signed in on `page`. */
async function phoneOf(page, language, viewport) {
  const storageState = await page.context().storageState()
  const phone = await openPage({ size: 'phone', language, storageState })
  await phone.setViewportSize(viewport)
  await phone.addInitScript(() => {
    window.touches = 0
    addEventListener('touchstart', () => window.touches++, { capture: true, passive: true })
  })
  return phone
}

/**
 * A card of a board, by its menu into another column, in two touches; a third takes it back. What is touched is large
 * enough for a finger.
 */
async function moveByTouch(phone, language, { card, title, to, into, from }) {
  const t = wordsOf(language, 'base')
  const menu = card.getByRole('button', { name: t('board.move_card', { title }) })
  const place = phone.locator('[data-modal]').getByRole('button', { name: to, exact: true })
  await card.scrollIntoViewIfNeeded()
  const before = await phone.evaluate(() => window.touches)
  for (const [what, one] of Object.entries({ menu, place })) {
    await one.waitFor()
    const { width, height } = await one.boundingBox()
    expect(Math.min(width, height) >= 36, `${what}: ${width} by ${height} px`)
    await one.tap()
  }
  await says(phone, title)
  const touches = (await phone.evaluate(() => window.touches)) - before
  expect(touches === 2, `${touches} touches`)
  await into.waitFor()
  await phone.getByRole('button', { name: t('undo.undo') }).tap()
  await says(phone, t('undo.done'))
  await from.waitFor()
}

/**
 * A board on phones of two widths, in two languages: its columns are pages, and two touches move a card. `moving` knows
 * the columns by their keys: what is moved, from where and into which, what that is called, and what holds after it.
 */
export async function checkBoardOnPhones(page, path, columns, moving) {
  for (const [language, viewport] of [
    ['en', sizes.phone.viewport],
    ['zh-CN', narrow],
  ])
    await check(
      `on a phone the ${columns} are pages, and two touches move a card (${viewport.width} px, ${language})`,
      async () => {
        const phone = await phoneOf(page, language, viewport)
        await phone.goto(VIGIL_URL + path)
        const { card, title, from, into, to, stays } = await moving(phone, language)
        const in_ = (column) => phone.locator(`[data-column="${column}"]`)
        const there = (column) => in_(column).locator(`[data-card="${card}"]`)
        await there(from).waitFor()
        const { width } = await in_(from).boundingBox()
        const isPage = width > 0.8 * viewport.width && width < viewport.width
        expect(isPage, `a column is ${width} px wide`)
        await axeInBothThemes(phone, `the ${columns} on a phone`)
        await moveByTouch(phone, language, {
          card: there(from),
          title,
          to,
          into: there(into),
          from: there(from),
        })
        expect(await stays(), 'it was not taken back')
        const wide = await phone.evaluate(() => document.documentElement.scrollWidth)
        expect(wide <= viewport.width, `the page is ${wide} px wide`)
        expect(phone.complaints.length === 0, phone.complaints.join('\n'))
        await phone.context().close()
      },
    )
}

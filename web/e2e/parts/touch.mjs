// A finger on a phone: what it touches is counted as the page feels it.
import { expect, openPage } from '../browser.mjs'
import { says } from './says.mjs'
import { wordsOf } from './words.mjs'

/** On a phone, in a language, as whoever has signed in on `page`. */
export async function phoneOf(page, language, viewport) {
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
export async function moveByTouch(phone, language, { card, title, to, into, from }) {
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

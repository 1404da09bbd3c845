// Nothing is cut off on a narrow screen, or by large letters.
import { expect, patienceMs } from '../browser.mjs'

/** The page, and what scrolls by itself down in it. */
const frames = 'html, main, main [tabindex="-1"]'

/**
 * Nothing is wider than there is room; what is drawn by its width is drawn anew a moment after the window has changed.
 */
export async function fits(page, what) {
  const isWithin = (all) =>
    [...document.querySelectorAll(all)].every((one) => one.scrollWidth <= one.clientWidth)
  const patience = { timeout: patienceMs }
  await page.waitForFunction(isWithin, frames, patience).catch(() => {}) // told below, with the figures
  const wide = await page
    .locator(frames)
    .evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth))
  expect(Math.max(...wide) <= 0, `${what}: ${wide} px too wide`)
}

export const narrow = { width: 320, height: 640 }
/** What 1440x900 has room for at 200 %. */
export const zoomed = { width: 720, height: 450 }

/** The same in a window of another size, which then is as large as before. */
export async function fitsAt(page, viewport, what) {
  const before = page.viewportSize()
  await page.setViewportSize(viewport)
  await page.waitForFunction(
    (width) => document.documentElement.clientWidth === width,
    viewport.width,
  )
  await fits(page, `${what}, ${viewport.width} px`)
  await page.setViewportSize(before)
}

/**
 * All one can press or type into down in `within` can be brought into sight, is not cut off there and
 * not covered; of an open dialog what is in it. In a long list the first and the last.
 */
export async function reachable(page, within) {
  const lost = await page.evaluate((selector) => {
    function* ancestors(one) {
      for (let at = one.parentElement; at; at = at.parentElement) yield at
    }
    // What only shows itself to who comes by keyboard does so when it has the focus.
    const isClipped = (one) => [...ancestors(one)].some((each) => each.offsetWidth === 1)
    const comeTo = (one) => isClipped(one) && one.focus({ preventScroll: true })
    const isShown = (one) => {
      comeTo(one)
      const { width, height } = one.getBoundingClientRect()
      return width > 1 && height > 1 && one.checkVisibility({ visibilityProperty: true })
    }
    const nameOf = (one) => one.ariaLabel || one.innerText?.trim() || one.outerHTML.slice(0, 120)
    const problemOf = (one) => {
      comeTo(one)
      one.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
      const box = one.getBoundingClientRect()
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
      if (box.left < -1 || box.right > innerWidth + 1) return 'cut off sideways'
      if (y < 0 || y > innerHeight) return 'out of sight'
      const top = document.elementFromPoint(x, y)
      const isLabel = [...(one.labels ?? [])].some((label) => label.contains(top))
      return one.contains(top) || isLabel ? null : `covered by ${top?.outerHTML.slice(0, 80)}`
    }
    const area = document.querySelector('[data-modal]') ? '[data-modal]' : selector
    const controls = 'button, a[href], input, select, textarea'
    const inside = [...document.querySelectorAll(area)].flatMap((one) => [
      ...one.querySelectorAll(controls),
    ])
    const shown = [...new Set(inside)].filter((one) => isShown(one) && !one.closest('[inert]'))
    const looked = shown.length > 80 ? [...shown.slice(0, 60), ...shown.slice(-20)] : shown
    return looked.flatMap((one) => {
      const problem = problemOf(one)
      return problem ? `${nameOf(one)}: ${problem}` : []
    })
  }, within)
  expect(lost.length === 0, lost.slice(0, 8).join('\n'))
}

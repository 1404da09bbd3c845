// Nothing is cut off on a narrow screen, or by large letters.
import { expect } from '../browser.mjs'

/** Nothing in the page, or in what scrolls by itself down in it, is wider than there is room. */
export async function fits(page, what) {
  const wide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main, main [tabindex="-1"]')].map(
      (one) => one.scrollWidth - one.clientWidth,
    ),
  )
  expect(Math.max(...wide) <= 0, `${what}: ${wide} px too wide`)
}

// A page that has come to rest.

/** How many things the page has fetched; none while something still loads. */
const fetched = (page) =>
  page.evaluate(() =>
    document.fonts.status !== 'loaded' || document.querySelector('[data-loading]')
      ? null
      : performance.getEntriesByType('resource').length,
  )

/** Until nothing loads, nothing more is asked of the server and nothing moves. */
export async function isStill(page) {
  let seen = null
  for (let waited = 0; waited < 50; waited++) {
    const now = await fetched(page)
    if (now !== null && now === seen) break
    seen = now
    await page.waitForTimeout(400)
  }
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))
}

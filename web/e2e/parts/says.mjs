// What the page has just said of an act: its newest toast, the only one that is seen.
const newest = '[data-toast]:not([data-limited], [data-ending-style])'

/**
 * Waits until the page says so, now: not in a toast of an earlier act that stands hidden behind a
 * newer one, nor in words of it that were heard before.
 */
export async function says(page, text) {
  const hears = ([selector, wanted]) => {
    const toast = document.querySelector(selector)
    const heard = toast?.dataset.heard?.split('\n') ?? []
    if (!toast?.textContent.includes(wanted) || heard.includes(wanted)) return false
    toast.dataset.heard = [...heard, wanted].join('\n')
    return true
  }
  await page.waitForFunction(hears, [newest, text]).catch(async (error) => {
    const said = await page.locator('[data-toast]').allTextContents()
    throw new Error(`not said: “${text}”, but ${JSON.stringify(said)}\n${error.message}`)
  })
}

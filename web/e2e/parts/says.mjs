// What the page says of an act: its newest toast, the only one that is seen.

/**
 * In the page, from its first moment: keeps what the newest toast said since the last key, press or choice. A toast
 * fades; on a busy machine it may be gone before a journey looks.
 */
export function hearToasts() {
  const newest = '[data-toast]:not([data-limited], [data-ending-style])'
  let said = []
  const listen = () => {
    const toast = document.querySelector(newest)
    const text = toast?.textContent
    if (!text || said.some((one) => one.toast === toast && one.text === text)) return
    said.push({ toast, text })
  }
  const forget = () => void (said = [])
  for (const act of ['keydown', 'pointerdown', 'change']) addEventListener(act, forget, true)
  new MutationObserver(listen).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['data-limited', 'data-ending-style'],
  })
  /** Whether it was said, and not heard before. */
  window.vigilHears = (wanted) => {
    listen()
    const heard = ({ toast }) => toast.dataset.heard?.split('\n') ?? []
    const one = said.find((each) => each.text.includes(wanted) && !heard(each).includes(wanted))
    if (!one) return false
    one.toast.dataset.heard = [...heard(one), wanted].join('\n')
    said = said.slice(said.indexOf(one))
    return true
  }
}

/**
 * Waits until the page says so, of what was done last: not in a toast of an earlier act that stands hidden behind a
 * newer one, nor in words of it that were heard before.
 */
export async function says(page, text) {
  await page
    .waitForFunction((wanted) => window.vigilHears(wanted), text)
    .catch(async (error) => {
      const said = await page.locator('[data-toast]').allTextContents()
      throw new Error(`not said: “${text}”, but ${JSON.stringify(said)}\n${error.message}`)
    })
}

// Times in a page: until something is painted, until the server has taken it; and what opening a page costs.

/** In every page from its beginning: when somebody last did something, when the server took a write, what is asked. */
function keepTime() {
  const pace = { actedAt: 0, savedAt: 0, asking: 0 }
  window.pace = pace
  const isAct = (event) => {
    if (event.isTrusted) Object.assign(pace, { actedAt: event.timeStamp, savedAt: 0 })
  }
  for (const kind of ['keydown', 'pointerdown', 'drop']) addEventListener(kind, isAct, true)
  const ask = window.fetch
  window.fetch = async (to, how) => {
    pace.asking++
    try {
      const answer = await ask(to, how)
      const isWrite = how?.method && how.method !== 'GET' && !String(to).includes('dry_run')
      if (isWrite) pace.savedAt = performance.now()
      return answer
    } finally {
      pace.asking--
    }
  }
}
export const watch = (context) => context.addInitScript(keepTime)

export const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]

/**
 * From the last key, press or drop of `act` to the frame in which `holds` is true; with `saves` also to
 * the moment at which the server has answered a write. Milliseconds.
 */
export async function react(page, act, holds, { argument, saves = false } = {}) {
  await page.evaluate(
    ({ source, argument }) => {
      const holds = new Function(`return (${source})`)()
      const { pace } = window
      Object.assign(pace, { actedAt: 0, painted: undefined, since: undefined })
      const look = () => {
        if (!pace.actedAt || !holds(argument)) return requestAnimationFrame(look)
        pace.since = pace.actedAt
        requestAnimationFrame(() => (pace.painted = performance.now() - pace.since))
      }
      requestAnimationFrame(look)
    },
    { source: holds.toString(), argument },
  )
  await act()
  await page.waitForFunction(() => window.pace.painted !== undefined)
  if (saves) await page.waitForFunction(() => window.pace.savedAt > window.pace.since)
  return page.evaluate(() => ({
    painted: window.pace.painted,
    saved: window.pace.savedAt - window.pace.since,
  }))
}

/** Keys one after the other. */
export const keys =
  (page, ...each) =>
  async () => {
    for (const key of each) await page.keyboard.press(key)
  }

/** From the address to the frame with the first content, in a new tab; the tab stays open. */
export async function render(context, url, wanted, throttle = 1) {
  const page = await context.newPage()
  if (throttle > 1) {
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  }
  await page.addInitScript((selector) => {
    const look = () => {
      if (!document.querySelector(selector)) return requestAnimationFrame(look)
      requestAnimationFrame(() => (window.shownAt = performance.now()))
    }
    requestAnimationFrame(look)
  }, wanted)
  await page.goto(url)
  await page.waitForFunction(() => window.shownAt)
  return { page, shown: await page.evaluate(() => window.shownAt) }
}

const quietMs = 700
/** What the page has asked for since it was opened, once it asks no more: each with its time and size. */
export async function costOf(page) {
  const count = () => page.evaluate(() => performance.getEntriesByType('resource').length)
  for (let seen = -1, now = await count(); seen !== now; now = await count()) {
    seen = now
    await new Promise((done) => setTimeout(done, quietMs))
  }
  return page.evaluate(() => {
    const asked = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes('/api/v1/'))
      .map((one) => ({
        path: decodeURIComponent(one.name.slice(one.name.indexOf('/api/v1/') + 7)),
        from: Math.round(one.startTime),
        ms: Math.round(one.responseEnd - one.startTime),
        kb: Math.round(one.decodedBodySize / 102.4) / 10,
      }))
    return {
      asked,
      whole: Math.max(0, ...asked.map(({ from, ms }) => from + ms)),
      nodes: document.querySelectorAll('*').length,
    }
  })
}

/** The longest frame while `selector`'s scrolling parent goes down so many px. */
export const scroll = (page, selector, distance) =>
  page.evaluate(
    async ([selector, distance]) => {
      let frame = document.querySelector(selector)
      while (
        frame.scrollHeight <= frame.clientHeight ||
        getComputedStyle(frame).overflowY === 'visible'
      )
        frame = frame.parentElement
      const step = 500
      const began = performance.now()
      let [worst, before, gone] = [0, began, 0]
      while (gone < distance && performance.now() - began < 10_000) {
        const at = frame.scrollTop
        frame.scrollTop += step
        gone += frame.scrollTop - at
        const now = await new Promise((next) => requestAnimationFrame(next))
        worst = Math.max(worst, now - before)
        before = now
      }
      return { worst, gone }
    },
    [selector, distance],
  )

// A bad line and a slow laptop: what waits for a time instead of a state, or for one order of events, fails there.

const { VIGIL_SLOW, VIGIL_JITTER } = process.env

/** Whether things take longer than on a machine of one's own. */
export const isSlow = Boolean(VIGIL_SLOW || VIGIL_JITTER)

/** Every page of a browser profile: VIGIL_SLOW=1 makes the line slow, 4 the page too; VIGIL_JITTER=SEED shuffles. */
export async function slowDown(context) {
  if (VIGIL_SLOW) await delayCalls(context)
  if (VIGIL_JITTER) await shuffle(context)
}

let asked = 0
async function delayCalls(context) {
  context.on('page', async (page) => {
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: Number(VIGIL_SLOW) })
  })
  await context.route('**/api/v1/**', async (route) => {
    await pause(150 + ((asked++ * 131) % 450))
    await route.continue().catch(() => {}) // its page is gone
  })
}

const longestMs = 1500
const pause = (ms) => new Promise((done) => setTimeout(done, ms))

let opened = 0
async function shuffle(context) {
  await context.addInitScript(lateAnswers, { seed: `${VIGIL_JITTER}.${opened++}`, longestMs })
  let files = 0
  await context.route('**/assets/**', async (route) => {
    await pause(longestMs * ((Math.sin(files++ + Number(VIGIL_JITTER)) + 1) / 2) ** 2)
    await route.continue().catch(() => {}) // its page is gone
  })
}

/**
 * In the page, from its first moment: a call leaves late, or its answer comes late, and what the server tells of itself
 * comes late in its own time, so that either may be first. Mostly a little late, now and then by much.
 */
function lateAnswers({ seed, longestMs }) {
  let state = [...`${seed}${location.pathname}`].reduce((n, c) => (n * 31 + c.charCodeAt(0)) | 0, 7)
  const chance = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const someMs = () => longestMs * chance() ** 2
  const { fetch, setTimeout: later } = window
  const pause = (signal) =>
    new Promise((done) => later(done, someMs())).then(() => signal?.throwIfAborted())
  window.fetch = async (input, options = {}) => {
    if (options.keepalive) return fetch(input, options) // it outlives the page
    await pause(options.signal)
    const answer = await fetch(input, options)
    await pause(options.signal)
    return answer
  }
  window.EventSource = class extends EventSource {
    #last = Promise.resolve()
    set onmessage(hear) {
      // In the order in which they were told.
      super.onmessage = (message) =>
        (this.#last = this.#last.then(() => pause()).then(() => hear.call(this, message)))
    }
  }
}

// Somebody who works by mouse or finger: what the hand does is counted, and how long it would take one.
import { expect } from '../browser.mjs'

/** Seconds by the keystroke-level model: to find and point, to type a letter. */
const pointed = 1.35 + 1.2
const typed = 0.28

/** A hand on a page; on a phone it taps and has no keys but those of letters. */
export function handOn(page, { isTouch }) {
  const done = { clicks: 0, letters: 0 }
  const hit = (what) => (isTouch ? what.tap() : what.click())
  const hand = {
    press: async (what) => {
      done.clicks++
      await hit(what)
    },
    write: async (what, text) => {
      await hand.press(what)
      done.letters += text.length
      await what.fill(text)
    },
    /** Opens a list of choices and takes one. */
    choose: async (what, option) => {
      done.clicks += 2
      await what.selectOption(option)
    },
    /** Chooses a file as the system asks for it. */
    take: async (what, file) => {
      const asked = page.waitForEvent('filechooser')
      await hand.press(what)
      done.clicks += 2 // in the system's own dialog
      await (await asked).setFiles(file)
    },
    done: () => ({ ...done }),
  }
  return hand
}

/**
 * Does something within a limit of seconds: what the page took, and what a hand takes for the clicks
 * and letters. Says so, and answers it.
 */
export async function within(limit, what, hand, body) {
  const [before, startedAt] = [hand.done(), performance.now()]
  await body()
  const waited = (performance.now() - startedAt) / 1000
  const clicks = hand.done().clicks - before.clicks
  const letters = hand.done().letters - before.letters
  const byHand = waited + clicks * pointed + letters * typed
  console.log(
    `      ${what}: ${clicks} clicks, ${letters} letters, ${waited.toFixed(1)} s here, ` +
      `${byHand.toFixed(0)} s by hand (limit ${limit} s)`,
  )
  expect(byHand <= limit, `${what}: ${byHand.toFixed(0)} s`)
}

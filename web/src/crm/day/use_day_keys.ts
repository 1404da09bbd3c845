// By keyboard: J and K walk the lines, a digit is the outcome of the call, D is done.
import { useKeys } from '@/kit/keys'
import { t as common } from '@/base/words'
import { wayLabel } from '@/kit/mends/use_way'
import { wayKeys, type Way, type WayKind } from '@/kit/mends/ways'
import type { Choice, Model } from '@/model/types'
import type { Thing } from './things'
import { callOf, waysOfThing, type Line } from './use_deeds'
import { t } from './words'

const lineOf = (id: string) => document.querySelector<HTMLElement>(`[data-thing="${id}"]`)
const focusLine = (id: string) => {
  const title = lineOf(id)?.querySelector<HTMLElement>('[data-row]')
  title?.focus()
  title?.scrollIntoView({ block: 'nearest' })
}

interface DayKeys {
  lines: Line[]
  model: Model
  call: (thing: Thing, outcome: Choice) => void
  finish: (thing: Thing) => void
  mend: (thing: Thing, way: Way) => void
  ask?: (thing: Thing | null) => void
}

export function useDayKeys({ lines, model, call, finish, mend, ask }: DayKeys) {
  // Folded lines are not on the page.
  const onPage = () => lines.filter(({ thing }) => lineOf(thing.id))
  const focused = () => {
    const id = document.activeElement?.closest('[data-thing]')?.getAttribute('data-thing')
    return lines.find(({ thing }) => thing.id === id)
  }
  const open = () => onPage().filter(({ isDone }) => !isDone)
  const step = (by: number) => {
    const all = onPage()
    const at = all.findIndex((line) => line === focused())
    const next = at < 0 ? open()[0] : all[Math.max(0, Math.min(all.length - 1, at + by))]
    if (next) focusLine(next.thing.id)
  }
  /** With the line that has the focus, else with the first that is still to do; then on to the next. */
  const withLine = (may: (thing: Thing) => boolean, act: (thing: Thing) => void) => () => {
    const all = open()
    const line = focused() ?? all[0]
    if (!line || line.isDone || !may(line.thing)) return
    const next = all[all.indexOf(line) + 1] ?? all[all.indexOf(line) - 1]
    act(line.thing)
    if (next) focusLine(next.thing.id)
  }
  const choices = lines.map(({ thing }) => callOf(thing, model)?.choices).find((some) => some) ?? []
  const wayOf = (thing: Thing, kind: WayKind) =>
    waysOfThing(thing, model).find((way) => way.kind === kind)
  const mended = lines.flatMap(({ thing, isDone }) => (isDone ? [] : waysOfThing(thing, model)))
  useKeys([
    { keys: 'j', label: common('keys.next'), isStep: true, run: () => step(1) },
    { keys: 'k', label: common('keys.previous'), isStep: true, run: () => step(-1) },
    { keys: 'arrowdown', run: () => step(1) },
    { keys: 'arrowup', run: () => step(-1) },
    ...choices.slice(0, 9).map(({ key, label }, index) => ({
      keys: String(index + 1),
      label,
      run: withLine(
        (thing) => !!callOf(thing, model),
        (thing) => {
          const choice = callOf(thing, model)?.choices.find((one) => one.key === key)
          if (choice) call(thing, choice)
        },
      ),
    })),
    {
      keys: 'd',
      label: t('day.done'),
      run: withLine(({ step: due, planned }) => !!due || !!planned, finish),
    },
    ...(['questions', 'act', 'move'] as const).flatMap((kind) => {
      const known = mended.find((way) => way.kind === kind)
      const run = withLine(
        (thing) => !!wayOf(thing, kind),
        (thing) => mend(thing, wayOf(thing, kind)!),
      )
      return known ? [{ keys: wayKeys[kind], label: wayLabel(known), run }] : []
    }),
    ...(ask
      ? [{ keys: 'l', label: t('day.log_call'), run: () => ask(focused()?.thing ?? null) }]
      : []),
  ])
}

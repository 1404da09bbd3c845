// What floats at the foot of a page is not covered by what is told there.
const variable = '--foot'

/** A ref: while the bar stands, `--foot` is how far up from the lower edge of the window it reaches. */
export function keepClear(bar: HTMLElement | null) {
  if (!bar) return
  const root = document.documentElement.style
  const measure = () =>
    root.setProperty(variable, `${Math.ceil(innerHeight - bar.getBoundingClientRect().top)}px`)
  const watch = new ResizeObserver(measure)
  watch.observe(bar)
  watch.observe(document.body)
  measure()
  return () => {
    watch.disconnect()
    root.removeProperty(variable)
  }
}

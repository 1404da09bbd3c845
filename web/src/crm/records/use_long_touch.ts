// A finger that rests on a row chooses it, as on phones everywhere.
import { useEffect, useMemo, useRef, type MouseEvent, type PointerEvent } from 'react'

export const longTouchMs = 450
/** px a resting finger may tremble. */
const tremble = 10

/** Handlers for the frame of the rows, which carry `data-index`. */
export function useLongTouch(isOn: boolean, choose: (index: number) => void) {
  const touch = useRef<{ x: number; y: number; timer: ReturnType<typeof setTimeout> }>(undefined)
  /** The click that ends a long touch means nothing more. */
  const swallows = useRef(false)
  const end = () => {
    clearTimeout(touch.current?.timer)
    touch.current = undefined
  }
  useEffect(() => end, [])
  return useMemo(() => {
    if (!isOn) return {}
    return {
      onPointerDown: ({ target, pointerType, isPrimary, clientX: x, clientY: y }: PointerEvent) => {
        end()
        swallows.current = false
        const row = (target as Element).closest('[data-index]')
        if (pointerType === 'mouse' || !isPrimary || !row) return
        const timer = setTimeout(() => {
          swallows.current = true
          choose(Number(row.getAttribute('data-index')))
        }, longTouchMs)
        touch.current = { x, y, timer }
      },
      onPointerMove: ({ clientX, clientY }: PointerEvent) => {
        const at = touch.current
        if (at && Math.hypot(clientX - at.x, clientY - at.y) > tremble) end()
      },
      onPointerUp: end,
      onPointerCancel: end,
      /** The browser's own answer to a long touch on a link. */
      onContextMenu: (event: MouseEvent) => {
        if (touch.current) event.preventDefault()
      },
      onClickCapture: (event: MouseEvent) => {
        if (!swallows.current) return
        swallows.current = false
        event.preventDefault()
        event.stopPropagation()
      },
    }
  }, [isOn, choose])
}

import { useEffect, useState, type ComponentType } from 'react'
import { unreachable } from '@/api/problem'
import { EarlyLetters } from '@/kit/early_letters'
import { sayError } from '@/kit/undo'

type Load<P> = () => Promise<{ default: ComponentType<P> }>

const ready = new Map<unknown, ComponentType<never>>()

export async function fetchAhead<P>(load: Load<P>) {
  ready.set(load, (await load()).default as ComponentType<never>)
}

/**
 * A dialog whose file is fetched when it is wanted, or was ahead. Without a line it says so and
 * closes: what stands on the page must not be lost for it.
 */
export function Later<P extends { close: () => void }>({
  load,
  props,
}: {
  load: Load<P>
  props: P
}) {
  const [Dialog, setDialog] = useState(() => ready.get(load) as ComponentType<P> | undefined)
  useEffect(() => {
    if (Dialog) return
    let isWanted = true
    fetchAhead(load).then(
      () => isWanted && setDialog(() => ready.get(load) as ComponentType<P>),
      () => {
        if (!isWanted) return
        sayError(unreachable())
        props.close()
      },
    )
    return () => {
      isWanted = false
    }
    // Asked once: another dialog is another element.
  }, [])
  return Dialog ? <Dialog {...props} /> : <EarlyLetters />
}

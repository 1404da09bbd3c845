import { useNavigate, useRouterState } from '@tanstack/react-router'
import { t } from '@/base/words'
import { useKeys, type KeyBinding } from '@/kit/keys'
import { undoLast } from '@/kit/undo'
import type { ShellDeeds } from './commands'
import type { Destination } from './navigation'

interface GlobalKeys {
  destinations: Destination[]
  deeds: ShellDeeds
  find: () => void
  chooseNew?: () => void
}

/** What works on every page; a page may take a key over for what it has at hand. */
export function useGlobalKeys({ destinations, deeds, find, chooseNew }: GlobalKeys) {
  const up = useWayUp()
  const chords = destinations.flatMap((destination): KeyBinding[] => {
    const { keys, also, label } = destination
    const run = () => deeds.goTo(destination)
    return [
      ...(keys ? [{ keys, label: t('keys.go', { place: label }), run }] : []),
      ...(also ? [{ keys: also, run }] : []),
    ]
  })
  useKeys(
    [
      { keys: 'mod+k', label: t('find.label'), whileTyping: true, run: find },
      { keys: '/', label: t('find.label'), run: find },
      ...(deeds.logCall ? [{ keys: 'l', label: t('call.title'), run: deeds.logCall }] : []),
      ...(chooseNew ? [{ keys: 'n', label: t('new.label'), run: chooseNew }] : []),
      { keys: 'mod+z', label: t('undo.last'), run: undoLast },
      ...(up ? [{ keys: 'escape', label: t('keys.up'), run: up }] : []),
      { keys: '?', label: t('keys.show'), run: deeds.showKeys },
      ...chords,
    ],
    'shell',
  )
}

/** From a record back to where it was opened, or to its list. */
function useWayUp(): (() => void) | undefined {
  const navigate = useNavigate()
  const { pathname, index } = useRouterState({
    select: ({ location }) => ({
      pathname: location.pathname,
      index: location.state.__TSR_index,
    }),
    structuralSharing: true,
  })
  const [, plural] = pathname.match(/^\/e\/([^/]+)\/[^/]+/) ?? []
  if (!plural) return undefined
  return () =>
    index > 0 ? history.back() : void navigate({ to: '/e/$plural', params: { plural } })
}

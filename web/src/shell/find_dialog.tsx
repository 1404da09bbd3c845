import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Rocket, Trash2 } from 'lucide-react'
import { meQuery } from '@/api/queries'
import { t } from '@/base/words'
import { isDone, startQuery } from '@/crm/start/calls'
import { press, useCurrentBindings } from '@/kit/keys'
import { commandsOf, newLeadOf, type Command, type ShellDeeds } from './commands'
import { creatableOf, type Destination } from './navigation'
import { Palette } from './palette'

export interface FindProps {
  destinations: Destination[]
  deeds: ShellDeeds
  close: () => void
}

/** Finds records and does whatever can be done now. */
export default function FindDialog({ destinations, deeds, close }: FindProps) {
  // The page underneath may still be on its way: its acts take the place of those of the page before.
  const here = useCurrentBindings().here.map((binding) => ({
    ...binding,
    run: () => press(binding.keys),
  }))
  const creatable = creatableOf(destinations)
  const commands = [...useSetUp(), ...commandsOf({ here, destinations, creatable, deeds })]
  return (
    <Palette
      commands={commands}
      hint={t('find.hint')}
      finds
      whenNowhere={(text) => newLeadOf(creatable, deeds, text)}
      close={close}
    />
  )
}

/** Until the company is set up, its administrator finds the way there. */
function useSetUp(): Command[] {
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: state } = useQuery({
    ...startQuery,
    enabled: me.may.administer,
    staleTime: 300_000,
  })
  const navigate = useNavigate()
  if (!state || isDone(state)) return []
  const demo: Command = {
    kind: 'command',
    id: 'demo',
    group: 'set',
    label: t('demo.clear'),
    icon: Trash2,
    also: 'demo data',
    run: () => void navigate({ to: '/admin/$section', params: { section: 'company' } }),
  }
  return [
    ...(state.company.is_demo ? [demo] : []),
    {
      kind: 'command',
      id: 'start',
      group: 'go',
      label: t('nav.start'),
      icon: Rocket,
      also: 'start set up first run',
      run: () => void navigate({ to: '/start' }),
    },
  ]
}

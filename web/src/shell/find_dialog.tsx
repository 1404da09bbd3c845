import { useState } from 'react'
import { t } from '@/base/words'
import { currentBindings } from '@/kit/keys'
import { commandsOf, type ShellDeeds } from './commands'
import { creatableOf, type Destination } from './navigation'
import { Palette } from './palette'

export interface FindProps {
  destinations: Destination[]
  deeds: ShellDeeds
  close: () => void
}

/** Finds records and does whatever can be done now. */
export default function FindDialog({ destinations, deeds, close }: FindProps) {
  const [here] = useState(() => currentBindings().here)
  const creatable = creatableOf(destinations)
  const commands = commandsOf({ here, destinations, creatable, deeds })
  return <Palette commands={commands} hint={t('find.hint')} finds close={close} />
}

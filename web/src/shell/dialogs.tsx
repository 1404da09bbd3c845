// What the shell opens over a page. Each is loaded by itself: most pages are read without any.
import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react'
import { t } from '@/base/words'
import type { NewProps } from '@/crm/records/new_dialog'
import { currentBindings } from '@/kit/keys'
import type { Entity, Me } from '@/model/types'
import { commandsOf, newOf, type ShellDeeds } from './commands'
import { Drawer } from './drawer'
import { EarlyLetters } from './early_letters'
import { creatableOf, type Destination } from './navigation'
import { pages } from './pages'

const loadPalette = () => import('./palette')
const loadCall = () => import('@/crm/calls/log_call_dialog')
const Palette = lazy(loadPalette)
const LogCallDialog = lazy(loadCall)
const KeySheet = lazy(() => import('./key_sheet'))
const Settings = lazy(() => import('./settings_dialog'))

/** Once the page has nothing else to do; a first key press must not wait for a file. */
export function loadDialogs() {
  const timer = setTimeout(() => void Promise.allSettled([loadPalette(), loadCall()]), 1500)
  return () => clearTimeout(timer)
}

export type Opened =
  | { kind: 'drawer' | 'keys' | 'settings' | 'find' | 'choose new' | 'call' }
  | { kind: 'new'; entity: Entity }

interface DialogsProps {
  opened: Opened
  me: Me
  destinations: Destination[]
  deeds: ShellDeeds
  sidebar: (leave: () => void) => ReactNode
  close: () => void
}

export function Dialogs(props: DialogsProps) {
  return <Suspense fallback={<EarlyLetters />}>{dialogOf(props)}</Suspense>
}

function dialogOf(props: DialogsProps): ReactNode {
  const { opened, me, deeds, sidebar, close } = props
  switch (opened.kind) {
    case 'drawer':
      return <Drawer close={close}>{sidebar(close)}</Drawer>
    case 'keys':
      return <KeySheet close={close} />
    case 'settings':
      return <Settings me={me} close={close} openKeys={deeds.showKeys} />
    case 'call':
      return <LogCallDialog close={close} />
    case 'find':
      return <Find {...props} />
    case 'choose new':
      return <ChooseNew {...props} />
    case 'new':
      return <New entity={opened.entity} currency={me.company.currency} close={close} />
  }
}

function Find({ destinations, deeds, close }: DialogsProps) {
  const [here] = useState(() => currentBindings().here)
  const creatable = creatableOf(destinations)
  const commands = commandsOf({ here, destinations, creatable, deeds })
  return <Palette commands={commands} hint={t('find.hint')} finds close={close} />
}

function ChooseNew({ destinations, deeds, close }: DialogsProps) {
  const commands = newOf(creatableOf(destinations), deeds)
  return <Palette commands={commands} hint={t('new.what')} finds={false} close={close} />
}

const newDialogs = new Map<string, ComponentType<NewProps>>()

/** A page may have brought its own way to enter something new. */
function newDialogOf(key: string): ComponentType<NewProps> {
  const page = pages.find((one) => 'entity' in one && one.entity === key)
  const own = page && 'entity' in page ? page.create : undefined
  const made = newDialogs.get(key) ?? lazy(own ?? (() => import('@/crm/records/new_dialog')))
  newDialogs.set(key, made)
  return made
}

function New(props: NewProps) {
  const Made = newDialogOf(props.entity.key)
  return <Made {...props} />
}

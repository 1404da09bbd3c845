// What the shell opens over a page. Each is a file of its own: most pages are read without any.
import { useNavigate } from '@tanstack/react-router'
import { Suspense, type ReactNode } from 'react'
import { EarlyLetters } from '@/kit/early_letters'
import { later } from '@/kit/later'
import { newLead } from '@/kit/calls/new_lead'
import type { Entity, Entry, Me } from '@/model/types'
import type { ShellDeeds } from './commands'
import { fetchAhead, Later } from './later'
import type { Destination } from './navigation'
import { loadMissing } from './missing_host'
import { pages } from './pages'
import { loadPlan } from './plan_host'

const loadDrawer = () => import('./drawer')
const loadFind = () => import('./find_dialog')
const loadChooseNew = () => import('./choose_new_dialog')
const loadCall = () => import('@/kit/calls/log_call_dialog')
const loadEnterFor = () => import('@/kit/enter_for/dialog')
const loadKeys = () => import('./key_sheet')
const loadSettings = () => import('./settings_dialog')
const NewLead = later(() => import('@/crm/leads/new_lead').then((m) => m.NewLead))
newLead.Form = NewLead
const loadForm = () => import('@/crm/records/new_dialog')

/** Once the page has nothing else to do: a first key press must not wait, nor need a line. */
export function loadDialogs() {
  const fetchAll = () =>
    void Promise.allSettled([
      fetchAhead(loadDrawer),
      fetchAhead(loadFind),
      fetchAhead(loadChooseNew),
      fetchAhead(loadCall),
      fetchAhead(loadKeys),
      fetchAhead(loadSettings),
      fetchAhead(loadForm),
      NewLead.fetch(),
      fetchAhead(loadMissing),
      fetchAhead(loadPlan),
    ])
  const timer = setTimeout(fetchAll, 1500)
  return () => clearTimeout(timer)
}

export type Opened =
  | { kind: 'drawer' | 'keys' | 'settings' | 'find' | 'choose new' | 'call' | 'enter for' }
  /** `text`: typed elsewhere already, for a lead's line. */
  | { kind: 'new'; entity: Entity; text?: string }

interface DialogsProps {
  opened: Opened
  me: Me
  destinations: Destination[]
  deeds: ShellDeeds
  sidebar: (leave: () => void) => ReactNode
  close: () => void
}

export function Dialogs(props: DialogsProps) {
  return (
    <Suspense key={props.opened.kind} fallback={<EarlyLetters />}>
      {dialogOf(props)}
    </Suspense>
  )
}

function dialogOf(props: DialogsProps): ReactNode {
  const { opened, me, destinations, deeds, sidebar, close } = props
  switch (opened.kind) {
    case 'drawer':
      return <Later load={loadDrawer} props={{ close, children: sidebar(close) }} />
    case 'keys':
      return <Later load={loadKeys} props={{ close }} />
    case 'settings':
      return (
        <Later
          load={loadSettings}
          props={{ me, close, openKeys: deeds.showKeys, enterFor: deeds.enterFor }}
        />
      )
    case 'call':
      return <Later load={loadCall} props={{ close }} />
    case 'enter for':
      return <Later load={loadEnterFor} props={{ me, close }} />
    case 'find':
      return <Later load={loadFind} props={{ destinations, deeds, close }} />
    case 'choose new':
      return <Later load={loadChooseNew} props={{ destinations, deeds, close }} />
    case 'new':
      if (opened.text !== undefined)
        return <NewFound {...props} entity={opened.entity} text={opened.text} key={opened.text} />
      return (
        <Later
          load={loadNew(opened.entity.key)}
          props={{ entity: opened.entity, currency: me.company.currency, close }}
        />
      )
  }
}

/** A lead of what was looked for and nowhere found. */
function NewFound({ entity, text, me, deeds, close }: DialogsProps & NewFoundProps) {
  const navigate = useNavigate()
  const show = ({ id }: Entry) =>
    void navigate({ to: '/e/$plural/$id', params: { plural: entity.plural, id } })
  const { currency } = me.company
  const openFull = () => deeds.create(entity)
  return <NewLead {...{ entity, text, currency, show, openFull, close }} />
}

interface NewFoundProps {
  entity: Entity
  text: string
}

/** A page may have brought its own way to enter something new. */
function loadNew(key: string) {
  const page = pages.find((one) => 'entity' in one && one.entity === key)
  return (page && 'entity' in page && page.create) || loadForm
}

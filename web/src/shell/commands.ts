// What the palette can do: the acts of the page underneath, what works everywhere, pages, settings.
import {
  Keyboard,
  Languages,
  LogOut,
  Moon,
  Phone,
  Plus,
  Settings2,
  Undo2,
  UserPen,
  UserPlus,
  Zap,
  type LucideIcon,
} from 'lucide-react'
import { enterFor, principal } from '@/api/principal'
import { folded, labelled, languages, t, type Language, within } from '@/base/words'
import { keysEnabled, setKeysEnabled, type KeyBinding } from '@/kit/keys'
import { undoLast } from '@/kit/undo'
import type { Entity } from '@/model/types'
import type { Destination } from './navigation'
import { keepLanguage, leave } from './settings'
import { setTheme, type Theme } from './theme'

export type CommandGroup = 'here' | 'do' | 'go' | 'set'

export interface Command {
  kind: 'command'
  id: string
  group: CommandGroup
  label: string
  icon: LucideIcon
  keys?: string
  /** Other words it is found by. */
  also?: string
  run: () => void
}

/** What the shell can open; absent what the reader may not. */
export interface ShellDeeds {
  logCall?: () => void
  /** Chooses whom to enter for. */
  enterFor?: () => void
  /** `text`: what its line begins with. */
  create: (entity: Entity, text?: string) => void
  goTo: (destination: Destination) => void
  showKeys: () => void
  showSettings: () => void
}

interface Sources {
  /** The keys of the page underneath. */
  here: KeyBinding[]
  destinations: Destination[]
  creatable: Entity[]
  deeds: ShellDeeds
}

const command = (more: Omit<Command, 'kind'>): Command => ({ kind: 'command', ...more })

export function commandsOf({ here, destinations, creatable, deeds }: Sources): Command[] {
  return [
    ...hereOf(here),
    ...doOf(here, creatable, deeds),
    ...goOf(destinations, deeds),
    ...setOf(deeds),
  ]
}

function hereOf(here: KeyBinding[]): Command[] {
  return here
    .filter((binding) => binding.label && !binding.isStep)
    .map(({ keys, label, run }) =>
      command({ id: `here ${keys}`, group: 'here', label: label!, icon: Zap, keys, run }),
    )
}

function doOf(here: KeyBinding[], creatable: Entity[], deeds: ShellDeeds): Command[] {
  const isTaken = (keys: string) => here.some((binding) => binding.keys === keys)
  const call = deeds.logCall && {
    id: 'call',
    group: 'do' as const,
    label: t('call.title'),
    icon: Phone,
    keys: 'l',
    run: deeds.logCall,
  }
  return [
    ...(call && !isTaken('l') ? [command(call)] : []),
    ...newOf(creatable, deeds),
    ...enterForOf(deeds),
    command({
      id: 'undo',
      group: 'do',
      label: t('undo.last'),
      icon: Undo2,
      keys: 'mod+z',
      run: undoLast,
    }),
  ]
}

function enterForOf(deeds: ShellDeeds): Command[] {
  const whom = principal()
  const more = { group: 'do' as const, icon: UserPen, also: 'enter for' }
  return [
    ...(deeds.enterFor
      ? [command({ ...more, id: 'enter for', label: t('enter_for.open'), run: deeds.enterFor })]
      : []),
    ...(whom
      ? [
          command({
            ...more,
            id: 'enter for oneself',
            label: t('enter_for.stop_for', { name: whom.name }),
            run: () => enterFor(null),
          }),
        ]
      : []),
  ]
}

/** What is nowhere found may be new: a lead of what was typed. */
export function newLeadOf(creatable: Entity[], deeds: ShellDeeds, text: string): Command[] {
  return creatable
    .filter(({ key }) => key === 'lead')
    .map((entity) =>
      command({
        id: 'new found',
        group: 'do',
        label: t('find.new', { entity: within(entity.label), text }),
        icon: UserPlus,
        run: () => deeds.create(entity, text),
      }),
    )
}

export function newOf(creatable: Entity[], deeds: ShellDeeds): Command[] {
  return creatable.map((entity) =>
    command({
      id: `new ${entity.key}`,
      group: 'do',
      label: t('form.new', { entity: within(entity.label) }),
      icon: Plus,
      also: `new ${entity.key}`,
      run: () => deeds.create(entity),
    }),
  )
}

function goOf(destinations: Destination[], deeds: ShellDeeds): Command[] {
  return destinations.map((destination) =>
    command({
      id: `go ${destination.key}`,
      group: 'go',
      label: destination.label,
      icon: destination.icon,
      keys: destination.keys,
      also: `${t('find.go')} ${destination.entity?.key ?? ''}`,
      run: () => deeds.goTo(destination),
    }),
  )
}

function setOf(deeds: ShellDeeds): Command[] {
  const themes: Theme[] = ['light', 'dark', 'system']
  const set = (id: string, label: string, icon: LucideIcon, run: () => void, also = '') =>
    command({ id: `set ${id}`, group: 'set', label, icon, run, also })
  return [
    ...themes.map((theme) =>
      set(
        theme,
        labelled(t('theme.label'), t(`theme.${theme}`)),
        Moon,
        () => setTheme(theme),
        'theme',
      ),
    ),
    ...(Object.keys(languages) as Language[]).map((key) =>
      set(
        key,
        labelled(t('language.label'), languages[key]),
        Languages,
        () => void keepLanguage(key),
        'language',
      ),
    ),
    set(
      'single keys',
      t(keysEnabled() ? 'keys.off' : 'keys.on'),
      Keyboard,
      () => setKeysEnabled(!keysEnabled()),
      'keys',
    ),
    { ...set('keys', t('keys.show'), Keyboard, deeds.showKeys, 'keys help'), keys: '?' },
    set('settings', t('find.set'), Settings2, deeds.showSettings, 'settings'),
    set('leave', t('signin.out'), LogOut, () => void leave(), 'sign out'),
  ]
}

/**
 * Each typed word begins a word of the command; where words are not parted by spaces it stands
 * anywhere in it.
 */
export function isMatch({ label, also }: Pick<Command, 'label' | 'also'>, typed: string): boolean {
  const text = folded(`${label} ${also ?? ''}`)
  const words = text.split(/[^\p{L}\p{N}]+/u)
  return folded(typed)
    .split(/\s+/)
    .filter((part) => part !== '')
    .every((part) =>
      /\p{Script=Han}/u.test(part)
        ? text.includes(part)
        : words.some((word) => word.startsWith(part)),
    )
}

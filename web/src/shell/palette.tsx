// Finds and does: what is typed finds commands here and records on the server; the answer most
// often asked for stands in the row.
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { modelQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { t, type WordKey } from '@/base/words'
import { FoundLines } from '@/kit/find/found_row'
import { useFound } from '@/kit/find/use_found'
import { Key } from '@/kit/button'
import { Problem } from '@/kit/page'
import { entityByKey } from '@/model/catalogue'
import type { FoundRow, Model } from '@/model/types'
import { isMatch, type Command, type CommandGroup } from './commands'
import { iconOf } from './navigation'

interface FoundItem {
  kind: 'found'
  id: string
  row: FoundRow
}
type Item = Command | FoundItem
interface Group {
  label: string
  items: Item[]
}

interface PaletteProps {
  commands: Command[]
  /** What stands there before anything is typed. */
  hint: string
  /** Whether it looks for records, too. */
  finds: boolean
  /** What can be done with a text that no record has. */
  whenNowhere?: (text: string) => Command[]
  close: () => void
}

export function Palette({ commands, hint, finds, whenNowhere, close }: PaletteProps) {
  const { data: model } = useSuspenseQuery(modelQuery())
  const [typed, setTyped] = useState('')
  const found = useFound(finds ? typed : '')
  const run = useRun(model, close)
  const groups = groupsOf(commands, found.rows, typed)
  const forNew = found.isNowhere ? whenNowhere?.(typed.trim()) : undefined
  if (forNew?.length) groups.push({ label: t('find.none'), items: forNew })
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/25 dark:bg-black/50" />
        <Dialog.Popup
          data-modal
          aria-label={t('find.label')}
          className={classes(
            'fixed top-[11vh] left-1/2 z-50 flex max-h-[70vh] w-[680px] max-w-[94vw]',
            'animate-rise -translate-x-1/2 flex-col overflow-hidden rounded-lg bg-raise',
            'shadow-float outline-none max-md:top-0 max-md:max-h-dvh max-md:w-full',
            'max-md:max-w-none max-md:rounded-t-none low:top-0 low:max-h-dvh',
          )}
        >
          <Autocomplete.Root
            items={groups}
            mode="none"
            value={typed}
            onValueChange={setTyped}
            inline
            open
            autoHighlight="always"
            itemToStringValue={titleOf}
          >
            <div className="flex shrink-0 items-center gap-2.5 border-b border-line px-4">
              <Search size={16} aria-hidden className="shrink-0 text-ink-3" />
              <Autocomplete.Input
                autoFocus
                aria-label={t('find.label')}
                placeholder={hint}
                className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
              />
              <Dialog.Close className="rounded px-1 text-xs text-ink-3 max-md:p-2">
                {t('dialog.close')}
              </Dialog.Close>
            </div>
            {found.error && <Problem error={found.error} />}
            <Autocomplete.Empty className="px-4 text-ink-3 not-empty:py-4">
              {found.error
                ? null
                : t(found.isOffline ? 'find.offline' : found.isBusy ? 'find.busy' : 'find.none')}
            </Autocomplete.Empty>
            <Autocomplete.List
              aria-label={t('find.label')}
              className="min-h-0 flex-1 scroll-py-2 overflow-auto overscroll-contain px-2 pb-2 empty:p-0"
            >
              {(group: Group) => (
                <GroupList
                  key={group.label}
                  group={group}
                  model={model}
                  seesAll={found.seesAll}
                  run={run}
                />
              )}
            </Autocomplete.List>
            {found.hasMore && (
              <p className="shrink-0 border-t border-line px-4 py-2 text-xs text-ink-3">
                {t('find.go_on')}
              </p>
            )}
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function GroupList({
  group,
  model,
  seesAll,
  run,
}: {
  group: Group
  model: Model
  seesAll: boolean
  run: (item: Item) => void
}) {
  return (
    <Autocomplete.Group items={group.items}>
      <Autocomplete.GroupLabel className="eyebrow px-2.5 pt-2.5 pb-1">
        {group.label}
      </Autocomplete.GroupLabel>
      <Autocomplete.Collection>
        {(item: Item) => (
          <Autocomplete.Item
            key={item.id}
            value={item}
            onClick={() => run(item)}
            className={classes(
              'flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1',
              'data-highlighted:bg-selected max-md:min-h-11',
              item.kind === 'found' ? 'min-h-12' : 'min-h-8',
            )}
          >
            {item.kind === 'found' ? (
              <FoundText row={item.row} model={model} seesAll={seesAll} />
            ) : (
              <CommandText command={item} />
            )}
          </Autocomplete.Item>
        )}
      </Autocomplete.Collection>
    </Autocomplete.Group>
  )
}

function FoundText({ row, model, seesAll }: { row: FoundRow; model: Model; seesAll: boolean }) {
  const Icon = iconOf(row.entity)
  return (
    <>
      <Icon size={15} strokeWidth={1.8} aria-hidden className="shrink-0 text-ink-3" />
      <FoundLines row={row} model={model} seesAll={seesAll} />
    </>
  )
}

function CommandText({ command: { icon: Icon, label, keys } }: { command: Command }) {
  return (
    <>
      <Icon size={15} strokeWidth={1.8} aria-hidden className="shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {keys && <Key keys={keys} />}
    </>
  )
}

const titles: Record<CommandGroup, WordKey> = {
  here: 'find.here',
  do: 'find.do',
  go: 'find.go',
  set: 'find.set',
}
const order: CommandGroup[] = ['here', 'do', 'go', 'set']

const titleOf = (item: Item) => (item.kind === 'found' ? item.row.title : item.label)

/** Records come after what can be done at once, before settings; a group without items is none. */
function groupsOf(commands: Command[], rows: FoundRow[], typed: string): Group[] {
  const fitting = commands.filter((command) => isMatch(command, typed))
  const groups = order.map(
    (group): Group => ({
      label: t(titles[group]),
      items: fitting.filter((command) => command.group === group),
    }),
  )
  const found = rows.map((row): FoundItem => ({ kind: 'found', id: row.id, row }))
  groups.splice(3, 0, { label: t('find.found'), items: found })
  return groups.filter(({ items }) => items.length > 0)
}

/** Closes first: what runs may open a dialog of its own or want the focus. */
function useRun(model: Model, close: () => void) {
  const navigate = useNavigate()
  const open = ({ entity, id }: FoundRow) => {
    const plural = entityByKey(model, entity)?.plural
    if (plural) void navigate({ to: '/e/$plural/$id', params: { plural, id } })
  }
  return (item: Item) => {
    close()
    setTimeout(() => (item.kind === 'found' ? open(item.row) : item.run()))
  }
}

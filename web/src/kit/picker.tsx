// Choosing one of many by typing: a field whose list floats, and a list that stands open in a
// dialog.
import { classes } from '@/base/classes'
import { Combobox } from '@base-ui/react/combobox'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { search } from '@/api/calls'
import { t } from '@/base/words'
import { isComposing } from './keys'

export interface Pickable {
  id: string
  title: string
  hint?: string
}

const itemLook =
  'flex min-h-8 items-center gap-2 rounded-md px-2.5 py-1 outline-none ' +
  'data-highlighted:bg-hover max-md:min-h-11'

function Item({ item }: { item: Pickable }) {
  return (
    <Combobox.Item key={item.id} value={item} className={itemLook}>
      <span className="truncate">{item.title}</span>
      {item.hint && <span className="ml-auto truncate text-ink-3">{item.hint}</span>}
    </Combobox.Item>
  )
}

const sameId = (a: Pickable, b: Pickable) => a.id === b.id
const titleOf = (item: Pickable) => item.title

/** All items at hand; the list is always open. */
export function OpenPicker({
  items,
  label,
  choose,
  onType,
}: {
  items: Pickable[]
  label: string
  choose: (item: Pickable) => void
  onType?: (typed: string) => void
}) {
  return (
    <Combobox.Root
      items={items}
      inline
      open
      autoHighlight
      itemToStringLabel={titleOf}
      isItemEqualToValue={sameId}
      onValueChange={(item) => item && choose(item)}
      onInputValueChange={onType}
    >
      <div className="px-4 pt-3">
        <Combobox.Input autoFocus aria-label={label} placeholder={label} className="control" />
      </div>
      <Combobox.Empty className="px-6 text-ink-3 not-empty:py-3">{t('picker.none')}</Combobox.Empty>
      <Combobox.List
        aria-label={label}
        className="min-h-0 flex-1 overflow-auto p-2 pt-1.5 empty:p-0"
      >
        {(item: Pickable) => <Item key={item.id} item={item} />}
      </Combobox.List>
    </Combobox.Root>
  )
}

function FoundList({ label, empty }: { label: string; empty: string }) {
  return (
    <Combobox.Portal>
      <Combobox.Positioner sideOffset={4} className="z-[60] outline-none">
        <Combobox.Popup
          className={classes(
            'max-h-72 w-[var(--anchor-width)] min-w-52 overflow-auto',
            'rounded-md bg-raise p-1 shadow-float',
          )}
        >
          <Combobox.Empty className="px-2.5 text-ink-3 not-empty:py-1.5">{empty}</Combobox.Empty>
          <Combobox.List aria-label={label}>
            {(item: Pickable) => <Item key={item.id} item={item} />}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  )
}

interface LinkPickerProps {
  entity: string
  value: Pickable | null
  choose: (item: Pickable | null) => void
  id?: string
  label: string
  autoFocus?: boolean
  invalid?: boolean
  describedBy?: string
}

/** Records of one entity, found by the server while typing. */
export function LinkPicker({
  entity,
  value: given,
  choose: settle,
  id,
  label,
  autoFocus,
  invalid,
  describedBy,
}: LinkPickerProps) {
  const [typed, setTyped] = useState(given?.title ?? '')
  const [picked, setPicked] = useState(given)
  // Whoever keeps only the id has no title for what was picked here.
  const value = given && picked?.id === given.id ? picked : given
  const choose = (item: Pickable | null) => {
    setPicked(item)
    settle(item)
  }
  const wanted = typed.trim()
  const isSearch = wanted !== '' && wanted !== value?.title
  // No answer of the text before: Base UI highlights the first item once, and it must be one that
  // stays.
  const found = useQuery({
    queryKey: ['search', entity, wanted],
    queryFn: ({ signal }) => search(wanted, entity, signal),
    enabled: isSearch,
  })
  const settleEmpty = () => {
    if (typed.trim() === '' && value) choose(null)
  }
  const items: Pickable[] = isSearch
    ? (found.data ?? []).map(({ id: key, title }) => ({ id: key, title }))
    : value
      ? [value]
      : []
  return (
    <Combobox.Root
      items={items}
      filter={null}
      value={isSearch ? null : value}
      inputValue={typed}
      autoHighlight
      onInputValueChange={setTyped}
      // Null while retyping; an emptied field is settled on leaving it.
      onValueChange={(item) => item && choose(item)}
      itemToStringLabel={titleOf}
      isItemEqualToValue={sameId}
    >
      <Combobox.Input
        id={id}
        aria-label={label}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        autoFocus={autoFocus}
        placeholder={t('picker.type')}
        className="control"
        onFocus={(event) => event.target.select()}
        onBlur={settleEmpty}
        onKeyDown={(event) =>
          event.key === 'Enter' && !isComposing(event.nativeEvent) && settleEmpty()
        }
      />
      <FoundList
        label={label}
        empty={t(!isSearch ? 'picker.type' : found.isFetching ? 'list.loading' : 'picker.none')}
      />
    </Combobox.Root>
  )
}

import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import { t } from '@/base/words'
import { Button, IconButton } from '@/kit/button'
import { useIsPhone } from '@/kit/media'
import { Modal } from '@/kit/modal'
import type { Entity } from '@/model/types'
import { choosableOf, columnKeysOf, columnsOnPhones, usualKeysOf } from './columns'

interface ColumnsDialogProps {
  entity: Entity
  chosen: string[] | undefined
  apply: (keys: string[] | undefined) => void
  close: () => void
}

/** Which columns, and in which order: the chosen ones stand on top, as in the list. */
export function ColumnsDialog({ entity, chosen, apply, close }: ColumnsDialogProps) {
  const [keys, setKeys] = useState(() => columnKeysOf(entity, chosen))
  const all = new Map(choosableOf(entity).map((column) => [column.key, column.label]))
  const others = [...all.keys()].filter((key) => !keys.includes(key))
  const title = usualKeysOf(entity)[0]
  const isPhone = useIsPhone()
  const sub = isPhone ? t('columns.sub_phone', { n: columnsOnPhones + 1 }) : t('columns.sub')
  const move = (key: string, by: number) => {
    const from = keys.indexOf(key)
    const to = from + by
    // The title stays first.
    if (to < 1 || to >= keys.length) return
    setKeys(keys.toSpliced(from, 1).toSpliced(to, 0, key))
  }
  const toggle = (key: string) =>
    setKeys(keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key])
  const save = () => {
    apply(keys.join() === usualKeysOf(entity).join() ? undefined : keys)
    close()
  }
  return (
    <Modal title={t('columns.title')} sub={sub} open close={close} keeps>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
        className="flex min-h-0 flex-col"
      >
        <ul className="min-h-0 overflow-auto px-3 py-2">
          {[...keys, ...others].map((key) => {
            const isChosen = keys.includes(key)
            const label = all.get(key) ?? key
            return (
              <li
                key={key}
                className="flex min-h-8 items-center rounded-md hover:bg-hover max-md:min-h-11"
                onKeyDown={(event) => {
                  if (!event.altKey || !isChosen) return
                  if (event.key === 'ArrowUp') move(key, -1)
                  if (event.key === 'ArrowDown') move(key, 1)
                }}
              >
                <label className="flex min-w-0 flex-1 items-center gap-2 self-stretch px-2">
                  <input
                    type="checkbox"
                    checked={isChosen}
                    disabled={key === title}
                    onChange={() => toggle(key)}
                    className="size-4 shrink-0 accent-[var(--accent)]"
                  />
                  <span className="truncate">{label}</span>
                </label>
                {isChosen && key !== title && (
                  <>
                    <IconButton label={t('columns.up', { label })} onClick={() => move(key, -1)}>
                      <ArrowUp size={14} />
                    </IconButton>
                    <IconButton label={t('columns.down', { label })} onClick={() => move(key, 1)}>
                      <ArrowDown size={14} />
                    </IconButton>
                  </>
                )}
              </li>
            )
          })}
        </ul>
        <div className="flex shrink-0 items-center gap-1.5 border-t border-line px-4 py-3">
          <Button kind="ghost" className="-ml-2.5" onClick={() => setKeys(usualKeysOf(entity))}>
            {t('columns.usual')}
          </Button>
          <span className="flex-1" />
          <Button onClick={close}>{t('dialog.cancel')}</Button>
          <Button kind="primary" type="submit">
            {t('columns.apply')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

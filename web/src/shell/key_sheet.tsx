import { classes } from '@/base/classes'
import { t } from '@/base/words'
import { Key } from '@/kit/button'
import { useCurrentBindings, type KeyBinding } from '@/kit/keys'
import { Modal } from '@/kit/modal'

/** What works on the page underneath; those of a page still loading come with it. */
export default function KeySheet({ close }: { close: () => void }) {
  const { here, everywhere } = useCurrentBindings()
  return (
    <Modal title={t('keys.title')} open close={close} wide>
      <div className="grid gap-x-8 gap-y-4 overflow-auto px-4 pt-3 pb-5 sm:grid-cols-2">
        <Column title={t('keys.here')} bindings={here} />
        <Column title={t('keys.everywhere')} bindings={everywhere} />
      </div>
    </Modal>
  )
}

function Column({ title, bindings }: { title: string; bindings: KeyBinding[] }) {
  if (bindings.length === 0) return null
  return (
    <section>
      <h3 className="eyebrow mb-1">{title}</h3>
      <ul>
        {bindings.map((binding) => (
          <li
            key={binding.keys}
            className={classes(
              'flex h-7 items-center justify-between gap-3 border-b border-line',
              'last:border-0',
            )}
          >
            <span className="truncate">{binding.label}</span>
            <Key keys={binding.keys} />
          </li>
        ))}
      </ul>
    </section>
  )
}

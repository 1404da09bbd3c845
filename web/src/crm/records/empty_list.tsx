import { Link } from '@tanstack/react-router'
import { FileUp, Plus } from 'lucide-react'
import { t, within } from '@/base/words'
import { Button } from '@/kit/button'
import type { Entity, Me } from '@/model/types'

interface EmptyListProps {
  entity: Entity
  me: Me
  isFiltered: boolean
  clear: () => void
  create: () => void
}

/** Nothing to show, and the ways to something. */
export function EmptyList({ entity, me, isFiltered, clear, create }: EmptyListProps) {
  const mayImport = me.may.import && entity.may.create && entity.menu
  const text = isFiltered ? 'list.none_found' : entity.may.create ? 'list.none_yet' : 'list.none'
  return (
    <div className="mx-auto max-w-md px-6 py-10 text-center">
      <p className="text-ink-2">{t(text, { entities: entity.label_plural })}</p>
      <div className="mt-3 flex flex-wrap justify-center gap-1.5">
        {isFiltered && <Button onClick={clear}>{t('list.clear')}</Button>}
        {!isFiltered && entity.may.create && (
          <Button onClick={create}>
            <Plus size={15} aria-hidden />
            {t('form.new', { entity: within(entity.label) })}
          </Button>
        )}
        {!isFiltered && mayImport && (
          <Link to="/import" search={{ entity: entity.key }} className={linkLook}>
            <FileUp size={15} aria-hidden />
            {t('nav.import')}
          </Link>
        )}
      </div>
    </div>
  )
}

const linkLook =
  'inline-flex h-7 items-center gap-1.5 rounded-md border border-line-strong bg-raise px-2.5 ' +
  'font-medium hover:bg-hover max-md:h-10 max-md:px-3'

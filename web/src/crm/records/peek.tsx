import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Maximize2, X } from 'lucide-react'
import { entryQuery } from '@/api/queries'
import { t } from '@/base/words'
import { IconButton } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { Loading, Problem } from '@/kit/page'
import { allowedOf, titleOf } from '@/model/catalogue'
import type { Entity, Model } from '@/model/types'
import { ActsBar } from './acts_bar'
import { Pending } from './now_panel'
import { usePending } from './use_pending'
import { pendingOf } from './related'
import { FieldSections } from './field_sections'
import { askedElsewhere, ScriptPanel, useDueAfterScript } from './script_panel'
import { Timeline } from './timeline'

interface PeekProps {
  entity: Entity
  id: string
  model: Model
  currency: string
  close: () => void
}

/** A record beside the list: what there is to do with it, without leaving. */
export function Peek({ entity: every, id, model, currency, close }: PeekProps) {
  const record = useQuery(entryQuery(every.plural, id))
  const may = record.data?.may
  const entity = useMemo(() => allowedOf(every, may), [every, may])
  const dueOf = useDueAfterScript(entity)
  const opened = opportunitiesOf(model, entity)
  const { entries: open } = usePending(opened, id)
  const title = record.data ? titleOf(entity, record.data.entry) : entity.label
  return (
    <aside
      aria-label={t('peek.label')}
      className="flex w-[392px] shrink-0 flex-col border-l border-line"
    >
      <PeekKeys close={close} />
      <div className="flex h-10 shrink-0 items-center gap-1 border-b border-line pr-2 pl-4">
        <h2 className="min-w-0 flex-1 truncate font-semibold">{title}</h2>
        <Link
          to="/e/$plural/$id"
          params={{ plural: entity.plural, id }}
          aria-label={t('peek.open', { title })}
          title={t('peek.open', { title })}
          className="grid size-7 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
        >
          <Maximize2 size={14} />
        </Link>
        <IconButton label={t('dialog.close')} onClick={close}>
          <X size={15} />
        </IconButton>
      </div>
      {record.isPending && <Loading />}
      {record.error && !record.data && (
        <Problem error={record.error} retry={() => void record.refetch()} />
      )}
      {record.data && (
        <div key={id} className="flex min-h-0 flex-1 flex-col overflow-auto">
          <ActsBar
            entity={entity}
            loaded={record.data}
            title={title}
            currency={currency}
            isQuiet
            due={open.length > 0 ? undefined : dueOf(record.data.entry)}
          />
          {opened && open.length > 0 && <Pending related={opened} id={id} model={model} />}
          <ScriptPanel entity={entity} loaded={record.data} />
          <FieldSections
            entity={entity}
            loaded={record.data}
            model={model}
            currency={currency}
            without={askedElsewhere(entity)}
          />
          <div className="border-t border-line">
            <Timeline entity={entity} loaded={record.data} model={model} />
          </div>
        </div>
      )}
    </aside>
  )
}

const opportunitiesOf = (model: Model, about: Entity) =>
  pendingOf(model, about).find(({ entity }) => entity.key === 'opportunity')

/** First of its siblings, so that their keys win over these. */
function PeekKeys({ close }: { close: () => void }) {
  useKeys([{ keys: 'escape', label: t('peek.close'), run: close }])
  return null
}

import { useState } from 'react'
import { showMoment, showMomentFully } from '@/base/time'
import { t } from '@/base/words'
import { changesOf, headlineOf } from '@/model/journal'
import type { Included, JournalRow, Model } from '@/model/types'
import { nameOf } from '@/model/values'

const changesShown = 6

interface JournalListProps {
  rows: JournalRow[]
  model: Model
  about: { entity: string; id: string }
  included?: Included
}

export function JournalList({ rows, model, about, included = {} }: JournalListProps) {
  return (
    <ol className="space-y-2.5 border-l border-line pl-3">
      {rows.map((row) => (
        <JournalLine key={row.id} row={row} model={model} about={about} included={included} />
      ))}
    </ol>
  )
}

/** One act: what, when, what changed, who. */
export function JournalLine({
  row,
  model,
  about,
  included,
}: {
  row: JournalRow
  model: Model
  about: { entity: string; id: string }
  included: Included
}) {
  const [showsAll, setShowsAll] = useState(false)
  const changes = changesOf(row, model, included)
  const isSelfEvident = row.act === 'create' && row.entity === about.entity
  return (
    <li className={row.undone_by ? 'text-ink-3 line-through' : undefined}>
      <div className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1">{headlineOf(row, model, about)}</span>
        <time
          dateTime={row.at}
          title={showMomentFully(row.at)}
          className="num shrink-0 text-xs text-ink-3"
        >
          {showMoment(row.at)}
        </time>
      </div>
      {!isSelfEvident && changes.length > 0 && (
        <ul className="text-ink-2">
          {(showsAll ? changes : changes.slice(0, changesShown)).map((change) => (
            <li key={change.label} className="break-words">
              <span className="text-ink-3">{t('text.label', { label: change.label })}</span>
              {change.before !== '–' && <>{change.before} → </>}
              {change.after}
            </li>
          ))}
          {changes.length > changesShown && !showsAll && (
            <li>
              <button type="button" onClick={() => setShowsAll(true)} className="link">
                {t('timeline.more', { n: changes.length - changesShown })}
              </button>
            </li>
          )}
        </ul>
      )}
      <div className="text-xs text-ink-3">
        {nameOf(row.actor, included)}
        {row.on_behalf_of && ` ${t('timeline.for', { name: nameOf(row.on_behalf_of, included) })}`}
      </div>
    </li>
  )
}

// Who changed a rule, when and how; each change can be taken back.
import { useInfiniteQuery } from '@tanstack/react-query'
import { undoJournal } from '@/api/calls'
import { refreshRules, type Consequence, type Rule, type Span, type Texts } from '@/api/process'
import { queryClient, timelineQuery } from '@/api/queries'
import { showMoment, showMomentFully } from '@/base/time'
import { listOf } from '@/base/words'
import { Button } from '@/kit/button'
import { Loading, Problem } from '@/kit/page'
import { sayDone, sayError } from '@/kit/undo'
import type { JournalRow } from '@/model/types'
import { nameOf } from '@/model/values'
import { wordsOfText, type Subject } from './condition_words'
import { spanWords, textIn } from './rule'
import { deedNames, stateNames, toldNames } from './names'
import { t } from './words'

interface VersionsProps {
  rule: Rule
  of: Subject
  mayChange: boolean
}

export function Versions({ rule, of, mayChange }: VersionsProps) {
  const query = useInfiniteQuery(timelineQuery('guidelines', rule.id))
  if (query.isPending) return <Loading />
  if (query.error) return <Problem error={query.error} retry={() => void query.refetch()} />
  const rows = query.data.pages.flatMap((page) => page.data)
  const refresh = () => {
    void refreshRules()
    void queryClient.invalidateQueries({ queryKey: ['timeline', 'guidelines', rule.id] })
  }
  const takeBack = async (row: JournalRow) => {
    try {
      await undoJournal(row.id)
      sayDone(t('versions.taken_back'))
    } catch (error) {
      sayError(error)
    }
    refresh()
  }
  return (
    <>
      <ol className="divide-y divide-line">
        {rows.map((row, index) => (
          <li key={row.id} className="py-2" data-version={rule.version - index}>
            <div className="flex items-baseline gap-2">
              <b className="num shrink-0 font-medium">
                {t('versions.number', { n: rule.version - index })}
              </b>
              <span className="min-w-0 flex-1 truncate text-ink-2">
                {nameOf(row.actor, {}) || t('versions.house')}
              </span>
              <time
                dateTime={row.at}
                title={showMomentFully(row.at)}
                className="num shrink-0 text-xs text-ink-3"
              >
                {showMoment(row.at)}
              </time>
            </div>
            <div className="flex items-start gap-2">
              <ul
                className={row.undone_by ? 'flex-1 text-ink-3 line-through' : 'flex-1 text-ink-2'}
              >
                {row.act === 'create' ? (
                  <li>{t('versions.created')}</li>
                ) : (
                  linesOf(row, of).map((line) => (
                    <li key={line} className="break-words">
                      {line}
                    </li>
                  ))
                )}
                {row.act === 'undo' && <li className="text-ink-3">{t('versions.undo')}</li>}
              </ul>
              {mayChange && row.act === 'update' && !row.undone_by && (
                <Button kind="ghost" className="-mr-2.5" onClick={() => void takeBack(row)}>
                  {t('versions.take_back')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <Button kind="ghost" onClick={() => void query.fetchNextPage()}>
          {t('trial.more')}
        </Button>
      )}
    </>
  )
}

/** "Within: 1 day → 4 hours" */
function linesOf(row: JournalRow, of: Subject): string[] {
  const guideline = of.model.entities.find(({ key }) => key === 'guideline')
  return Object.entries(row.changes ?? {}).map(([key, pair]) => {
    const label = guideline?.fields.find((field) => field.key === key)?.label ?? key
    const [before, after] = Array.isArray(pair) ? pair : [null, pair]
    const [was, is] = [before, after].map((value) => saidOf(key, value, of))
    return t(before === null ? 'versions.set' : 'versions.changed', {
      label,
      was: was!,
      is: is!,
    })
  })
}

function saidOf(key: string, value: unknown, of: Subject): string {
  if (value === null || value === undefined || value === '') return t('versions.none')
  switch (key) {
    case 'within':
      return spanWords(value as Span)
    case 'sentence':
    case 'broken':
    case 'goal':
      return textIn(value as Texts)
    case 'warn':
      return `${Math.round(Number(value) * 100)} %`
    case 'state':
      return t(stateNames[value as 'on'])
    case 'tell': {
      const told = value as ('owner' | 'manager')[]
      return told.length ? listOf(told.map((one) => t(toldNames[one]))) : t('tell.nobody')
    }
    case 'then': {
      const rungs = value as Consequence[]
      return rungs.length ? listOf(rungs.map(consequenceWords)) : t('versions.none')
    }
    case 'start':
    case 'expect':
    case 'unless':
      return wordsOfText(String(value), of)
    case 'from':
      return of.entity.fields.find((field) => field.key === value)?.label ?? String(value)
    case 'restart': {
      const keys = value as string[]
      const label = (one: string) => of.entity.fields.find((f) => f.key === one)?.label ?? one
      return keys.length ? listOf(keys.map(label)) : t('versions.none')
    }
    case 'renew':
      return t(value ? 'rule.renew_again' : 'rule.renew_done')
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
}

function consequenceWords(one: Consequence): string {
  const deed = one.do === 'reassign' ? (one.to ?? 'rotation') : one.do
  const when = one.after ? `${t('rung.later')} ${spanWords(one.after)}` : t('rung.at_once')
  return `${when} ${t(deedNames[deed])}`
}

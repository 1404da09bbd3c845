// The way back to the guide, until its last step is done or somebody puts it away.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Rocket, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { meQuery } from '@/api/queries'
import { IconButton } from '@/kit/button'
import { keepDraft, readDraft } from '@/kit/drafts'
import { doneOf, isDone, startQuery, steps } from './calls'
import { t, tn } from './words'

const place = 'start put away'

export default function StartLine() {
  const { data: me } = useSuspenseQuery(meQuery)
  const [isAway, setIsAway] = useState(() => readDraft<boolean>(me.id, place) === true)
  const { data: state } = useQuery({ ...startQuery, staleTime: 60_000, enabled: !isAway })
  const isOver = !!state && isDone(state)
  // What is set up stays so; it is not asked for again with every look at the page.
  useEffect(() => {
    if (isOver) keepDraft(me.id, place, true)
  }, [isOver, me.id])
  if (isAway || isOver || !state || state.company.is_demo) return null
  const done = doneOf(state)
  const left = steps.filter((one) => !done[one]).length
  const putAway = () => {
    setIsAway(true)
    keepDraft(me.id, place, true)
  }
  return (
    <div
      data-start-line={left}
      className="flex shrink-0 items-center gap-2 border-b border-line bg-accent-soft py-1 pr-2 pl-4"
    >
      <Rocket size={15} aria-hidden className="shrink-0 text-accent-ink" />
      <p className="num min-w-0 flex-1">
        {t('line')} {tn('left', left)}.{' '}
        <Link to="/start" className="link inline-block py-0.5">
          {t('line_open')}
        </Link>
      </p>
      <IconButton label={t('line_away')} onClick={putAway}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  )
}

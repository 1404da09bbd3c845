// The way back to the guide from where one of its steps was done, until its last one is.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Rocket } from 'lucide-react'
import { isDone, startQuery } from './calls'
import { t } from './words'

export default function BackToStart() {
  const { data: state } = useQuery(startQuery)
  if (!state || state.company.is_demo || isDone(state)) return null
  return (
    <Link to="/start" className="link inline-flex items-center gap-1.5 max-md:py-2.5">
      <Rocket size={15} aria-hidden className="text-accent-ink" />
      {t('back')}
    </Link>
  )
}

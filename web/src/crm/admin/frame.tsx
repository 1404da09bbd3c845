// Admin: its sections as a list beside them, on a phone as a select above them.
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { meQuery } from '@/api/queries'
import { useKeys } from '@/kit/keys'
import { useIsPhone } from '@/kit/media'
import { Loading, Page } from '@/kit/page'
import type { Me } from '@/model/types'
import { NoSuchPage } from '@/kit/no_such_page'
import { sections, type AdminSection } from './sections'
import { t } from './words'

const mayAdminister = (me: Me) => me.may.administer

export default function AdminFrame() {
  const { section: path } = useParams({ from: '/shell/admin/$section' })
  const { data: me } = useQuery(meQuery)
  const isPhone = useIsPhone()
  const navigate = useNavigate()
  const place = sections.findIndex((one) => one.path === path)
  const go = (to: AdminSection | undefined) =>
    to && void navigate({ to: '/admin/$section', params: { section: to.path }, search: {} })
  useKeys([
    { keys: '[', label: t('previous'), isStep: true, run: () => go(sections[place - 1]) },
    { keys: ']', label: t('next'), isStep: true, run: () => go(sections[place + 1]) },
  ])
  const shown = sections[place]
  if (!me) return <Loading />
  if (!shown || !mayAdminister(me)) return <NoSuchPage />

  return (
    <Page
      title={t('title')}
      documentTitle={`${t(shown.label)} · ${t('title')}`}
      bar={isPhone && <SectionSelect shown={shown} go={go} />}
    >
      <div className="flex min-h-0 flex-1">
        {!isPhone && <SectionList />}
        {/* Positioned: what is hidden but for screen readers must not stretch the page. */}
        <div
          key={shown.path}
          data-scroller
          tabIndex={-1}
          className="relative min-w-0 flex-1 overflow-auto outline-none"
        >
          <Suspense fallback={<Loading />}>
            <shown.Component />
          </Suspense>
        </div>
      </div>
    </Page>
  )
}

function SectionList() {
  return (
    <nav
      aria-label={t('sections')}
      className="w-44 shrink-0 overflow-y-auto border-r border-line p-2"
    >
      <ul>
        {sections.map(({ path, label, icon: Icon }) => (
          <li key={path}>
            <Link
              to="/admin/$section"
              params={{ section: path }}
              search={{}}
              activeOptions={{ includeSearch: false }}
              className="flex h-[30px] items-center gap-2.5 rounded-md px-2 hover:bg-hover"
              inactiveProps={{ className: 'text-ink-2' }}
              activeProps={{
                className: 'bg-hover font-semibold text-ink',
                'aria-current': 'page' as const,
              }}
            >
              <Icon size={15} strokeWidth={1.8} aria-hidden className="shrink-0" />
              <span className="truncate">{t(label)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

interface SectionSelectProps {
  shown: AdminSection
  go: (to: AdminSection | undefined) => void
}

function SectionSelect({ shown, go }: SectionSelectProps) {
  return (
    <div className="shrink-0 border-b border-line px-2 py-1.5">
      <select
        aria-label={t('sections')}
        value={shown.path}
        onChange={(event) => go(sections.find((one) => one.path === event.target.value))}
        className="control"
      >
        {sections.map(({ path, label }) => (
          <option key={path} value={path}>
            {t(label)}
          </option>
        ))}
      </select>
    </div>
  )
}

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router'
import { lazy, Suspense, type ComponentType } from 'react'
import { enterFor } from '@/api/principal'
import { exceptionsQuery, meQuery, modelQuery, queryClient } from '@/api/queries'
import { ApiError } from '@/api/problem'
import { setTimeZone } from '@/base/time'
import { chosenLanguage, language, languageFor, setLanguage, useLanguage } from '@/base/words'
import { preferredBoard } from '@/kit/boards'
import { emptyCompany } from '@/kit/empty_company'
import { opportunityExtras } from '@/crm/opportunities/extras'
import { extendList } from '@/kit/list_extras'
import { NoSuchPage } from '@/kit/no_such_page'
import { Problem } from '@/kit/page'
import { fetched } from '@/kit/unfetched'
import { homeOf } from '@/shell/navigation'
import { Shell } from '@/shell/shell'

const ToastHost = lazy(() => import('@/shell/toasts'))

/**
 * A page of the shell, fetched late. It hears of another language itself, for the outlet it stands in
 * is not drawn anew; what is being typed there stays.
 */
const page = (load: () => Promise<{ default: ComponentType }>) =>
  lazyRouteComponent(async () => {
    const { default: Page } = await fetched(load)
    const InLanguage = () => {
      useLanguage()
      return <Page />
    }
    return { default: InLanguage }
  })

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

const root = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <Suspense>
        <ToastHost />
      </Suspense>
    </>
  ),
  notFoundComponent: () => <NoSuchPage />,
})

const door = () => import('@/shell/sign_in')

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string; forgotten?: string; email?: string } => ({
    next: text(search['next']),
    forgotten: text(search['forgotten']),
    email: text(search['email']),
  }),
  component: lazyRouteComponent(door, 'SignInPage'),
})

const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  validateSearch: (search): { token?: string } => ({ token: text(search['token']) }),
  component: lazyRouteComponent(door, 'ResetPage'),
})

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('@/shell/set_up/page'), 'SetUpPage'),
})

const startPage = () => import('@/crm/start/page')
emptyCompany.Page = lazy(startPage)
emptyCompany.Line = lazy(() => import('@/crm/start/line'))
emptyCompany.Back = lazy(() => import('@/crm/start/back'))
const exceptionsPage = () => import('@/crm/exceptions/page')
const dayPage = () => import('@/crm/day/page')
const planPage = () => import('@/crm/plans/page')
/** A list comes with what the nouns add to it: a key pressed at once finds its form there. */
const listPage = async () => {
  const [page, { leadExtras }] = await Promise.all([
    import('@/crm/records/list_page'),
    import('@/crm/leads/extras'),
  ])
  extendList('lead', leadExtras)
  extendList('opportunity', opportunityExtras)
  // In an order that is told by the arrow at its column.
  extendList('account', { sort: 'name' })
  extendList('contact', { sort: 'last_name' })
  extendList('product', { sort: 'name' })
  extendList('activity', { sort: '-happened_at' })
  return page
}
const boardPage = () => import('@/crm/opportunities/page')
const forecastPage = () => import('@/crm/opportunities/forecast_page')
const recordPage = () => import('@/crm/records/record_page')
const processPage = () => import('@/crm/process/page')
const importFilePage = () => import('@/crm/import/page')
const adminPage = () => import('@/crm/admin/frame')

let hasStarted = false
/**
 * What the first page will need is asked for together with who the reader is, not after it. The
 * language is a guess until then; a wrong one costs one more request.
 */
function startEarly(pathname: string) {
  if (hasStarted) return false
  hasStarted = true
  void queryClient.prefetchQuery(modelQuery())
  void queryClient.prefetchInfiniteQuery(exceptionsQuery('open'))
  void queryClient.prefetchInfiniteQuery(exceptionsQuery('warned'))
  void pageAt(pathname)?.()
  return true
}
const isReloaded = () =>
  performance
    .getEntriesByType('navigation')
    .some((entry) => (entry as PerformanceNavigationTiming).type === 'reload')

type PageFile = () => Promise<unknown>
/** By the first part of their address. */
const ownPages: Record<string, PageFile> = {
  '': exceptionsPage,
  day: dayPage,
  plan: planPage,
  process: processPage,
  import: importFilePage,
  start: startPage,
  admin: adminPage,
}
/** The file of the page at an address; undefined where there is none. */
export function pageAt(pathname: string): PageFile | undefined {
  const [first = '', plural, place] = pathname.split('/').slice(1)
  if (first !== 'e') return ownPages[first]
  if (plural === 'opportunities' && place === 'forecast') return forecastPage
  if (plural === 'opportunities' && (!place || place === 'board')) return boardPage
  return place ? recordPage : listPage
}

/** Everything behind the sign-in. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    const isFirst = startEarly(location.pathname)
    try {
      const me = await queryClient.ensureQueryData(meQuery)
      setTimeZone(me.time_zone ?? me.company.time_zone)
      if (!me.enters_for) enterFor(null) // somebody else has signed in here
      const guessed = language()
      await setLanguage(chosenLanguage() ?? languageFor(me.locale ?? guessed))
      if (language() !== guessed) {
        void queryClient.resetQueries({ queryKey: ['exceptions'] })
        void queryClient.invalidateQueries(meQuery) // names the role in the language that was guessed
      }
      await queryClient.ensureQueryData(modelQuery())
      const home = homeOf(me)
      if (isFirst && location.href === '/' && home !== '/' && !isReloaded())
        throw redirect({ to: home, replace: true })
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error
      if (error.code === 'not_set_up') throw redirect({ to: '/setup' })
      throw redirect({ to: '/sign-in', search: { next: location.href } })
    }
  },
  component: Shell,
  errorComponent: ({ error }) => (
    <main className="p-4">
      <Problem error={error} retry={() => location.reload()} />
    </main>
  ),
})

const exceptions = createRoute({
  getParentRoute: () => shell,
  path: '/',
  validateSearch: (search): { exception?: string; team?: string } => ({
    exception: text(search['exception']),
    team: text(search['team']),
  }),
  component: page(exceptionsPage),
})

const day = createRoute({
  getParentRoute: () => shell,
  path: '/day',
  component: page(dayPage),
})

const plan = createRoute({
  getParentRoute: () => shell,
  path: '/plan',
  validateSearch: (search): { month?: string; team?: string; show?: string } => ({
    month: text(search['month']),
    team: text(search['team']),
    show: text(search['show']),
  }),
  component: page(planPage),
})

const list = createRoute({
  getParentRoute: () => shell,
  path: '/e/$plural',
  validateSearch: (
    search,
  ): { filter?: string; sort?: string; columns?: string; peek?: string } => ({
    filter: text(search['filter']),
    sort: text(search['sort']),
    columns: text(search['columns']),
    peek: text(search['peek']),
  }),
  beforeLoad: ({ params: { plural }, search }) => {
    const board = preferredBoard(plural)
    const isPlain = Object.values(search).every((value) => value === undefined)
    if (board && isPlain) throw redirect({ to: board, search: {} })
  },
  component: page(listPage),
})

const board = createRoute({
  getParentRoute: () => shell,
  path: '/e/opportunities/board',
  validateSearch: (search): { filter?: string } => ({ filter: text(search['filter']) }),
  component: page(boardPage),
})

const forecast = createRoute({
  getParentRoute: () => shell,
  path: '/e/opportunities/forecast',
  validateSearch: (search): { filter?: string } => ({ filter: text(search['filter']) }),
  component: page(forecastPage),
})

const record = createRoute({
  getParentRoute: () => shell,
  path: '/e/$plural/$id',
  component: page(recordPage),
})

const admin = createRoute({
  getParentRoute: () => shell,
  path: '/admin',
  beforeLoad: () => {
    throw redirect({ to: '/admin/$section', params: { section: 'people' } })
  },
})

const adminSection = createRoute({
  getParentRoute: () => shell,
  path: '/admin/$section',
  validateSearch: (search): Record<string, string | undefined> =>
    Object.fromEntries(Object.entries(search).map(([key, value]) => [key, text(value)])),
  component: page(adminPage),
})

const process = createRoute({
  getParentRoute: () => shell,
  path: '/process',
  validateSearch: (search): { part?: string; rule?: string } => ({
    part: text(search['part']),
    rule: text(search['rule']),
  }),
  component: page(processPage),
})

const importPage = createRoute({
  getParentRoute: () => shell,
  path: '/import',
  validateSearch: (search): { entity?: string; job?: string; file?: string } => ({
    entity: text(search['entity']),
    job: text(search['job']),
    file: text(search['file']),
  }),
  component: page(importFilePage),
})

const start = createRoute({
  getParentRoute: () => shell,
  path: '/start',
  validateSearch: (search): { step?: string } => ({ step: text(search['step']) }),
  component: page(startPage),
})

const routeTree = root.addChildren([
  signIn,
  reset,
  setup,
  shell.addChildren([
    exceptions,
    list,
    board,
    forecast,
    record,
    admin,
    adminSection,
    day,
    plan,
    process,
    importPage,
    start,
  ]),
])

/**
 * Search parameters are plain text: ids have 64 bits, and read as JSON numbers they would be
 * rounded.
 */
function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  )
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

export const makeRouter = (history?: RouterHistory) =>
  createRouter({
    routeTree,
    history,
    stringifySearch,
    defaultPreload: 'intent',
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  })

export const router = makeRouter()

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

import { useSuspenseQuery } from '@tanstack/react-query'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { followEvents } from '@/api/events'
import { meQuery, modelQuery } from '@/api/queries'
import { classes } from '@/base/classes'
import { useChosenZone } from '@/base/time'
import { t, useLanguage } from '@/base/words'
import { callActOf } from '@/kit/acts/call_act'
import { focusPage } from '@/kit/focus'
import { press } from '@/kit/keys'
import { DrawerContext } from '@/kit/page'
import type { Entity } from '@/model/types'
import { BottomBar } from './bottom_bar'
import type { ShellDeeds } from './commands'
import { Dialogs, loadDialogs, type Opened } from './dialogs'
import { creatableOf, destinationsOf } from './navigation'
import { EnterForBar } from './enter_for_bar'
import { MissingHost } from './missing_host'
import { OfflineBar } from './offline_bar'
import { PlanHost } from './plan_host'
import { SessionKeeper } from './session_keeper'
import { Sidebar } from './sidebar'
import { useGlobalKeys } from './use_global_keys'

/** As by key: of the record that is open, where one is. */
const callHere = () => press('l')

export function Shell() {
  useLanguage()
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: model } = useSuspenseQuery(modelQuery())
  const [opened, setOpened] = useState<Opened | null>(null)
  const navigate = useNavigate()
  const destinations = destinationsOf(model, me)
  const zone = useChosenZone()
  useEffect(followEvents, [])
  useEffect(loadDialogs, [])

  const mayCall = model.entities.some((entity) => callActOf(entity))
  const deeds: ShellDeeds = {
    logCall: mayCall ? () => setOpened({ kind: 'call' }) : undefined,
    create: (entity: Entity, text?: string) => setOpened({ kind: 'new', entity, text }),
    goTo: ({ link }) => void navigate({ ...link, search: {} }).then(focusPage),
    enterFor: me.enters_for ? () => setOpened({ kind: 'enter for' }) : undefined,
    showKeys: () => setOpened({ kind: 'keys' }),
    showSettings: () => setOpened({ kind: 'settings' }),
  }
  const find = () => setOpened({ kind: 'find' })
  const mayCreate = creatableOf(destinations).length > 0
  const chooseNew = mayCreate ? () => setOpened({ kind: 'choose new' }) : undefined
  useGlobalKeys({ destinations, deeds, find, chooseNew })

  const sidebar = (leave?: () => void) => (
    <Sidebar
      me={me}
      model={model}
      destinations={destinations}
      leave={leave}
      find={find}
      chooseNew={chooseNew}
      openSettings={deeds.showSettings}
      enterFor={me.enters_for === 'team' ? deeds.enterFor : undefined}
    />
  )
  return (
    <DrawerContext value={() => setOpened({ kind: 'drawer' })}>
      <a
        href="#main"
        className={classes(
          'sr-only rounded-md bg-raise p-2 shadow-float focus:not-sr-only focus:fixed',
          'focus:top-2 focus:left-2 focus:z-50',
        )}
      >
        {t('nav.skip')}
      </a>
      <div className="flex h-full">
        <aside
          aria-label={t('nav.sidebar')}
          className="flex w-[212px] shrink-0 flex-col max-md:hidden"
        >
          {sidebar()}
        </aside>
        <div className="flex min-w-0 flex-1 flex-col">
          <OfflineBar user={me.id} />
          <EnterForBar />
          {/* In another zone every moment reads otherwise. */}
          <Outlet key={zone} />
          <BottomBar
            me={me}
            destinations={destinations}
            logCall={deeds.logCall && callHere}
            find={find}
          />
        </div>
      </div>
      {opened && (
        <Dialogs
          opened={opened}
          me={me}
          destinations={destinations}
          deeds={deeds}
          sidebar={sidebar}
          close={() => setOpened(null)}
        />
      )}
      <MissingHost currency={me.company.currency} />
      <PlanHost />
      <SessionKeeper me={me} />
    </DrawerContext>
  )
}

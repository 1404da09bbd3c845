import { Link } from '@tanstack/react-router'
import { t, within } from '@/base/words'
import { Page } from './page'

/** What stands there instead, and the ways on: `list` is that of what was looked for. */
export function NoSuchPage({ list }: { list?: { plural: string; label: string } }) {
  return (
    <Page title={t('error.not_found_title')}>
      <div className="p-4">
        <p className="mb-3 max-w-prose text-ink-2">{t('error.not_found')}</p>
        <p className="flex flex-wrap gap-x-4 gap-y-1">
          {list && (
            <Link to="/e/$plural" params={{ plural: list.plural }} className={wayOn}>
              {t('record.all', { entities: within(list.label) })}
            </Link>
          )}
          <Link to="/" className={wayOn}>
            {t('nav.exceptions')}
          </Link>
          <Link to="/day" className={wayOn}>
            {t('nav.day')}
          </Link>
        </p>
      </div>
    </Page>
  )
}

const wayOn = 'link inline-flex min-h-7 items-center max-md:min-h-10'

import { t } from '@/base/words'
import { Page } from './page'

export function NoSuchPage() {
  return (
    <Page title={t('error.not_found_title')}>
      <p className="p-4 text-ink-3">{t('error.not_found')}</p>
    </Page>
  )
}

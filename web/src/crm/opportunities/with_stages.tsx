import { useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { modelQuery } from '@/api/queries'
import { t } from '@/base/words'
import { Page } from '@/kit/page'
import { entityByKey } from '@/model/catalogue'
import type { Entity, Model } from '@/model/types'
import { stagesOf, type Stages } from './stages'

interface WithStagesProps {
  children: (parts: { entity: Entity; stages: Stages; model: Model }) => ReactNode
}

/** A company may have taken its opportunities away, or their stages. */
export function WithStages({ children }: WithStagesProps) {
  const { data: model } = useSuspenseQuery(modelQuery())
  const entity = entityByKey(model, 'opportunity')
  const stages = entity && stagesOf(entity)
  if (entity && stages) return children({ entity, stages, model })
  return (
    <Page title={t('error.not_found_title')}>
      <p className="p-4 text-ink-3">{t('error.not_found')}</p>
    </Page>
  )
}

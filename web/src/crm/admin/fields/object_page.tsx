import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, ListIcon } from 'lucide-react'
import { useState } from 'react'
import { changeEntity, removeEntity } from '@/api/model_changes'
import { rulesQuery } from '@/api/process'
import { viewsQuery } from '@/api/queries'
import { Button } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { entityByKey } from '@/model/catalogue'
import type { Entity, Model } from '@/model/types'
import { Part } from '../part'
import { AddField } from './add_field'
import { FieldRow } from './field_row'
import { NamesDialog } from './names_dialog'
import { useGo } from './place'
import { tell } from './send'
import { fieldsInOrder, moved, usesOf } from './uses'
import { t } from './words'

interface ObjectPageProps {
  entity: Entity
  model: Model
  /** The key of the field that stands open. */
  opened: string | undefined
}

/** One object: its names, its fields, and a row that adds one. */
export function ObjectPage({ entity, model, opened }: ObjectPageProps) {
  const [asksNames, setAsksNames] = useState(false)
  const { data: rules = [] } = useQuery(rulesQuery)
  const guidelines = rules.filter((rule) => rule.entity === entity.key)
  const { data: views } = useQuery({
    ...viewsQuery,
    enabled: !!entityByKey(model, 'saved_view'),
  })
  const go = useGo()
  const fields = fieldsInOrder(entity)
  useKeys([{ keys: 'u', label: t('all_objects'), run: () => go({}) }])

  const remove = async () => {
    const title = t('object_removed', { name: entity.label })
    if (await tell(title, removeEntity(entity.key))) go({}, true)
  }
  const order = (from: number, to: number) => {
    const keys = moved(
      fields.map(({ key }) => key),
      from,
      to,
    )
    const label = { en: entity.label }
    const layout = { list: keys.slice(0, columnsOfOwn), record: [{ label, fields: keys }] }
    void tell(t('order_changed'), changeEntity(entity.key, { layout }))
  }
  return (
    <>
      <div className="px-4 pt-3 max-md:px-3">
        <Link
          to="/admin/$section"
          params={{ section: 'fields' }}
          search={{}}
          className="link inline-flex min-h-6 items-center gap-1 no-underline hover:underline"
        >
          <ArrowLeft size={14} aria-hidden />
          {t('all_objects')}
        </Link>
      </div>
      <Part
        title={entity.label_plural}
        sub={t('fields_sub')}
        actions={
          <>
            <Link
              to="/e/$plural"
              params={{ plural: entity.plural }}
              className={
                'inline-flex h-7 items-center gap-1.5 rounded-md border border-line-strong ' +
                'bg-raise px-2.5 font-medium hover:bg-hover max-md:h-10'
              }
            >
              <ListIcon size={14} aria-hidden />
              {t('open_list')}
            </Link>
            <Button onClick={() => setAsksNames(true)}>{t('names')}</Button>
            {entity.own && (
              <Button kind="danger" onClick={() => void remove()}>
                {t('object_remove')}
              </Button>
            )}
          </>
        }
      >
        <AddField entity={entity} model={model} />
        <ul className="border-t border-line">
          {fields.map((field, index) => (
            <FieldRow
              key={field.key}
              entity={entity}
              model={model}
              field={field}
              uses={usesOf(field, entity, guidelines, views)}
              isOpen={opened === field.key}
              toggle={() =>
                go(
                  { object: entity.key, field: opened === field.key ? undefined : field.key },
                  true,
                )
              }
              move={
                entity.own
                  ? { up: () => order(index, index - 1), down: () => order(index, index + 1) }
                  : undefined
              }
            />
          ))}
        </ul>
      </Part>
      {asksNames && <NamesDialog entity={entity} close={() => setAsksNames(false)} />}
    </>
  )
}

/** As many as a list has that nobody has laid out. */
const columnsOfOwn = 6

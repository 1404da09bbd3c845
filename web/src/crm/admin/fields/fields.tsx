import { useSuspenseQuery } from '@tanstack/react-query'
import { modelQuery } from '@/api/queries'
import { entityByKey } from '@/model/catalogue'
import { ObjectPage } from './object_page'
import { Objects } from './objects'
import { usePlace } from './place'

/** What the company keeps: its objects, and the fields of each. */
export default function FieldsSection() {
  const { object, field } = usePlace()
  const { data: model } = useSuspenseQuery(modelQuery())
  const entity = object === undefined ? undefined : entityByKey(model, object)
  return entity ? (
    <ObjectPage key={entity.key} entity={entity} model={model} opened={field} />
  ) : (
    <Objects model={model} />
  )
}

import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { addEntity, changeEntity, type NewEntity } from '@/api/model_changes'
import { ApiError } from '@/api/problem'
import { Button } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { Pill } from '@/kit/marks'
import type { Entity, Model } from '@/model/types'
import { Part } from '../part'
import { freeKey, inMine, keyFrom, pluralOf } from './names'
import { useGo } from './place'
import { tell } from './send'
import { fieldsInOrder } from './uses'
import { t, tn } from './words'

/** All objects, the company's own first. */
export function Objects({ model }: { model: Model }) {
  const own = model.entities.filter((one) => one.own)
  const shipped = model.entities.filter((one) => !one.own)
  return (
    <Part title={t('objects')} sub={t('objects_sub')}>
      <NewObject model={model} />
      <Group title={t('own')} entities={own} empty={t('own_none')} />
      <Group title={t('in_menu')} entities={shipped.filter(({ menu }) => menu)} />
      <Group title={t('others')} entities={shipped.filter(({ menu }) => !menu)} />
    </Part>
  )
}

interface GroupProps {
  title: string
  entities: Entity[]
  empty?: string
}

function Group({ title, entities, empty }: GroupProps) {
  if (entities.length === 0 && !empty) return null
  return (
    <section aria-label={title} className="mb-4">
      <h3 className="eyebrow mb-1">{title}</h3>
      {entities.length === 0 && <p className="text-ink-3">{empty}</p>}
      <ul className="border-t border-line empty:border-0">
        {entities.map((entity) => (
          <li key={entity.key} className="border-b border-line">
            <Link
              to="/admin/$section"
              params={{ section: 'fields' }}
              search={{ object: entity.key }}
              className="flex min-h-9 items-center gap-2 rounded-md px-2 hover:bg-hover max-md:min-h-11"
            >
              <span className="font-medium">{entity.label}</span>
              {entity.label_plural !== entity.label && (
                <span className="min-w-0 truncate text-ink-3">{entity.label_plural}</span>
              )}
              {entity.own && <Pill tone="info">{t('is_own')}</Pill>}
              <span className="num ml-auto shrink-0 text-ink-3">
                {tn('fields', fieldsInOrder(entity).length)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

const isTaken = (error: unknown) =>
  error instanceof ApiError && error.errors.some(({ code }) => code === 'key_taken')

/** One of this name that was removed comes back, with its fields and its records. */
async function addOrBringBack(entity: NewEntity) {
  try {
    return await addEntity(entity)
  } catch (error) {
    if (!isTaken(error)) throw error
    return changeEntity(entity.key, {
      label: entity.label,
      label_plural: entity.label_plural,
      hidden: false,
    })
  }
}

/** A name is enough; the plural is made from it until somebody writes another one. */
function NewObject({ model }: { model: Model }) {
  const [name, setName] = useState('')
  const [plural, setPlural] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const go = useGo()
  useKeys([{ keys: 'n', label: t('object_add'), run: () => input.current?.focus() }])

  const add = async () => {
    if (!name.trim()) return input.current?.focus()
    const taken = model.entities.flatMap((one) => [one.key, one.plural])
    const key = freeKey(name, taken)
    setIsBusy(true)
    const isDone = await tell(
      t('object_added', { name: name.trim() }),
      addOrBringBack({
        key,
        plural: freeKey(pluralOf(keyFrom(name)), [...taken, key]),
        label: inMine(name),
        label_plural: inMine(plural ?? pluralOf(name)),
        title: ['name'],
        fields: { name: { kind: 'text', label: nameLabel, required: true } },
      }),
    )
    setIsBusy(false)
    if (isDone) go({ object: key })
  }
  return (
    <form
      noValidate
      className="mb-4 flex flex-wrap items-end gap-2 rounded-md border border-line p-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) void add()
      }}
    >
      <label className="min-w-0 flex-1 basis-48">
        <span className="mb-1 block font-medium">{t('object_name')}</span>
        <input
          ref={input}
          className="control"
          value={name}
          placeholder={t('object_name_hint')}
          autoComplete="off"
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label className="min-w-0 flex-1 basis-48">
        <span className="mb-1 block font-medium">{t('object_plural')}</span>
        <input
          className="control"
          value={plural ?? pluralOf(name)}
          autoComplete="off"
          maxLength={60}
          onChange={(event) => setPlural(event.target.value)}
        />
      </label>
      <Button kind="primary" type="submit" disabled={isBusy} shortcut="enter">
        {t('object_add')}
      </Button>
      <p className="basis-full text-xs text-ink-3">{t('object_rights')}</p>
    </form>
  )
}

/** What its records are called by, in each language of the page. */
const nameLabel = { en: 'Name', 'zh-CN': '名称' }

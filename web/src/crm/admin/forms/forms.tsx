import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Copy } from 'lucide-react'
import { entriesQuery, modelQuery } from '@/api/queries'
import { t as common } from '@/base/words'
import { Button } from '@/kit/button'
import { Pill } from '@/kit/marks'
import { Loading, Problem } from '@/kit/page'
import { say, sayError } from '@/kit/undo'
import { entityByKey, fieldOf } from '@/model/catalogue'
import type { Entry, Included, Model } from '@/model/types'
import { Part } from '../part'
import { NewForm } from './new_form'
import { frameOf, linkOf } from './snippet'
import { t, tn } from './words'

/** The forms of the web site: where they stand, and where what they bring goes. */
export default function FormsSection() {
  const { data: model } = useSuspenseQuery(modelQuery())
  const list = useInfiniteQuery(entriesQuery('forms', { sort: 'name' }))
  const pages = list.data?.pages ?? []
  const forms = pages.flatMap(({ data }) => data)
  const included: Included = Object.assign({}, ...pages.map((page) => page.included ?? {}))
  return (
    <Part title={t('title')} sub={t('sub')}>
      <NewForm model={model} />
      {list.error && <Problem error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && !list.error && <Loading />}
      {list.data && forms.length === 0 && (
        <p className="py-4 text-center text-ink-3">{t('empty')}</p>
      )}
      <ul>
        {forms.map((form) => (
          <FormCard key={form.id} form={form} model={model} included={included} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button onClick={() => void list.fetchNextPage()}>{common('list.more')}</Button>
      )}
    </Part>
  )
}

interface FormCardProps {
  form: Entry
  model: Model
  included: Included
}

function whom(form: Entry, included: Included): string {
  const name = (id: unknown) => (id ? (included[String(id)]?.title ?? `#${String(id)}`) : undefined)
  const team = name(form['team'])
  return name(form['owner']) ?? (team ? t('reps_of', { team }) : t('nobody'))
}

function FormCard({ form, model, included }: FormCardProps) {
  const name = String(form['name'])
  const makes = String(form['entity'])
  const asked = Array.isArray(form['fields']) ? form['fields'].length : 0
  const link = linkOf(location.origin, String(form['key']))
  const origins = Array.isArray(form['origins']) ? form['origins'] : []
  const entity = entityByKey(model, 'form')
  const originsLabel = (entity && fieldOf(entity, 'origins')?.label) ?? ''
  return (
    <li className="mb-3 rounded-md border border-line p-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="min-w-0 font-semibold break-words">{name}</h3>
        <Pill tone={form['active'] ? 'good' : 'neutral'}>
          {t(form['active'] ? 'open' : 'closed')}
        </Pill>
        <span className="num text-ink-3">{tn('asked', asked)}</span>
        <span className="ml-auto flex gap-3">
          <a
            href={link}
            target="_blank"
            rel="noreferrer"
            aria-label={t('try_of', { name })}
            className="link inline-flex min-h-6 items-center max-md:min-h-10"
          >
            {t('try')}
          </a>
          <Link
            to="/e/$plural/$id"
            params={{ plural: 'forms', id: form.id }}
            aria-label={t('change', { name })}
            className="link inline-flex min-h-6 items-center max-md:min-h-10"
          >
            {t('change_short')}
          </Link>
        </span>
      </div>
      <p className="mb-2 text-ink-2">
        {t('arrives', {
          entity: entityByKey(model, makes)?.label ?? makes,
          whom: whom(form, included),
        })}
      </p>
      <Lines label={t('link')} text={link} copyLabel={t('copy_link', { name })} />
      <Lines
        label={t('embed')}
        text={frameOf(link, name, asked)}
        copyLabel={t('copy_embed', { name })}
      />
      {origins.length === 0 && (
        <p className="mt-1 text-xs text-warn">{t('no_origins', { field: originsLabel })}</p>
      )}
    </li>
  )
}

/** Absent on plain http beyond localhost. */
async function copy(text: string) {
  try {
    await navigator.clipboard.writeText(text)
    say(t('copied'))
  } catch {
    sayError(new Error(t('not_copied')))
  }
}

interface LinesProps {
  label: string
  text: string
  copyLabel: string
}

function Lines({ label, text, copyLabel }: LinesProps) {
  return (
    <div className="flex items-start gap-2 py-1 max-md:flex-wrap">
      <span className="w-36 shrink-0 pt-1 text-ink-3 max-md:w-full">{label}</span>
      <code className="min-w-0 flex-1 rounded bg-hover px-2 py-1 text-xs break-all select-all">
        {text}
      </code>
      <Button aria-label={copyLabel} onClick={() => void copy(text)}>
        <Copy size={13} aria-hidden />
        {t('copy')}
      </Button>
    </div>
  )
}

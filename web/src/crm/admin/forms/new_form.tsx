import { useRef, useState } from 'react'
import { createEntry, undoJournal } from '@/api/calls'
import { freshKey } from '@/api/client'
import { queryClient } from '@/api/queries'
import { Button } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { sayDone } from '@/kit/undo'
import { entityByKey } from '@/model/catalogue'
import type { Model } from '@/model/types'
import { plainly } from '../fields/send'
import { askable } from './snippet'
import { t } from './words'

const refresh = () => queryClient.invalidateQueries({ queryKey: ['entries', 'forms'] })
/** What is asked unless somebody chooses otherwise. */
const usual = new Set(['first_name', 'last_name', 'company', 'name', 'email', 'phone'])

/** A name, what it makes, and what it asks for. */
export function NewForm({ model }: { model: Model }) {
  const [name, setName] = useState('')
  const [makes, setMakes] = useState('lead')
  const [chosen, setChosen] = useState<Record<string, boolean>>({})
  const [problem, setProblem] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useKeys([{ keys: 'n', label: t('add'), run: () => input.current?.focus() }])
  const entity = entityByKey(model, makes)
  const fields = entity ? askable(entity) : []
  const isAsked = (key: string) => chosen[key] ?? usual.has(key)
  const add = async () => {
    const title = name.trim()
    const keys = fields.map(({ key }) => key).filter(isAsked)
    if (!title || keys.length === 0) {
      setProblem(t(title ? 'fields_needed' : 'name_needed'))
      return input.current?.focus()
    }
    setProblem('')
    setIsBusy(true)
    try {
      const values = { name: title, entity: makes, fields: keys }
      const { journal } = await createEntry('forms', values, freshKey())
      void refresh()
      const takeBack = journal ? () => undoJournal(journal).then(refresh) : undefined
      sayDone(t('added', { name: title }), takeBack)
      setName('')
    } catch (error) {
      setProblem(plainly(error).message)
    }
    setIsBusy(false)
  }
  return (
    <form
      noValidate
      aria-label={t('add')}
      className="mb-4 rounded-md border border-line p-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) void add()
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <label className="min-w-0 flex-1 basis-48">
          <span className="mb-1 block font-medium">{t('name')}</span>
          <input
            ref={input}
            className="control"
            value={name}
            placeholder={t('name_hint')}
            autoComplete="off"
            maxLength={100}
            aria-invalid={(!!problem && !name.trim()) || undefined}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label className="min-w-0 basis-40">
          <span className="mb-1 block font-medium">{t('makes')}</span>
          <select
            className="control"
            value={makes}
            onChange={(event) => setMakes(event.target.value)}
          >
            {model.entities
              .filter(({ key, own }) => own || ['lead', 'contact', 'account'].includes(key))
              .map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
          </select>
        </label>
        <Button kind="primary" type="submit" disabled={isBusy} shortcut="enter">
          {t('add')}
        </Button>
      </div>
      <fieldset className="mt-2">
        <legend className="mb-1 font-medium">{t('asks')}</legend>
        <div className="flex flex-wrap gap-x-4">
          {fields.map(({ key, label }) => (
            <label key={key} className="flex min-h-7 items-center gap-1.5 max-md:min-h-10">
              <input
                type="checkbox"
                checked={isAsked(key)}
                onChange={(event) => setChosen({ ...chosen, [key]: event.target.checked })}
                className="size-4 accent-[var(--accent)]"
              />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      {problem && (
        <p role="alert" className="mt-2 text-bad">
          {problem}
        </p>
      )}
    </form>
  )
}

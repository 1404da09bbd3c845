// "Activities (Kind is Call): at least 5" by pickers.
import { useState } from 'react'
import { t as common } from '@/base/words'
import { Button } from '@/kit/button'
import { Modal } from '@/kit/modal'
import { entityByKey } from '@/model/catalogue'
import type { Comparison } from '@/model/condition'
import { printCondition } from '@/model/condition_print'
import type { Entity, Model } from '@/model/types'
import { readCondition } from '@/model/condition_parse'
import { ConditionEdit } from './condition_edit'
import type { Subject } from './condition_words'
import { hows, saidOf, type CountCondition, type How } from './count'
import { howNames } from './names'
import { t } from './words'

const opOf: Record<How, Comparison> = { at_least: 'ge', fewer: 'lt', exactly: 'eq' }

interface Countable {
  child: Entity
  link: string
  label: string
}

/** What hangs on such a record by a link. */
function countablesOf(entity: Entity, model: Model): Countable[] {
  return model.entities.flatMap((child) => {
    const links = child.fields.filter(({ link, kind }) => kind === 'link' && link === entity.key)
    return links.map(({ key, label }) => ({
      child,
      link: key,
      label: links.length > 1 ? `${child.label_plural} (${label})` : child.label_plural,
    }))
  })
}

interface CountDialogProps {
  of: Subject
  part: CountCondition | null
  finish: (part: CountCondition) => void
  close: () => void
}

export function CountDialog({ of, part, finish, close }: CountDialogProps) {
  const countables = countablesOf(of.entity, of.model)
  const nameOf = (one: { child: string; link: string }) => `${one.child} ${one.link}`
  const [name, setName] = useState(
    part ? nameOf(part.left) : countables[0] && `${countables[0].child.key} ${countables[0].link}`,
  )
  const said = part ? saidOf(part) : { how: 'at_least' as How, n: 1 }
  const [how, setHow] = useState<How>(said.how)
  const [n, setN] = useState(String(said.n))
  const [where, setWhere] = useState(
    part?.left.where ? printCondition(part.left.where, part.left.child) : '',
  )
  const [childKey = '', link = ''] = (name ?? '').split(' ')
  const child = entityByKey(of.model, childKey)
  const tree = child && where.trim() ? readCondition(where, child, of.model) : null
  const isGood = !!child && /^\d{1,5}$/.test(n) && (where.trim() === '' || tree !== null)
  return (
    <Modal title={t('count.title')} open close={close} keeps wide>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation() // the dialog stands inside another form
          if (!isGood) return
          finish({
            op: opOf[how],
            left: {
              kind: 'count',
              type: 'integer',
              child: childKey,
              plural: child.plural,
              link,
              where: tree,
            },
            right: { kind: 'literal', type: 'integer', value: String(Number(n)) },
          })
        }}
        className="flex min-h-0 flex-col"
      >
        <div className="min-h-0 space-y-3 overflow-auto px-4 pt-3 pb-3">
          <label className="block">
            <span className="eyebrow mb-1 block">{t('count.what')}</span>
            <select
              autoFocus
              value={name}
              onChange={(event) => {
                setName(event.target.value)
                setWhere('')
              }}
              className="control"
            >
              {countables.map((one) => (
                <option key={`${one.child.key} ${one.link}`} value={`${one.child.key} ${one.link}`}>
                  {one.label}
                </option>
              ))}
            </select>
          </label>
          <div className="flex gap-2">
            <select
              aria-label={common('filter.op')}
              value={how}
              onChange={(event) => setHow(event.target.value as How)}
              className="control"
            >
              {hows.map((one) => (
                <option key={one} value={one}>
                  {t(howNames[one])}
                </option>
              ))}
            </select>
            <input
              aria-label={common('filter.how_many')}
              inputMode="numeric"
              value={n}
              onChange={(event) => setN(event.target.value)}
              className="control w-24!"
            />
          </div>
          {child && (
            <div>
              <div className="eyebrow mb-1">{t('count.where')}</div>
              <ConditionEdit
                key={name}
                label={t('count.where')}
                text={where}
                of={{ ...of, entity: child }}
                change={setWhere}
                isCounted
              />
            </div>
          )}
        </div>
        <div className="flex shrink-0 justify-end gap-1.5 border-t border-line px-4 py-3">
          <Button onClick={close}>{common('dialog.cancel')}</Button>
          <Button kind="primary" type="submit" shortcut="enter" disabled={!isGood}>
            {common('filter.apply')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

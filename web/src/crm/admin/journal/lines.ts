// A line of the journal in words.
import type { JournalLine } from '@/api/office'
import { entityByKey } from '@/model/catalogue'
import { headlineOf } from '@/model/journal'
import type { Model } from '@/model/types'
import english from './words.en.json'
import { t } from './words'

const known = (key: string): key is keyof typeof english => key in english

/** What kind of thing it is about; the house's own tables have no label in the model. */
export function kindOf(line: JournalLine, model: Model): string {
  const entity = entityByKey(model, line.entity)
  const house = `house_${line.entity}`
  return entity?.label ?? (known(house) ? t(house) : line.entity.replaceAll('_', ' '))
}

/** "Changed", "Log a call". */
export const actOf = (line: JournalLine, model: Model): string =>
  headlineOf(line, model, { entity: line.entity, id: line.record })

export function channelOf({ channel }: JournalLine): string {
  const key = `channel_${channel}`
  return !channel || channel === 'hand' ? '' : known(key) ? t(key) : channel
}

/** Acts one may ask for: those of every record, and those of the chosen object. */
export function actsOf(model: Model, entity: string | undefined): [string, string][] {
  const line = (act: string) => ({ act, entity: entity ?? '', record: '' }) as JournalLine
  const general = ['create', 'update', 'remove', 'restore', 'undo', 'import', 'rule'].map(
    (act): [string, string] => [act, actOf(line(act), model)],
  )
  const ofEntity = entity === undefined ? undefined : entityByKey(model, entity)
  const all = ofEntity ? ofEntity.acts : model.entities.flatMap(({ acts }) => acts)
  return [...new Map([...general, ...all.map(({ key, label }): [string, string] => [key, label])])]
}

/** Lines of one act, which follow each other, as one; in their order. */
export function inActs(lines: JournalLine[]): JournalLine[][] {
  const acts: JournalLine[][] = []
  for (const line of lines) {
    const latest = acts.at(-1)
    if (latest?.[0]?.group === line.group) latest.push(line)
    else acts.push([line])
  }
  return acts
}

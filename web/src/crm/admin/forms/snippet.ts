// What is given to whoever looks after the web site.
import type { Entity, Field } from '@/model/types'

export const linkOf = (origin: string, key: string) => `${origin}/f/${encodeURIComponent(key)}`

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** A frame as high as a form of so many fields; the form has no scripts that could say it. */
export const frameOf = (link: string, title: string, fields: number) =>
  `<iframe src="${escaped(link)}" title="${escaped(title)}" width="100%" ` +
  `height="${240 + 76 * fields}" style="border:0"></iframe>`

/** What a visitor can be asked: no records, nothing the program fills in, nothing that steers the process. */
export const askable = (entity: Entity): Field[] =>
  entity.fields.filter(
    ({ kind, read_only: isReadOnly, right, steers }) =>
      !isReadOnly && !steers && right === 'edit' && kind !== 'link' && kind !== 'json',
  )

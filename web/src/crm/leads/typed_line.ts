// One typed line taken apart: "Maria Santos, Brightwater, +49 30 1234567, maria@example.com, fair".
// What it may mean comes from the model; whether it is right the server says.
import { fieldOf } from '@/model/catalogue'
import type { Choice, Entity, Field, Values } from '@/model/types'

/** A piece of the line and the field it was taken for; null where nothing fits. */
export interface Recognised {
  text: string
  field: string | null
  value: string
}

const separators = /[,;\t\n，；、]/
/** Whatever has an @ is meant as an address; a wrong one the server refuses, it is no job title. */
const email = /[^\s,;<>，；、]+@[^\s,;<>，；、]*|@[^\s,;<>，；、]+/u
/** In the midst of words a number is a telephone's only if it is written like one. */
const isPhoneLike = (text: string) => /^[+(0]/.test(text) || /\d[\s()./-]+\d/.test(text)
/** At least six digits with nothing but what people write between them; "+49 (0)30 1234-567 ext. 8". */
const phone = /\+?\(?\d[\d\s()./-]{4,}\d(?:\s*(?:ext|x|Durchwahl|转)\.?\s*\d{1,6})?/iu
const address = /(?:https?:\/\/|www\.)[^\s,;，；、]+/iu

const companyWords =
  /(?:^|[\s.])(?:gmbh|ag|kg|ohg|e\.?k|inc|ltd|llc|llp|plc|corp|co|company|group|s\.?a|s\.?l|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|oy|ab|as|aps|sarl|sas|kft|spółka|ооо|ао)\.?$/iu
const companyHan = /(?:公司|集团|厂|工厂|商行|银行|大学|研究院|事务所|工作室|科技)$/u
const isCompany = (text: string) => companyWords.test(text) || companyHan.test(text)
const compoundSurname =
  /^(?:欧阳|司马|上官|诸葛|司徒|东方|独孤|慕容|皇甫|尉迟|公孙|轩辕|令狐|宇文|夏侯)/u

/** Where a line's pieces may go. */
interface Places {
  names: string[]
  email?: Field
  phone?: Field
  url?: Field
  choices: Field[]
  texts: string[]
}

function placesOf(entity: Entity): Places {
  const open = entity.fields.filter((field) => field.right === 'edit' && !field.read_only)
  const first = (kind: Field['kind']) => open.find((field) => field.kind === kind)
  const has = (key: string) => open.some((field) => field.key === key)
  return {
    names: ['first_name', 'last_name'].filter(has),
    email: first('email'),
    phone: first('phone'),
    url: first('url'),
    // A question has its place in the call, not here.
    choices: open.filter((field) => field.kind === 'choice' && !field.question),
    texts: ['company', 'title'].filter(has),
  }
}

/** The pieces in the order they were typed. `also`: the entity as another language calls it and its choices. */
export function recogniseLine(line: string, entity: Entity, also?: Entity): Recognised[] {
  const places = placesOf(entity)
  const taken = new Set<string>()
  const pieces = line
    .split(separators)
    .flatMap((part) => cutOut(part, places))
    .filter(({ text }) => text !== '')
  const free = (key: string | undefined) =>
    key !== undefined && !taken.has(key) && taken.add(key) ? key : null
  const marked = pieces.map((piece) => ({ ...piece, field: free(piece.field ?? undefined) }))
  for (const piece of marked.filter(({ field }) => !field)) takeChoice(piece, places, also, free)
  placeTexts(
    marked.filter(({ field, text }) => !field && !email.test(text)),
    places,
    free,
  )
  return marked
}

/** Addresses and numbers are known wherever they stand, with or without a comma. */
function cutOut(part: string, { email: mail, phone: tel, url }: Places): Recognised[] {
  for (const [pattern, field] of [
    [email, mail],
    [address, url],
    [phone, tel],
  ] as const) {
    const found = field && pattern.exec(part)
    if (!found) continue
    const text = found[0].trim()
    if (field === tel && text !== part.trim() && !isPhoneLike(text)) continue
    const rest = [part.slice(0, found.index), part.slice(found.index + found[0].length)]
    const [before = [], after = []] = rest.map((one) =>
      cutOut(one, { email: mail, phone: tel, url, names: [], choices: [], texts: [] }),
    )
    return [...before, { text, field: field.key, value: text }, ...after]
  }
  const text = part.trim().replace(/\s+/g, ' ')
  return [{ text, field: null, value: text }]
}

type Free = (key: string | undefined) => string | null

function takeChoice(piece: Recognised, { choices }: Places, also: Entity | undefined, free: Free) {
  for (const field of choices) {
    const choice = choiceNamed(field, piece.text, also)
    if (!choice) continue
    piece.field = free(field.key)
    if (!piece.field) continue
    piece.value = choice
    return
  }
}

/** "Web site", "website" and "Web-Site" are one. */
const folded = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}_·]/gu, '')
    .toLowerCase()

/** What people write for a shipped choice that is labelled otherwise. */
const alsoCalled: Record<string, string[] | undefined> = { referral: ['转介绍', '转介', '介绍'] }

/** By its key or its label in any language that is known here, however it is spaced and written. */
function choiceNamed(field: Field, text: string, also: Entity | undefined): string | undefined {
  const wanted = folded(text)
  const isNamed = ({ key, label }: Choice) =>
    folded(key) === wanted || folded(label) === wanted || alsoCalled[key]?.includes(wanted)
  const other = also && fieldOf(also, field.key)
  const found = field.choices?.find(isNamed) ?? other?.choices?.find(isNamed)
  return found && field.choices?.find(({ key }) => key === found.key)?.key
}

/** The first is the person, unless it calls itself a company; then the company, then the job. */
function placeTexts(pieces: Recognised[], { names, texts }: Places, free: Free) {
  for (const piece of pieces) {
    const company = texts[0] === 'company' ? texts[0] : undefined
    if (company && isCompany(piece.text)) piece.field = free(company)
    if (piece.field) continue
    piece.field = free(names.length > 0 ? nameKey : undefined)
    for (const key of texts) piece.field ??= free(key)
  }
}

/** Both halves of a name in one piece. */
export const nameKey = 'name'

/** "Maria Santos", "Santos" or 王小明 as first and last name. */
export function splitName(name: string): { first_name?: string; last_name?: string } {
  const text = name.trim()
  const isHan = /^[\p{Script=Han}·]{2,6}$/u.test(text)
  if (isHan && !text.includes('·')) {
    const surname = compoundSurname.test(text) && text.length > 2 ? 2 : 1
    return { last_name: text.slice(0, surname), first_name: text.slice(surname) }
  }
  const words = text.split(/\s+/)
  if (words.length === 1) return text ? { last_name: text } : {}
  return { first_name: words.slice(0, -1).join(' '), last_name: words.at(-1) }
}

/** What is sent: a record's fields. */
export function valuesOf(pieces: Recognised[], entity: Entity): Values {
  const values: Values = {}
  for (const { field, value } of pieces) {
    if (!field || !value.trim()) continue
    if (field !== nameKey) values[field] = value.trim()
    else
      for (const [key, half] of Object.entries(splitName(value)))
        if (half && fieldOf(entity, key)) values[key] = half
  }
  return values
}

// What would keep a promise: read from what its guideline expects, so that a page can offer that first.
import type { Condition, CountTerm, LeftTerm } from './condition'
import { readCondition } from './condition_parse'
import type { Act, Entity, Model } from './types'

export interface Mends {
  /** Answers to the qualifying questions. */
  questions: boolean
  /** Something that happens with it: a call, a meeting, a note. */
  activity: boolean
  /** A call that is logged may be what is counted. */
  call: boolean
  /** A step of a playbook. */
  step: boolean
  /** The act that makes the record that is counted. */
  act: Act | undefined
  /** Own fields it looks at, in the order it names them. */
  fields: string[]
}

/** In what a company writes it stands for all qualifying questions. */
const allQuestions = '{questions}'

interface Named {
  fields: string[]
  counts: CountTerm[]
}

const leftOf = (term: LeftTerm): Named =>
  term.kind === 'count'
    ? { fields: [], counts: [term] }
    : { fields: term.via === null ? [term.field] : [], counts: [] }

function namedIn(condition: Condition): Named {
  switch (condition.op) {
    case 'constant':
      return { fields: [], counts: [] }
    case 'all':
    case 'any': {
      const parts = condition.parts.map(namedIn)
      return {
        fields: parts.flatMap(({ fields }) => fields),
        counts: parts.flatMap(({ counts }) => counts),
      }
    }
    case 'negate':
      return namedIn(condition.part)
    case 'changed':
      return { fields: condition.fields, counts: [] }
    default:
      return leftOf(condition.left)
  }
}

/** Whether what is counted may be of this kind: nothing in the count asks for another. */
function mayBe(where: Condition | null, field: string, key: string): boolean {
  if (!where) return true
  if (where.op === 'all') return where.parts.every((part) => mayBe(part, field, key))
  if (where.op === 'any') return where.parts.some((part) => mayBe(part, field, key))
  const isAbout = 'left' in where && where.left.kind === 'field' && where.left.field === field
  if (!isAbout) return true
  if (where.op === 'eq') return where.right.kind === 'literal' && where.right.value === key
  if (where.op === 'in')
    return where.list.some((term) => term.kind === 'literal' && term.value === key)
  return true
}

/** "open_opportunity" makes an opportunity. */
const actThatMakes = ({ acts }: Entity, child: string) =>
  acts.find(({ key }) => key.endsWith(`_${child}`))

/** Undefined: it cannot be read here, and anything may help. */
export function mendsOf(expect: string, entity: Entity, model: Model): Mends | undefined {
  const hasQuestions = expect.includes(allQuestions)
  const condition = readCondition(expect.replaceAll(allQuestions, 'true'), entity, model)
  if (!condition) return undefined
  const { fields, counts } = namedIn(condition)
  const activities = counts.filter(({ child }) => child === 'activity')
  const isQuestion = (key: string) => entity.fields.some((one) => one.key === key && one.question)
  return {
    questions: hasQuestions || fields.some(isQuestion),
    activity: activities.length > 0,
    call: activities.some(({ where }) => mayBe(where, 'kind', 'call')),
    step: counts.some(({ child }) => child === `${entity.key}_step`),
    act: counts.map(({ child }) => actThatMakes(entity, child)).find((act) => act !== undefined),
    fields: [...new Set(fields.filter((key) => !isQuestion(key)))],
  }
}

// A playbook as it is being written.
import type { Texts } from '@/api/process'
import { language } from '@/base/words'
import type { Entry, Values } from '@/model/types'
import { filledTexts } from './questions'
import { textIn } from './rule'

export interface Step {
  /** Keeps it apart from its like while it is being written. */
  row: number
  name: Texts
  /** As typed. */
  days: string
}
export interface Playbook {
  name: string
  stage: string
  steps: Step[]
}

let rows = 0
export const newStep = (): Step => ({ row: ++rows, name: {}, days: '3' })

interface KeptStep {
  name?: string | Texts
  days?: number
}

export const playbookOf = (entry: Entry): Playbook => ({
  name: String(entry['name'] ?? ''),
  stage: String(entry['stage'] ?? ''),
  steps: ((entry['steps'] ?? []) as KeptStep[]).map(({ name, days }, index) => ({
    // Kept ones are known by their place, so that drawing them anew gives the same ones.
    row: -1 - index,
    name: typeof name === 'string' ? { en: name } : (name ?? {}),
    days: String(days ?? 1),
  })),
})

export const areDaysGood = (days: string) => /^\d{1,4}$/.test(days.trim())
export const isPlaybookGood = ({ name, steps }: Playbook) =>
  name.trim() !== '' &&
  steps.length > 0 &&
  steps.every((step) => areDaysGood(step.days) && textIn(step.name).trim() !== '')

/** A step is called by its English name where it is kept; who writes none gives the one there is. */
const namesOf = (texts: Texts): Texts => {
  const filled = filledTexts(texts)
  return filled.en || language() === 'en' ? filled : { ...filled, en: textIn(filled) }
}

export const valuesOfPlaybook = ({ name, stage, steps }: Playbook): Values => ({
  name: name.trim(),
  stage: stage || null,
  steps: steps.map((step) => ({ name: namesOf(step.name), days: Number(step.days) })),
})

export const totalDays = ({ steps }: Playbook) =>
  steps.reduce((sum, { days }) => sum + (areDaysGood(days) ? Number(days) : 0), 0)

export const sameValues = (a: Playbook, b: Playbook) => {
  const plain = ({ name, stage, steps }: Playbook) =>
    JSON.stringify([
      name,
      stage,
      steps.map((s) => [s.name.en ?? '', s.name['zh-CN'] ?? '', s.days]),
    ])
  return plain(a) === plain(b)
}

// What was refused, as a person mends it.
import type { WrongValue } from './calls'

export interface Wrong {
  values: WrongValue[]
  /** There is no single cell to mend. */
  rows: WrongValue[]
}

export const wrongOf = (all: WrongValue[]): Wrong => ({
  values: all.filter(({ column }) => column !== ''),
  rows: all.filter(({ column }) => column === ''),
})

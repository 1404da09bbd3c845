// What an administrator sees instead of an empty list while his company has nothing to watch, and above a list that
// is no longer empty until the company is set up; the router says what.
import type { ComponentType } from 'react'

export const emptyCompany: {
  Page?: ComponentType
  Line?: ComponentType
  /** The way back to it from where one of its steps was done. */
  Back?: ComponentType
} = {}

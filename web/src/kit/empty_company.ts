// What an administrator sees instead of an empty list while his company has nothing to watch; the router says what.
import type { ComponentType } from 'react'

export const emptyCompany: { Page?: ComponentType } = {}

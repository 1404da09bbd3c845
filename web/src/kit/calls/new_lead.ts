// Who is looked for and nowhere found may be a new lead: its form is the nouns' own, put here by the shell.
import type { ComponentType } from 'react'
import type { NewFormProps } from '@/kit/list_extras'

export const newLead: { Form?: ComponentType<NewFormProps> } = {}

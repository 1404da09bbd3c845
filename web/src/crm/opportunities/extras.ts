import type { ListExtras } from '@/kit/list_extras'

/** The table of opportunities. */
export const opportunityExtras: ListExtras = { pulseInsteadOf: ['forecast_category'] }

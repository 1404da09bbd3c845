import type { ListExtras } from '@/kit/list_extras'
import { NewLead } from './new_lead'

/** Views of leads that come with the product; a company saves its own beside them. */
export const leadExtras: ListExtras = {
  views: [
    {
      key: 'untouched',
      label: 'leads.untouched',
      filter:
        'status = new and count(activities where kind = call and direction = outgoing) = 0' +
        ' and entered_at < now - 1 day',
      isCounted: true,
    },
    {
      key: 'no_opportunity',
      label: 'leads.no_opportunity',
      filter: 'status = qualified and count(opportunities) = 0',
    },
  ],
  sort: 'promise',
  NewForm: NewLead,
  pulseInsteadOf: ['phone', 'email', 'entered_at'],
}

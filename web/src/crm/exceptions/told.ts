// How somebody is told, in words.
import { t, type WordKey } from '@/base/words'
import type { Evidence, Told } from '@/model/types'

const channels = {
  mail: 'channel.mail',
  email: 'channel.mail',
  app: 'channel.app',
  digest: 'channel.digest',
} satisfies Record<string, WordKey>
export const channelName = (channel: string) =>
  channel in channels ? t(channels[channel as keyof typeof channels]) : channel

const states = {
  queued: 'told.queued',
  accepted: 'told.accepted',
  failed: 'told.failed',
  bounced: 'told.bounced',
  seen: 'told.seen',
  cancelled: 'told.cancelled',
} satisfies Record<Told['state'], WordKey>

/** Over what the other side has said of a mail, word by word: evidence for whoever asks for it. */
export const answerWord = ({ state }: Told): WordKey =>
  state === 'failed' || state === 'bounced' ? 'told.why' : 'told.answer'

/** What goes out at all goes out within minutes. */
const patienceMs = 10 * 60_000
export const waits = ({ state, at }: Told, now: number) =>
  state === 'queued' && now - Date.parse(at) > patienceMs

/** How far it has come; what is queued while no mail server is set up goes nowhere until there is one. */
export function stateName(told: Told, mail: Evidence['mail'], now: number): string {
  if (told.state === 'queued' && mail === 'not_configured') return t('told.no_server')
  if (waits(told, now)) return t('told.waits')
  return told.state in states ? t(states[told.state]) : told.state
}
/** Somebody should look after it. */
export const isStuck = (told: Told, mail: Evidence['mail'], now: number) =>
  told.state === 'queued' && (mail === 'not_configured' || waits(told, now))

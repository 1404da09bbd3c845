// How somebody is told, in words.
import { t, type WordKey } from '@/base/words'
import type { Told } from '@/model/types'

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
export const stateName = (state: Told['state']) => (state in states ? t(states[state]) : state)

/** What goes out at all goes out within minutes. */
const patienceMs = 10 * 60_000
export const waits = ({ state, at }: Told, now: number) =>
  state === 'queued' && now - Date.parse(at) > patienceMs

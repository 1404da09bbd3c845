// What of the house's health is worth a word. The limits are those at which a reader should do something.
import type { Health, MailHealth } from '@/api/office'
import { t, tn } from './words'

/** s; /readyz calls the server not ready from here on. */
const lateWatch = 300
/** s; a mail goes out within a minute where all is well. */
const lateMail = 900
const manyUnindexed = 1000
/** s; who loses more than a week loses too much. */
const oldBackup = 7 * 86_400
const littleSpace = 1024 ** 3
const noSpace = littleSpace / 5

export type State = 'good' | 'warn' | 'bad'

export interface Sign {
  key: 'watch' | 'mail' | 'backups' | 'jobs' | 'search' | 'disk'
  state: State
  /** What is. */
  fact: string
  /** What to do about it, where something is to be done. */
  advice?: string
}

export const isLate = ({ waiting, oldest_s: oldest = 0 }: MailHealth) =>
  waiting > 0 && oldest >= lateMail

/** "45 s", "12 min", "3 h", "2 d" */
export function showSpan(seconds: number): string {
  if (seconds < 90) return t('seconds', { n: Math.round(seconds) })
  if (seconds < 5400) return t('minutes', { n: Math.round(seconds / 60) })
  if (seconds < 129_600) return t('hours', { n: Math.round(seconds / 3600) })
  return t('days', { n: Math.round(seconds / 86_400) })
}

/** "820 MB", "12.4 GB" */
export function showBytes(bytes: number, language: string): string {
  const units = ['kB', 'MB', 'GB', 'TB']
  let size = bytes / 1024
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1024
    unit++
  }
  const digits = size < 10 ? 1 : 0
  return `${size.toLocaleString(language, { maximumFractionDigits: digits })} ${units[unit]}`
}

function mailSign(mail: MailHealth): Omit<Sign, 'key'> {
  if (!mail.configured) return { state: 'warn', fact: t('mail_none'), advice: t('mail_none_help') }
  const said = mail.trouble && t('mail_trouble', { trouble: mail.trouble })
  if (isLate(mail)) {
    const span = showSpan(mail.oldest_s ?? 0)
    return { state: 'bad', fact: t('mail_late', { span }), advice: said || t('mail_late_help') }
  }
  if (said) return { state: 'warn', fact: tn('mail_put_off', mail.waiting), advice: said }
  if (mail.failed > 0)
    return { state: 'warn', fact: tn('mail_failed', mail.failed), advice: t('mail_failed_help') }
  return {
    state: 'good',
    fact: mail.waiting > 0 ? tn('mail_waiting', mail.waiting) : t('mail_good'),
  }
}

function backupsSign({ possible, last_at }: Health['backups'], now: number): Omit<Sign, 'key'> {
  if (!possible) return { state: 'good', fact: t('backups_elsewhere') }
  if (!last_at) return { state: 'warn', fact: t('backups_none'), advice: t('backups_none_help') }
  const seconds = Math.max(0, (now - Date.parse(last_at)) / 1000)
  const span = showSpan(seconds)
  if (seconds <= oldBackup) return { state: 'good', fact: t('backups_good', { span }) }
  return { state: 'warn', fact: t('backups_old', { span }), advice: t('backups_old_help') }
}

function jobsSign({ waiting, running, failed }: Health['jobs']): Omit<Sign, 'key'> {
  if (failed > 0)
    return { state: 'warn', fact: tn('jobs_failed', failed), advice: t('jobs_failed_help') }
  const going = waiting + running
  return { state: 'good', fact: going > 0 ? tn('jobs_going', going) : t('jobs_good') }
}

function diskSign(free: number | null, language: string): Omit<Sign, 'key'> {
  if (free === null) return { state: 'good', fact: t('disk_unknown') }
  const fact = t('disk_free', { size: showBytes(free, language) })
  if (free >= littleSpace) return { state: 'good', fact }
  return { state: free < noSpace ? 'bad' : 'warn', fact, advice: t('disk_help') }
}

/** In the order in which they matter. */
export function signsOf(health: Health, language: string): Sign[] {
  const { watch, search } = health
  const late = watch.lag_s >= lateWatch
  const behind = search.behind >= manyUnindexed
  return [
    {
      key: 'watch',
      state: late ? 'bad' : 'good',
      fact: late ? t('watch_late', { span: showSpan(watch.lag_s) }) : t('watch_good'),
      advice: late ? t('watch_help') : undefined,
    },
    { key: 'mail', ...mailSign(health.mail) },
    { key: 'backups', ...backupsSign(health.backups, Date.parse(health.now)) },
    { key: 'jobs', ...jobsSign(health.jobs) },
    {
      key: 'search',
      state: behind ? 'warn' : 'good',
      fact: search.behind > 0 ? tn('search_behind', search.behind) : t('search_good'),
      advice: behind ? t('search_help') : undefined,
    },
    { key: 'disk', ...diskSign(health.disk.free_bytes, language) },
  ]
}

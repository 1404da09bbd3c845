// Long work on the server, waited for.
import { t } from '@/base/words'
import { readJob, undoJob, type Job } from './calls'

export const askEveryMs = 400
export const isGoing = ({ state }: Job) => state === 'queued' || state === 'running'

/** Asks until it has ended; `tell` hears how far it is. */
export async function finishedJob(job: Job, tell?: (job: Job) => void): Promise<Job> {
  let latest = job
  while (isGoing(latest)) {
    tell?.(latest)
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
    latest = await readJob(latest.id)
  }
  return latest
}

/** The job as it ended; one that has failed is an error with what the server says of it. */
export async function endOf(job: Job): Promise<Job> {
  const ended = await finishedJob(job)
  if (ended.state === 'failed') throw new Error(ended.result?.message ?? t('error.server'))
  return ended
}

/** Takes a job back, and waits until that is done. */
export async function takeBackJob(id: string): Promise<void> {
  await endOf(await undoJob(id))
}

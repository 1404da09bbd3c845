// Work that goes on in the background, until its end.
import { readJob, undoJob, type Job } from './calls'

const askEveryMs = 400

export const isGoing = ({ state }: Job) => state === 'queued' || state === 'running'

/** The job as it ended; one that failed is an error with what the server says of it. */
export async function endOf(job: Job): Promise<Job> {
  let now = job
  while (isGoing(now)) {
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
    now = await readJob(now.id)
  }
  if (now.state === 'failed') throw new Error(now.result?.message ?? now.id)
  return now
}

export const takeBackJob = async (id: string) => endOf(await undoJob(id))

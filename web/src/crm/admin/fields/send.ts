// What every change of the model has in common: it is told with Undo, or says why not.
import { ApiError, messageOf } from '@/api/problem'
import { sayDone, sayError, untilTold } from '@/kit/undo'

type TakeBack = (() => Promise<unknown>) | undefined

/** Answers whether it was done; a refusal is told as a toast, unless `refused` takes it. */
export async function tell(
  title: string,
  change: Promise<TakeBack>,
  refused?: (error: unknown) => boolean,
): Promise<boolean> {
  try {
    sayDone(title, await untilTold(change)) // the model is read anew before it is told
    return true
  } catch (error) {
    if (!refused?.(error)) sayError(plainly(error))
    return false
  }
}

/** What the server says of the fields it refused is more than that it refused some. */
export function plainly(error: unknown): Error {
  const told = error instanceof ApiError ? error.errors.map(({ message }) => message) : []
  if (told.length > 0) return new Error([...new Set(told)].join(' '))
  return error instanceof Error ? error : new Error(messageOf(error))
}

// RFC 9457 answers become one error type; texts come from the server in the reader's language.
import { t } from '@/base/words'
import { asRead } from './as_read'

interface FieldProblem {
  field: string
  code: string
  message: string
}

interface ProblemBody {
  title?: string
  detail?: string
  code?: string
  args?: Record<string, string>
  errors?: FieldProblem[]
  [extension: string]: unknown
}

export class ApiError extends Error {
  constructor(
    /** HTTP status; 0 = the server was not reached. */
    readonly status: number,
    readonly code: string,
    message: string,
    readonly errors: FieldProblem[] = [],
    readonly retryAfterSeconds: number | null = null,
    /** What the message speaks of, by name. */
    readonly args: Record<string, string> = {},
  ) {
    super(message)
    this.name = 'ApiError'
  }

  /** First message per field, for forms. */
  get byField(): Record<string, string> {
    const messages: Record<string, string> = {}
    for (const problem of this.errors) messages[problem.field] ??= problem.message
    return messages
  }

  /** The server did not hear it, or nobody knows: also where only what stands before it answers. */
  get isCutOff() {
    return this.status === 0 || ['http_502', 'http_503', 'http_504'].includes(this.code)
  }

  /** The key of the rule that stands in the way, where one does. */
  get guideline(): string | undefined {
    const isOfRule = this.code === 'used_by_guideline' || this.code === 'used_by_running'
    return isOfRule ? this.args.guideline : undefined
  }

  get isConflict() {
    return this.status === 409
  }
}

export async function problemFrom(response: Response): Promise<ApiError> {
  const body = await bodyOf(response)
  const message = asRead(body.detail || body.title || defaultMessage(response.status))
  const retryAfter = Number.parseInt(response.headers.get('Retry-After') ?? '', 10)
  return new ApiError(
    response.status,
    body.code ?? `http_${response.status}`,
    message,
    Array.isArray(body.errors)
      ? body.errors.map((one) => ({ ...one, message: asRead(one.message ?? '') }))
      : [],
    Number.isNaN(retryAfter) ? null : retryAfter,
    body.args,
  )
}

async function bodyOf(response: Response): Promise<ProblemBody> {
  try {
    const body: unknown = await response.json()
    return typeof body === 'object' && body !== null ? (body as ProblemBody) : {}
  } catch {
    return {} // a proxy's HTML page, or nothing at all
  }
}

function defaultMessage(status: number): string {
  if (status === 403) return t('error.forbidden')
  if (status === 404) return t('error.not_found')
  if (status === 429) return t('error.too_many')
  if (status >= 500) return t('error.server')
  return t('error.refused')
}

/** `isLost`: something was to be done that cannot wait. */
export const unreachable = (isLost = false) =>
  new ApiError(0, 'unreachable', t(isLost ? 'error.unreachable_lost' : 'error.unreachable'))

/** What it says of single fields is more than that it refused some. */
export const messageOf = (error: unknown): string => restOf(error, []) ?? generalOf(error)

const generalOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** What it says beyond what stands beside the `shown` fields; null: nothing. */
export function restOf(error: unknown, shown: string[]): string | null {
  if (!(error instanceof ApiError) || error.errors.length === 0) return generalOf(error)
  const told = error.errors.filter(({ field }) => !shown.includes(field))
  return [...new Set(told.map(({ message }) => message))].filter(Boolean).join(' ') || null
}

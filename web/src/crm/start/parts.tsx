import { useId, type FormEvent, type ReactNode } from 'react'
import { ApiError, restOf } from '@/api/problem'

export function Labelled({
  label,
  problem,
  children,
}: {
  label: string
  problem?: string
  children: (more: { id: string; 'aria-invalid'?: true; 'aria-describedby'?: string }) => ReactNode
}) {
  const id = useId()
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-invalid': problem ? true : undefined,
        'aria-describedby': problem ? `${id}-problem` : undefined,
      })}
      {problem && <Wrong id={`${id}-problem`} text={problem} />}
    </div>
  )
}

/** What is wrong with it, under a field; `id`: by which the field says that it is described here. */
export const Wrong = ({ id, text }: { id: string; text: string }) => (
  <p id={id} className="mt-1 text-xs text-bad">
    {text}
  </p>
)

/** What a refusal says of each field, and of none in particular. */
export function problemsOf(error: unknown, fields: string[]) {
  const byField = error instanceof ApiError ? error.byField : {}
  return { byField, general: error ? restOf(error, fields) : null }
}

export function General({ text }: { text: string | null }) {
  return (
    text && (
      <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-bad">
        {text}
      </p>
    )
  )
}

export const submitted = (act: () => void) => (event: FormEvent) => {
  event.preventDefault()
  act()
}

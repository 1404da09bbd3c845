import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '@/base/words'
import { IconButton } from '@/kit/button'
import { fieldsOf } from '@/model/catalogue'
import type { Entity } from '@/model/types'

const problemId = 'filter-problem'

export function FilterProblem({ text }: { text: string }) {
  return (
    <p role="alert" id={problemId} className="mt-1.5 w-full bg-bad-soft px-4 py-2 text-bad">
      {text}
    </p>
  )
}

/** A condition on what is listed here. */
export function filterExample(entity: Entity): string {
  const listed = fieldsOf(entity, entity.layout.list)
  const choice = listed.find((field) => field.kind === 'choice' && field.choices?.length)
  // The shortest: it is read whole in a narrow box.
  const keys = choice?.choices?.map(({ key }) => key).toSorted((a, b) => a.length - b.length)
  if (choice && keys) return `${choice.key} = ${keys[0]}`
  return `${entity.title} contains "a"`
}

interface FilterBoxProps {
  input: React.RefObject<HTMLInputElement | null>
  /** What stands in it: what no chip shows. */
  filter: string | undefined
  /** Whether anything is filtered, here or by chips. */
  isFiltered: boolean
  apply: (typed: string | undefined) => void
  problem: string | undefined
  example: string
}

/** Plain words find records that have them; a condition is added as it is written. */
export function FilterBox({ input, filter, isFiltered, apply, problem, example }: FilterBoxProps) {
  const [text, setText] = useState(filter ?? '')
  useEffect(() => setText(filter ?? ''), [filter])
  return (
    <form
      role="search"
      className="relative"
      onSubmit={(event) => {
        event.preventDefault()
        apply(text.trim() || undefined)
        setText('')
        input.current?.blur()
      }}
    >
      <input
        ref={input}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && input.current?.blur()}
        aria-label={t('list.filter_label')}
        placeholder={t('list.filter', { example })}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? problemId : undefined}
        className="control pr-8"
      />
      {(text || isFiltered) && (
        <IconButton
          label={t('list.clear')}
          onClick={() => {
            setText('')
            apply(undefined)
          }}
          className="absolute top-0 right-0 max-md:size-10"
        >
          <X size={14} />
        </IconButton>
      )}
    </form>
  )
}

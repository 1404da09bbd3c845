// What people read of a rule, in each language: its sentence, the goal it serves, the few words of a mail's subject.
import { useId } from 'react'
import { language, languages, type Language } from '@/base/words'
import type { Texts } from '@/api/process'
import type { Made } from './made_sentence'
import type { Draft } from './rule'
import { textNames } from './names'
import { t } from './words'

export interface RuleWordsProps {
  draft: Draft
  change: (draft: Draft) => void
  problems: Record<string, string>
  /** What stands where nobody has written any. */
  made: Made
}

const texts = ['sentence', 'goal', 'broken'] as const

export function RuleWords({ draft, change, problems, made }: RuleWordsProps) {
  return (
    <div className="grid gap-x-4 gap-y-3 md:grid-cols-2">
      {texts.map((key) => (
        <TextsInput
          key={key}
          label={t(textNames[key])}
          texts={draft[key]}
          change={(next) => change({ ...draft, [key]: next })}
          problem={problems[key]}
          placeholder={key === 'goal' ? undefined : made[key]}
          rows={key === 'broken' ? 1 : 2}
        />
      ))}
    </div>
  )
}

interface TextsInputProps {
  label: string
  texts: Texts
  change: (texts: Texts) => void
  problem?: string
  placeholder?: Texts
  rows?: number
}

const names = Object.entries(languages) as [Language, string][]

/** One text in each language; one of them is enough, so what is wrong stands at the reader's own. */
export function TextsInput(props: TextsInputProps) {
  const { label, texts, change, problem, placeholder, rows = 1 } = props
  const id = useId()
  return names.map(([key, name]) => {
    const isWrong = !!problem && key === language()
    const common = {
      value: texts[key] ?? '',
      lang: key,
      placeholder: placeholder?.[key],
      'aria-invalid': isWrong || undefined,
      'aria-describedby': isWrong ? id : undefined,
      className: 'control',
      onChange: (event: { target: { value: string } }) =>
        change({ ...texts, [key]: event.target.value }),
    }
    return (
      <label key={key} className="block min-w-0">
        <span className="eyebrow mb-1 block">
          {label} · {name}
        </span>
        {rows > 1 ? <textarea {...common} rows={rows} /> : <input {...common} autoComplete="off" />}
        {isWrong && (
          <span role="alert" id={id} className="mt-1 block text-xs text-bad">
            {problem}
          </span>
        )}
      </label>
    )
  })
}

// The choices of a question, each in every language, in their order.
import { Plus, X } from 'lucide-react'
import { languages, type Language } from '@/base/words'
import { Button, IconButton } from '@/kit/button'
import { Sortable } from '@/kit/sortable'
import type { WrittenChoice } from './questions'
import { textIn } from './rule'
import { t } from './words'

let rows = 0
export const newChoice = (): WrittenChoice => ({ key: '', row: `new ${++rows}`, label: {} })

interface ChoicesEditorProps {
  choices: WrittenChoice[]
  change: (choices: WrittenChoice[]) => void
}

const names = Object.entries(languages) as [Language, string][]

export function ChoicesEditor({ choices, change }: ChoicesEditorProps) {
  const put = (row: string, part: Partial<WrittenChoice>) =>
    change(choices.map((one) => (one.row === row ? { ...one, ...part } : one)))
  return (
    <fieldset>
      <legend className="eyebrow mb-1">{t('question.choices')}</legend>
      <Sortable
        label={t('question.choices')}
        items={choices}
        keyOf={({ row }) => row}
        nameOf={({ label }) => textIn(label) || t('question.new_choice')}
        move={(from, to) => {
          const next = choices.toSpliced(from, 1)
          change(next.toSpliced(to, 0, choices[from]!))
        }}
      >
        {(choice, index) => (
          <div className="flex items-center gap-1.5 py-1">
            {names.map(([key, name]) => (
              <input
                key={key}
                aria-label={t('question.choice', { n: index + 1, language: name })}
                lang={key}
                placeholder={name}
                value={choice.label[key] ?? ''}
                onChange={(event) =>
                  put(choice.row, { label: { ...choice.label, [key]: event.target.value } })
                }
                autoComplete="off"
                className="control min-w-0"
              />
            ))}
            <IconButton
              label={t('question.remove_choice', { choice: textIn(choice.label) || index + 1 })}
              onClick={() => change(choices.filter(({ row }) => row !== choice.row))}
            >
              <X size={14} aria-hidden />
            </IconButton>
          </div>
        )}
      </Sortable>
      <Button kind="ghost" className="-ml-2.5" onClick={() => change([...choices, newChoice()])}>
        <Plus size={14} aria-hidden />
        {t('question.add_choice')}
      </Button>
    </fieldset>
  )
}

import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { ArrowDown, ArrowUp, GripVertical, Merge, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { classes } from '@/base/classes'
import { language, languages, type Language } from '@/base/words'
import { IconButton } from '@/kit/button'
import { isComposing } from '@/kit/keys'
import { allLanguages } from './both_languages'
import { labelIn, type ChoiceRow } from './choice_rows'
import { t, type FieldsKey } from './words'

interface ChoiceLineProps {
  row: ChoiceRow
  index: number
  total: number
  place: (key: string, to: number) => void
  change: (row: ChoiceRow) => void
  /** Absent: a field keeps one choice at least. */
  remove?: () => void
  merge?: () => void
}

const tones = ['', 'neutral', 'info', 'good', 'warn', 'bad'] as const
const toneName = (tone: (typeof tones)[number]) => t(`tone_${tone || 'none'}` satisfies FieldsKey)

/** As the choice will look. */
const toneLook: Record<string, string> = {
  neutral: 'bg-hover! text-ink-2!',
  info: 'bg-accent-soft! text-accent-ink!',
  good: 'bg-good-soft! text-good!',
  warn: 'bg-warn-soft! text-warn!',
  bad: 'bg-bad-soft! text-bad!',
}

/** Dragged by its handle; dropped on another one it takes that one's place. */
function useSorting(row: ChoiceRow, index: number, place: ChoiceLineProps['place']) {
  const line = useRef<HTMLLIElement>(null)
  const handle = useRef<HTMLSpanElement>(null)
  const [isDragged, setIsDragged] = useState(false)
  const [from, setFrom] = useState<number | null>(null)
  const latest = useRef(index)
  latest.current = index
  useEffect(() => {
    if (!line.current || !handle.current) return
    const dragging = draggable({
      element: line.current,
      dragHandle: handle.current,
      getInitialData: () => ({ choice: row.key, index: latest.current }),
      onDragStart: () => setIsDragged(true),
      onDrop: () => setIsDragged(false),
    })
    const dropping = dropTargetForElements({
      element: line.current,
      canDrop: ({ source }) => 'choice' in source.data && source.data['choice'] !== row.key,
      onDragEnter: ({ source }) => setFrom(Number(source.data['index'])),
      onDragLeave: () => setFrom(null),
      onDrop: ({ source }) => {
        setFrom(null)
        place(String(source.data['choice']), latest.current)
      },
    })
    return () => {
      dragging()
      dropping()
    }
  }, [row.key, place])
  return { line, handle, isDragged, comesFrom: from }
}

export function ChoiceLine(props: ChoiceLineProps) {
  const { row, index, total, place, change, remove, merge } = props
  const { line, handle, isDragged, comesFrom } = useSorting(row, index, place)
  const label = labelIn(row, language())
  const onKeyDown = (event: React.KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (!event.altKey || by === 0) return
    event.preventDefault()
    place(row.key, index + by)
  }
  return (
    <li
      ref={line}
      data-choice={row.key}
      onKeyDown={onKeyDown}
      className={classes(
        'flex flex-wrap items-center gap-1.5 border-b border-line bg-sheet py-1',
        isDragged && 'opacity-40',
        comesFrom !== null &&
          (comesFrom < index ? 'border-b-2 border-b-accent' : 'border-t-2 border-t-accent'),
      )}
    >
      <span
        ref={handle}
        title={t('drag')}
        className="grid size-6 shrink-0 cursor-grab place-items-center text-ink-3 max-md:hidden"
      >
        <GripVertical size={14} aria-hidden />
      </span>
      <div className="grid min-w-0 flex-1 basis-56 grid-cols-2 gap-1.5 max-[400px]:grid-cols-1">
        {allLanguages.map((one) => (
          <LabelInput
            key={one}
            of={one}
            label={t('choice_in', { label, language: languages[one] })}
            saved={row.texts[one]}
            placeholder={one === 'en' ? label : row.texts.en}
            save={(text) => change({ ...row, texts: { ...row.texts, [one]: text } })}
          />
        ))}
      </div>
      <select
        aria-label={t('choice_colour', { label })}
        value={row.tone}
        onChange={(event) => change({ ...row, tone: event.target.value })}
        className={classes('control w-28! shrink-0', toneLook[row.tone])}
      >
        {tones.map((tone) => (
          <option key={tone} value={tone}>
            {toneName(tone)}
          </option>
        ))}
      </select>
      <span className="ml-auto flex shrink-0">
        <IconButton
          label={t('up', { label })}
          aria-disabled={index === 0}
          onClick={() => place(row.key, index - 1)}
        >
          <ArrowUp size={14} />
        </IconButton>
        <IconButton
          label={t('down', { label })}
          aria-disabled={index === total - 1}
          onClick={() => place(row.key, index + 1)}
        >
          <ArrowDown size={14} />
        </IconButton>
        {merge && (
          <IconButton label={t('choice_merge', { label })} onClick={merge}>
            <Merge size={14} />
          </IconButton>
        )}
        {remove && (
          <IconButton label={t('choice_remove', { label })} onClick={remove}>
            <Trash2 size={14} />
          </IconButton>
        )}
      </span>
    </li>
  )
}

interface LabelInputProps {
  of: Language
  label: string
  saved: string
  placeholder: string
  save: (text: string) => void
}

/** Leaving it or Enter saves, Escape gives back what was there. */
function LabelInput({ of, label, saved, placeholder, save }: LabelInputProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const settle = () => {
    setDraft(null)
    if (draft !== null && draft.trim() !== saved) save(draft.trim())
  }
  return (
    <input
      className="control"
      lang={of}
      aria-label={label}
      placeholder={placeholder}
      autoComplete="off"
      maxLength={60}
      value={draft ?? saved}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return
        if (event.key === 'Enter') settle()
        if (event.key === 'Escape') setDraft(null)
      }}
    />
  )
}

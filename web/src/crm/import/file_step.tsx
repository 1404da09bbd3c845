import { FileUp } from 'lucide-react'
import { useEffect, useRef, useState, type DragEvent } from 'react'
import { classes } from '@/base/classes'
import { Button } from '@/kit/button'
import { useIsPhone } from '@/kit/media'
import { Section } from './parts'
import { useAskBeforeLeaving } from './leaving'
import type { Import } from './use_import'
import { t } from './words'

/** Rows as they come from a spreadsheet or a mail. */
const isRows = (text: string) => text.trim().includes('\n')
const pastedName = 'pasted.csv'

export function FileStep({ state }: { state: Import }) {
  const { entities, entity, chooseEntity, isBusy } = state
  return (
    <>
      <Section title={t('what')} note={t('what_note')}>
        <select
          aria-label={t('what')}
          value={entity?.key}
          onChange={(event) =>
            chooseEntity(entities.find(({ key }) => key === event.target.value)!)
          }
          className="control max-w-72"
        >
          {entities.map(({ key, label_plural }) => (
            <option key={key} value={key}>
              {label_plural}
            </option>
          ))}
        </select>
      </Section>
      <Section title={t('file')}>
        <DropZone take={state.take} isBusy={isBusy} />
        <ul className="mt-2 max-w-prose space-y-0.5 text-ink-3">
          <li>{t('file_read')}</li>
          <li>{t('file_not_read')}</li>
        </ul>
      </Section>
      <Paste take={state.take} isBusy={isBusy} />
    </>
  )
}

/** Old workbooks too: whoever chooses one is told what to do. */
const accepted = [
  '.xlsx,.xlsm,.xls,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.csv,.tsv,.txt,.gz,text/csv,text/tab-separated-values,text/plain,application/gzip',
]

interface TakeProps {
  take: Import['take']
  isBusy: boolean
}

function DropZone({ take, isBusy }: TakeProps) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const isPhone = useIsPhone()
  const takeFirst = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file) void take(file, file.name)
  }
  const drag = (over: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setIsOver(over)
  }
  return (
    <div
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event)
        takeFirst(event.dataTransfer.files)
      }}
      className={classes(
        'flex flex-wrap items-center gap-3 rounded-md border border-dashed p-4',
        isOver ? 'border-accent bg-accent-soft' : 'border-line-strong',
      )}
    >
      <FileUp size={20} aria-hidden className="text-ink-3" />
      <span role="status" className="min-w-0 flex-1">
        {t(isBusy ? 'reading' : isPhone ? 'choose' : 'drop')}
      </span>
      <Button kind="primary" disabled={isBusy} onClick={() => input.current?.click()}>
        {t('choose_file')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accepted.join(',')}
        onChange={(event) => {
          takeFirst(event.target.files)
          event.target.value = '' // the same file, mended, can be chosen again
        }}
      />
    </div>
  )
}

/** Rows pasted anywhere on the page, or typed into the box. */
function Paste({ take, isBusy }: TakeProps) {
  const [text, setText] = useState('')
  const isPhone = useIsPhone()
  const takeRows = (rows: string) => void take(new Blob([rows], { type: 'text/csv' }), pastedName)
  useAskBeforeLeaving(text.trim() !== '')
  const latest = useRef(takeRows)
  latest.current = takeRows
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof Element && event.target.matches('input, textarea')) return
      const rows = event.clipboardData?.getData('text/plain') ?? ''
      if (isRows(rows)) latest.current(rows)
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [])
  return (
    <Section title={t('paste')} note={t(isPhone ? 'paste_note_phone' : 'paste_note')}>
      <textarea
        aria-label={t('paste')}
        rows={4}
        value={text}
        spellCheck={false}
        placeholder={t('paste_example')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && isRows(text))
            takeRows(text)
        }}
        className="control font-mono text-xs"
      />
      <Button
        className="mt-2"
        disabled={isBusy || !isRows(text)}
        shortcut="mod+enter"
        onClick={() => takeRows(text)}
      >
        {t('paste_take')}
      </Button>
    </Section>
  )
}

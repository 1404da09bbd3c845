import { languages, type Language } from '@/base/words'
import { allLanguages, type Texts } from './both_languages'
import { t } from './words'

interface TwoTextsProps {
  label: string
  texts: Texts
  change: (texts: Texts) => void
  autoFocus?: boolean
}

/** One text in each language, side by side. */
export function TwoTexts({ label, texts, change, autoFocus }: TwoTextsProps) {
  return (
    <fieldset className="mb-3 min-w-0">
      <legend className="mb-1 font-medium">{label}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {allLanguages.map((one, index) => (
          <TextIn
            key={one}
            of={one}
            label={`${label}, ${languages[one]}`}
            text={texts[one]}
            autoFocus={autoFocus && index === 0}
            placeholder={one === 'en' ? '' : t('same')}
            change={(text) => change({ ...texts, [one]: text })}
          />
        ))}
      </div>
    </fieldset>
  )
}

interface TextInProps {
  of: Language
  label: string
  text: string
  placeholder: string
  autoFocus?: boolean
  change: (text: string) => void
}

function TextIn({ of, label, text, placeholder, autoFocus, change }: TextInProps) {
  return (
    <label className="block min-w-0">
      <span aria-hidden className="mb-0.5 block text-xs text-ink-3" lang={of}>
        {languages[of]}
      </span>
      <input
        className="control"
        lang={of}
        aria-label={label}
        autoComplete="off"
        autoFocus={autoFocus}
        placeholder={placeholder}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
    </label>
  )
}

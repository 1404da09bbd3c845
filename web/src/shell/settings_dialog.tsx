import { useState } from 'react'
import { t } from '@/base/words'
import { Button } from '@/kit/button'
import { setKeysEnabled, useKeysEnabled } from '@/kit/keys'
import { Modal } from '@/kit/modal'
import type { Me } from '@/model/types'
import { PasswordDialog, PasswordLine } from './person/password'
import { ZoneSelect } from './person/zone_select'
import { keepLanguage, LanguageSelect, leave } from './settings'
import { setTheme, useTheme, type Theme } from './theme'

/** What a person sets for himself, and the way out. */
export default function Settings({
  me,
  close,
  openKeys,
  enterFor,
}: {
  me: Me
  close: () => void
  openKeys: () => void
  /** Absent for who enters for nobody. */
  enterFor?: () => void
}) {
  const theme = useTheme()
  const areKeysOn = useKeysEnabled()
  const [isPassword, setIsPassword] = useState(false)
  if (isPassword) return <PasswordDialog email={me.email} close={() => setIsPassword(false)} />
  return (
    <Modal
      title={me.name}
      sub={[me.email, me.team?.name].filter(Boolean).join(' · ')}
      open
      close={close}
    >
      <div className="space-y-3 px-4 pt-3 pb-4">
        <LanguageSelect choose={keepLanguage} />
        <ZoneSelect me={me} />
        <label className="flex items-center gap-3">
          <span className="w-28 shrink-0 text-ink-3">{t('theme.label')}</span>
          <select
            value={theme}
            onChange={(event) => setTheme(event.target.value as Theme)}
            className="control flex-1"
          >
            <option value="system">{t('theme.system')}</option>
            <option value="light">{t('theme.light')}</option>
            <option value="dark">{t('theme.dark')}</option>
          </select>
        </label>
        <label className="flex min-h-7 items-center gap-3">
          <span className="w-28 shrink-0 text-ink-3">{t('keys.title')}</span>
          <input
            type="checkbox"
            checked={areKeysOn}
            onChange={(event) => setKeysEnabled(event.target.checked)}
            className="size-4 accent-accent"
          />
          <span>{t('keys.single')}</span>
        </label>
        <PasswordLine open={() => setIsPassword(true)} />
        <div className="flex gap-1.5 border-t border-line pt-3">
          <Button onClick={openKeys} shortcut="?">
            {t('keys.show')}
          </Button>
          {enterFor && <Button onClick={enterFor}>{t('enter_for.open')}</Button>}
          <Button className="ml-auto" onClick={() => void leave()}>
            {t('signin.out')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

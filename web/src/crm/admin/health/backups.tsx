import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { endOf } from '@/api/jobs'
import { backupPath, backupsQuery, makeBackup, type Backup } from '@/api/office'
import { queryClient } from '@/api/queries'
import { classes } from '@/base/classes'
import { currentTime, showMoment, showMomentFully } from '@/base/time'
import { language } from '@/base/words'
import { Button } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { Pill } from '@/kit/marks'
import { Loading, Problem } from '@/kit/page'
import { say, sayError } from '@/kit/undo'
import { Part } from '../part'
import { showBytes, showSpan } from './state'
import { t } from './words'

const refresh = () => queryClient.invalidateQueries({ queryKey: backupsQuery.queryKey })

/** Copies of everything: make one, see which there are, know what restoring means. */
export default function BackupsSection() {
  const { data: backups, error, isPending, refetch } = useQuery(backupsQuery)
  const [isMaking, setIsMaking] = useState(false)
  const make = async () => {
    if (isMaking) return
    setIsMaking(true)
    try {
      const job = await makeBackup()
      void refresh()
      const { result } = await endOf(job)
      say(t('backup_made', { name: (result as { name?: string } | null)?.name ?? '' }))
    } catch (problem) {
      sayError(problem)
    }
    setIsMaking(false)
    void refresh()
  }
  useKeys([{ keys: 'n', label: t('backup_make'), run: () => void make() }])
  return (
    <Part
      title={t('backups')}
      sub={t('backups_sub')}
      actions={
        <Button kind="primary" shortcut="n" disabled={isMaking} onClick={() => void make()}>
          {t(isMaking ? 'backup_making' : 'backup_make')}
        </Button>
      }
    >
      {error && <Problem error={error} retry={() => void refetch()} />}
      {isPending && !error && <Loading />}
      {backups && <Age backups={backups} />}
      <ul className={classes('mb-5', !!backups?.length && 'border-t border-line')}>
        {backups?.map((backup) => (
          <li
            key={backup.name}
            className="flex min-h-9 flex-wrap items-center gap-x-3 border-b border-line px-2"
          >
            <span className="min-w-0 flex-1 basis-52 font-medium break-all">{backup.name}</span>
            <time
              dateTime={backup.at}
              title={showMomentFully(backup.at)}
              className="num text-ink-3"
            >
              {showMoment(backup.at)}
            </time>
            <span className="num w-20 text-right text-ink-2">
              {showBytes(backup.bytes, language())}
            </span>
            <Pill tone={backup.state === 'checked' ? 'good' : 'warn'}>
              {t(backup.state === 'checked' ? 'backup_checked' : 'backup_unfinished')}
            </Pill>
            <span className="w-20 text-right max-md:w-auto">
              {backup.state === 'checked' && (
                <a
                  href={backupPath(backup.name)}
                  download={backup.name}
                  aria-label={t('backup_download_of', { name: backup.name })}
                  className="link inline-flex min-h-6 items-center max-md:min-h-10"
                >
                  {t('backup_download')}
                </a>
              )}
            </span>
          </li>
        ))}
      </ul>
      <section aria-label={t('restore_title')} className="max-w-[720px]">
        <h3 className="font-semibold">{t('restore_title')}</h3>
        <p className="mb-1 text-ink-2">{t('restore_text')}</p>
        <p className="mb-2">
          <Command text="vigil restore --data NEW_FOLDER FILE" />
        </p>
        <p className="mb-1 text-ink-2">{t('restore_then')}</p>
        <p className="mb-2">
          <Command text="vigil serve --data NEW_FOLDER" />
        </p>
        <p className="text-ink-2">{t('restore_small')}</p>
      </section>
      <section aria-label={t('regular_title')} className="mt-5 max-w-[720px]">
        <h3 className="font-semibold">{t('regular_title')}</h3>
        <p className="mb-1 text-ink-2">{t('regular_text')}</p>
        <p>
          <Command text="vigil backup --data FOLDER FILE" />
        </p>
      </section>
    </Part>
  )
}

const Command = ({ text }: { text: string }) => (
  <code className="rounded bg-hover px-1.5 py-0.5 break-all">{text}</code>
)

/** s; older than this nobody would want to lose what was entered since. */
const oldBackup = 2 * 86_400

function Age({ backups }: { backups: Backup[] }) {
  const last = backups.find(({ state }) => state === 'checked')
  if (!last) return <p className="mb-3 text-warn">{t('backups_empty')}</p>
  const seconds = Math.max(0, (currentTime() - Date.parse(last.at)) / 1000)
  const isOld = seconds > oldBackup
  return (
    <p className={classes('mb-3', isOld ? 'text-warn' : 'text-ink-2')}>
      {t(isOld ? 'last_backup_old' : 'last_backup', { span: showSpan(seconds) })}
    </p>
  )
}

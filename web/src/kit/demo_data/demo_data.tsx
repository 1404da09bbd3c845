import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { readJob, type Job } from '@/api/calls'
import { call, freshKey } from '@/api/client'
import { queryClient } from '@/api/queries'
import { Button } from '@/kit/button'
import { Modal } from '@/kit/modal'
import { say, sayError } from '@/kit/undo'
import { t } from './words'

const clearDemo = async () =>
  (await call<Job>('POST', '/company/clear_demo', { body: {}, idempotencyKey: freshKey() })).data

const isGoing = ({ state }: Job) => state === 'queued' || state === 'running'

/** Demo records are for looking; before real work they go. */
export function DemoData() {
  const [isAsking, setIsAsking] = useState(false)
  const [job, setJob] = useState<string | undefined>()
  const navigate = useNavigate()
  const { data } = useQuery({
    queryKey: ['job', job],
    queryFn: ({ signal }) => readJob(job!, signal),
    enabled: job !== undefined,
    refetchInterval: ({ state }) => (state.data && !isGoing(state.data) ? false : 400),
  })
  const isOver = !!data && !isGoing(data)
  useEffect(() => {
    if (!isOver) return
    if (data.state === 'done') {
      say(t('gone'))
      // Name and clock are still the demo's: the guide begins with them.
      void navigate({ to: '/start', search: { step: 'company' } })
    } else sayError(new Error(data.result?.message ?? t('failed')))
    setJob(undefined)
    void queryClient.invalidateQueries()
  }, [isOver])
  const start = () => {
    setIsAsking(false)
    clearDemo().then(({ id }) => setJob(id), sayError)
  }
  return (
    <div className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-accent-soft px-3 py-2">
      <p className="min-w-52 flex-1">{t('about')}</p>
      {job ? (
        <p role="status" data-loading>
          {t('going')}
        </p>
      ) : (
        <Button onClick={() => setIsAsking(true)} aria-haspopup="dialog">
          {t('clear')}
        </Button>
      )}
      {isAsking && (
        <Modal title={t('clear')} open close={() => setIsAsking(false)}>
          <p className="px-4 pt-2">{t('sure')}</p>
          <div className="flex justify-end gap-1.5 px-4 pt-3 pb-4">
            <Button onClick={() => setIsAsking(false)}>{t('keep')}</Button>
            <Button kind="danger" onClick={start}>
              {t('clear')}
            </Button>
          </div>
        </Modal>
      )}
    </div>
  )
}

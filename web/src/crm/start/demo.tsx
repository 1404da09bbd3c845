import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { readJob, type Job } from '@/api/calls'
import { queryClient } from '@/api/queries'
import { Button } from '@/kit/button'
import { Modal } from '@/kit/modal'
import { say, sayError } from '@/kit/undo'
import { clearDemo } from './calls'
import { t } from './words'

const isGoing = ({ state }: Job) => state === 'queued' || state === 'running'

/** Demo records are for looking; before real work they go. */
export function Demo() {
  const [isAsking, setIsAsking] = useState(false)
  const [job, setJob] = useState<string | undefined>()
  const { data } = useQuery({
    queryKey: ['job', job],
    queryFn: ({ signal }) => readJob(job!, signal),
    enabled: job !== undefined,
    refetchInterval: ({ state }) => (state.data && !isGoing(state.data) ? false : 400),
  })
  const isOver = !!data && !isGoing(data)
  useEffect(() => {
    if (!isOver) return
    if (data.state === 'done') say(t('demo_gone'))
    else sayError(new Error(data.result?.message ?? t('demo_failed')))
    setJob(undefined)
    void queryClient.invalidateQueries()
  }, [isOver])
  const start = () => {
    setIsAsking(false)
    clearDemo().then(({ id }) => setJob(id), sayError)
  }
  return (
    <div className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-accent-soft px-3 py-2">
      <p className="min-w-52 flex-1">{t('demo')}</p>
      {job ? (
        <p role="status" data-loading>
          {t('demo_going')}
        </p>
      ) : (
        <Button onClick={() => setIsAsking(true)} aria-haspopup="dialog">
          {t('demo_clear')}
        </Button>
      )}
      {isAsking && (
        <Modal title={t('demo_clear')} open close={() => setIsAsking(false)}>
          <p className="px-4 pt-2">{t('demo_sure')}</p>
          <div className="flex justify-end gap-1.5 px-4 pt-3 pb-4">
            <Button onClick={() => setIsAsking(false)}>{t('demo_keep')}</Button>
            <Button kind="danger" onClick={start}>
              {t('demo_clear')}
            </Button>
          </div>
        </Modal>
      )}
    </div>
  )
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { find } from '@/api/calls'
import { byName } from './rank'

/** Short enough to feel immediate, long enough that a fast typist asks once a word. */
const pauseMs = 90

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    if (text === '') return setSettled('')
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** What the server finds for a text while it is being typed; the rows before stay meanwhile. */
export function useFound(typed: string) {
  const wanted = typed.trim()
  const text = useSettled(wanted)
  const { data, error, isFetching, isPaused } = useQuery({
    queryKey: ['find', text],
    queryFn: ({ signal }) => find(text, signal),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  })
  const isAsked = wanted !== ''
  return {
    rows: isAsked ? byName(data?.data ?? [], wanted) : [],
    /** The reader sees every opportunity. */
    seesAll: data?.all_opportunities === true,
    hasMore: isAsked && data?.complete === false,
    error: isAsked ? error : null,
    /** Asked once there is a connection again. */
    isOffline: isAsked && isPaused,
    isBusy: isAsked && (isFetching || text !== wanted),
    /** The server has answered, and knows nothing of it. */
    isNowhere: isAsked && !isFetching && text === wanted && !error && data?.data.length === 0,
  }
}

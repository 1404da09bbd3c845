// The state of an import on its way from a file to a check: what was uploaded, what was said about it.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { freshKey } from '@/api/client'
import { meQuery, modelQuery } from '@/api/queries'
import { keepDraft, readDraft } from '@/kit/drafts'
import type { Entity } from '@/model/types'
import { csvOf, isWorkbook, planOf, readBook, turnTo, type Book } from './book'
import { previewQuery, startImport, uploadFile, type ImportAsk, type Upload } from './calls'
import {
  askOf,
  importableIn,
  isOwnerless,
  isUnanswered,
  matchOf,
  noPlan,
  ownerOf,
  setOf,
  type Plan,
  type Wish,
} from './plan'

export type Step = 'file' | 'columns' | 'check'

/** What a reload must not lose. The file itself lies at the server. */
interface Way {
  entity: string | undefined
  upload: Upload
  step: Step
  plan: Plan
  typed: Plan['mended']
  check: string | undefined
}

const placeOf = (file: string) => `import/${file}`

/** `file`: one that was uploaded before; what was said about it is taken up again. */
export function useImport(wanted: string | undefined, file: string | undefined) {
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: model } = useSuspenseQuery(modelQuery())
  const entities = importableIn(model)
  const [kept] = useState(() => (file ? readDraft<Way>(me.id, placeOf(file)) : null))
  const [entityKey, setEntityKey] = useState(kept?.entity ?? wanted)
  const entity =
    entities.find(({ key }) => key === entityKey) ??
    entities.find(({ key }) => key === 'lead') ??
    entities[0]
  const [upload, setUpload] = useState<Upload | null>(kept?.upload ?? null)
  /** What the upload was made of, when it came as a workbook. */
  const [book, setBook] = useState<Book | null>(null)
  const [step, goTo] = useState<Step>(kept?.step ?? 'file')
  const [plan, setPlan] = useState<Plan>({ ...noPlan, ...kept?.plan })
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  /** Mended in the check, and not checked again yet. */
  const [typed, setTyped] = useState<Plan['mended']>(kept?.typed ?? {})
  const [checkJob, setCheckJob] = useState(kept?.check)
  /** How often it was tried to go on without an answer. */
  const [pressed, setPressed] = useState(0)

  useEffect(() => {
    const way = upload && { entity: entityKey, upload, step, plan, typed, check: checkJob }
    if (way) keepDraft<Way>(me.id, placeOf(upload.id), way)
  }, [me.id, entityKey, upload, step, plan, typed, checkJob])

  const { currency } = me.company
  const look = upload && entity ? askOf(upload.id, entity.key, { ...plan, mended: {} }) : null
  const { data, isPlaceholderData, error, isFetching } = useQuery(previewQuery(look))
  const preview = data

  const change = (more: Partial<Plan>) => setPlan((before) => ({ ...before, ...more }))
  const wholeAsk = (given: Plan): ImportAsk => ({
    ...askOf(upload!.id, entity!.key, given, {
      preview,
      set: setOf(given, entity!, currency),
      owner: ownerOf(entity!),
    }),
    match: matchOf(given, preview),
    historic: given.historic,
  })
  /** One thing at a time; what goes wrong stands on the page. */
  const busily = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    if (isBusy) return undefined
    setIsBusy(true)
    setProblem(null)
    try {
      return await work()
    } catch (failure) {
      setProblem(failure)
      return undefined
    } finally {
      setIsBusy(false)
    }
  }
  const send = async (read: Book | null, { file, name }: { file: Blob; name: string }) => {
    setUpload(await uploadFile(file, name))
    setBook(read)
    setPlan(planOf(read))
    setCheckJob(undefined)
    setTyped({})
    setPressed(0)
    goTo('columns')
  }
  const runCheck = (given: Plan) =>
    busily(async () => {
      const job = await startImport({ ...wholeAsk(given), dry_run: true }, freshKey())
      setCheckJob(job.id)
      setTyped({})
      goTo('check')
    })
  const mend = (more: Partial<Plan>) => {
    const next = { ...plan, ...more }
    setPlan(next)
    return runCheck(next)
  }

  return {
    me,
    model,
    entities,
    entity,
    currency,
    upload,
    step,
    plan,
    preview,
    /** A look that is only repeated changes nothing. */
    isLooking: isPlaceholderData || (isFetching && !data),
    problem: problem ?? error,
    isBusy,
    checkJob,
    change,
    goTo,
    mayChangeModel: me.may.change_model,
    chooseEntity: (next: Entity) => {
      setEntityKey(next.key)
      setPlan(({ delimiter, encoding, historic }) => ({
        ...planOf(book),
        delimiter,
        encoding,
        historic,
      }))
    },
    book,
    take: (file: Blob, name: string) =>
      busily(async () => {
        const read = (await isWorkbook(file)) ? await readBook(file, name) : null
        await send(read, read ? await csvOf(read) : { file, name })
      }),
    /** Another sheet of the workbook. */
    turnTo: (at: number) =>
      busily(async () => {
        const read = await turnTo(book!, at)
        await send(read, await csvOf(read))
      }),
    /** A field goes to one column: whoever had it before lets go of it. */
    wish: (header: string, wish: Wish) => {
      const field = 'field' in wish ? wish.field : null
      const before = field && preview?.columns.find((one) => one.field === field)?.header
      const others: Record<string, Wish> =
        before && before !== header ? { [before]: { skip: true } } : {}
      change({ wishes: { ...plan.wishes, ...others, [header]: wish } })
    },
    pressed,
    check: () =>
      isUnanswered(plan, preview) || (entity && ownerOf(entity) && isOwnerless(plan))
        ? setPressed((times) => times + 1)
        : void runCheck(plan),
    mend,
    typed,
    hasTyped: Object.keys(typed).length > 0,
    /** Undefined: as the file has it. */
    type: (column: string, value: string, draft: string | undefined) =>
      setTyped(({ [column]: before, ...others }) => {
        const { [value]: _, ...kept } = before ?? {}
        const all = draft === undefined ? kept : { ...kept, [value]: draft }
        return Object.keys(all).length > 0 ? { ...others, [column]: all } : others
      }),
    checkTyped: () => {
      const mended = { ...plan.mended }
      for (const [column, values] of Object.entries(typed))
        mended[column] = { ...mended[column], ...values }
      return mend({ mended })
    },
    start: async (): Promise<string | undefined> => {
      const job = await busily(() => startImport(wholeAsk(plan), freshKey()))
      return job?.id
    },
    startOver: () => {
      if (upload) keepDraft(me.id, placeOf(upload.id), null)
      setUpload(null)
      setBook(null)
      setPlan(noPlan)
      setTyped({})
      setCheckJob(undefined)
      setProblem(null)
      goTo('file')
    },
  }
}

export type Import = ReturnType<typeof useImport>

import { afterEach, expect, test, vi } from 'vitest'
import { ApiError } from '@/api/problem'
import { modelQuery, queryClient } from '@/api/queries'
import type { Entity, Field } from '@/model/types'
import { currentQuestion, missingFields, sendWhole } from './missing'

const field = (key: string, more: Partial<Field> = {}): Field => ({
  key,
  kind: 'text',
  label: key,
  required: false,
  read_only: false,
  right: 'edit',
  own: false,
  ...more,
})
const stage = field('stage', { kind: 'choice', choices: [{ key: 'lost', label: 'Lost' }] })
const entity = {
  key: 'opportunity',
  fields: [stage, field('note'), field('reason', { label: 'Why lost' })],
  may: { create: true, change: true, remove: true },
} as Entity
const lost = { stage: 'lost' }
const refusal = (...fields: string[]) =>
  new ApiError(
    422,
    'fields_refused',
    'Some fields need another look.',
    fields.map((one) => ({ field: one, code: 'required_when', message: 'Needed here.' })),
  )

afterEach(() => currentQuestion()?.close())

test('only other fields that are missing, and that the reader may fill, are asked for', () => {
  const keys = (error: unknown, of = entity, change: object = lost) =>
    missingFields({ entity: of }, change as typeof lost, error).map(({ key }) => key)
  expect(keys(refusal('reason', 'note'))).toEqual(['note', 'reason'])
  expect(keys(refusal('stage'))).toEqual([])
  expect(keys(refusal('reason', 'stage'))).toEqual([])
  expect(keys(refusal('reason', 'hidden'))).toEqual([])
  const bad = new ApiError(422, '', '', [{ field: 'reason', code: 'too_long', message: '' }])
  expect(keys(bad)).toEqual([])
  expect(keys(new Error('no'))).toEqual([])
  const seen = { ...entity, fields: [stage, field('reason', { right: 'see' })] }
  expect(keys(refusal('reason'), seen)).toEqual([])
})

test('what is missing is asked for, and goes out with the change as one', async () => {
  const send = vi.fn(async (change: object) => {
    if (!('reason' in change)) throw refusal('reason')
    return 'saved'
  })
  const done = sendWhole({ entity, sub: 'Brightwater' }, lost, send)
  await vi.waitFor(() => expect(currentQuestion()?.title).toBe('Lost: Why lost'))
  expect(currentQuestion()?.sub).toBe('Brightwater')
  await currentQuestion()?.answer({ reason: 'price' })
  expect(await done).toBe('saved')
  expect(send).toHaveBeenLastCalledWith({ stage: 'lost', reason: 'price' })
  expect(currentQuestion()).toBeNull()
})

test('left unanswered nothing is sent any more', async () => {
  const send = vi.fn(async () => Promise.reject(refusal('reason')))
  const done = sendWhole({ entity }, lost, send)
  await vi.waitFor(() => expect(currentQuestion()).not.toBeNull())
  currentQuestion()?.close()
  expect(await done).toBeUndefined()
  expect(send).toHaveBeenCalledTimes(1)
})

test('what turns out to be missing besides is asked for too, with what was answered', async () => {
  const send = vi.fn(async (change: object) => {
    if (!('reason' in change)) throw refusal('reason')
    if (!('note' in change)) throw refusal('note')
    return 'saved'
  })
  const done = sendWhole({ entity }, lost, send)
  await vi.waitFor(() => expect(currentQuestion()).not.toBeNull())
  await currentQuestion()?.answer({ reason: 'price' })
  expect(currentQuestion()?.fields.map(({ key, default: usual }) => [key, usual])).toEqual([
    ['reason', 'price'],
    ['note', undefined],
  ])
  await currentQuestion()?.answer({ reason: 'price', note: 'Too dear' })
  expect(await done).toBe('saved')
})

test('an empty answer is told by the form; a conflict is told to who asked', async () => {
  let next: unknown = refusal('reason')
  const done = sendWhole({ entity }, lost, async () => Promise.reject(next))
  const told = done.catch((error: unknown) => error)
  await vi.waitFor(() => expect(currentQuestion()).not.toBeNull())
  await expect(currentQuestion()?.answer({})).rejects.toBe(next)
  expect(currentQuestion()).not.toBeNull()
  next = new ApiError(409, 'version', 'Somebody was faster.')
  await currentQuestion()?.answer({ reason: 'price' })
  expect(await told).toBe(next)
  expect(currentQuestion()).toBeNull()
})

test('an act is asked for the fields of its record as a change is; what it asks itself stays with it', async () => {
  const act = { label: 'Close', fields: [field('day')] }
  const send = vi.fn(async (answers: object) => {
    if (!('reason' in answers)) throw refusal('reason')
    return 'done'
  })
  const done = sendWhole({ entity, act }, {}, send)
  await vi.waitFor(() => expect(currentQuestion()?.title).toBe('Close: Why lost'))
  expect(currentQuestion()?.label).toBe('Close')
  await currentQuestion()?.answer({ reason: 'price' })
  expect(await done).toBe('done')
  const withDay = { ...entity, fields: [...entity.fields, field('day')] }
  expect(missingFields({ entity: withDay, act }, {}, refusal('day'))).toEqual([])
})

test('many missing fields are counted, not listed', async () => {
  const many = ['a', 'b', 'c', 'd']
  const wide = { ...entity, fields: many.map((key) => field(key)) }
  const done = sendWhole({ entity: wide, act: { label: 'Qualify', fields: [] } }, {}, () =>
    Promise.reject(refusal(...many)),
  )
  await vi.waitFor(() => expect(currentQuestion()?.title).toBe('Qualify: 4 entries are missing'))
  currentQuestion()?.close()
  expect(await done).toBeUndefined()
})

test('what the model says is needed is asked for before anything is sent', async () => {
  const reason = field('reason', { label: 'Why lost', required_when: 'stage = lost' })
  const strict = { ...entity, fields: [stage, reason], layout: { list: [], record: [] }, acts: [] }
  queryClient.setQueryData(modelQuery().queryKey, {
    version: 1,
    language: 'en',
    entities: [strict as unknown as Entity],
  })
  const send = vi.fn(async (change: object) => change)
  const record = { stage: 'open', reason: null }
  const done = sendWhole({ entity: strict as unknown as Entity, record }, lost, send)
  await vi.waitFor(() => expect(currentQuestion()?.title).toBe('Lost: Why lost'))
  expect(send).not.toHaveBeenCalled()
  await currentQuestion()?.answer({ reason: 'price' })
  expect(await done).toEqual({ stage: 'lost', reason: 'price' })
  expect(send).toHaveBeenCalledOnce()
})

import { expect, test, vi } from 'vitest'
import { modelQuery, queryClient } from '@/api/queries'
import { cutLine } from '@/api/test_line'
import { testEntity } from '@/model/test_parts'
import { completeStep } from './steps'
import { showToasts, toasts } from './undo'

const { answer } = cutLine()
const step = testEntity('opportunity_step', {
  acts: [{ key: 'complete_step', label: 'Complete', fields: [] }],
})
const model = { version: 1, language: 'en', entities: [step] }
queryClient.setQueryData(modelQuery().queryKey, model)
showToasts()
const told = vi.spyOn(toasts, 'add')
const done = async () => {
  const before = told.mock.calls.length
  await completeStep('opportunities', '1', { id: '2', version: 1, name: 'Demo' }, false, 'Far Away')
  expect(told).toHaveBeenCalledTimes(before + 1)
  return told.mock.lastCall![0]
}

test('a step done names its opportunity', async () => {
  answer(200, {}, { 'Vigil-Journal': '7' })
  expect(await done()).toMatchObject({ title: 'Demo: done', description: 'Far Away' })
})

test('without a connection it says besides that it waits', async () => {
  expect((await done()).description).toBe('Far Away · Waits for the connection')
})

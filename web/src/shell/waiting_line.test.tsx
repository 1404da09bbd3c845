import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { bulkChange, changeEntry } from '@/api/calls'
import { queryClient } from '@/api/queries'
import { cutLine, keepOf } from '@/api/test_line'
import { change, useWaiting, waiting } from '@/api/waiting'
import { sendWaiting } from '@/kit/waiting/send'
import type { Entity, Model } from '@/model/types'
import { WaitingLine } from './waiting_line'

vi.mock('@tanstack/react-router', () => ({
  Link: ({ children }: { children: React.ReactNode }) => <a href="#there">{children}</a>,
}))

const text = (key: string, label: string) => ({
  key,
  kind: 'text',
  label,
  required: false,
  read_only: false,
  right: 'edit',
  own: false,
})
const lead = {
  key: 'lead',
  plural: 'leads',
  label: 'Lead',
  title: 'city',
  fields: [text('city', 'City')],
  acts: [{ key: 'log_call', label: 'Log a call', fields: [text('note', 'Note')] }],
} as unknown as Entity

const { answer, fetchMock } = cutLine()

function Lines() {
  return useWaiting().map((one) => <WaitingLine key={one.id} one={one} close={() => {}} />)
}
const show = () => {
  queryClient.clear()
  queryClient.setQueryData(['model', 'en'], { entities: [lead] } as unknown as Model)
  return render(
    <QueryClientProvider client={queryClient}>
      <Lines />
    </QueryClientProvider>,
  )
}

test('of a quarrel both sides are shown, who made theirs and when, and one chooses', async () => {
  await changeEntry('leads', '1', { city: 'Oslo' }, '"3"', {
    ...keepOf('Castor: City'),
    before: { '1': { city: 'Rome' } },
  })
  change(waiting()[0]!.id, { state: 'refused', why: 'Somebody was faster.', isQuarrel: true })
  fetchMock.mockImplementation(async (url) => {
    const isTimeline = String(url).includes('timeline')
    const row = {
      id: 'j1',
      at: new Date().toISOString(),
      actor: { id: 'u2', name: 'Chen Li' },
      entity: 'lead',
      record: '1',
      act: 'update',
      changes: { city: ['Rome', 'Bern'] },
    }
    return new Response(
      JSON.stringify(
        isTimeline ? { data: [row], next: null } : { id: '1', version: 4, city: 'Bern' },
      ),
    )
  })
  show()
  await screen.findByText(/Chen Li changed this to “Bern”/)
  screen.getByText('Oslo')
  expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Take theirs' }))
  await waitFor(() => expect(waiting()).toEqual([]))
})

test('what was refused for another reason shows all that was entered', async () => {
  await changeEntry('leads', '1', { city: '' }, '"3"', keepOf('Castor: City'))
  change(waiting()[0]!.id, { state: 'refused', why: 'It is gone.' })
  show()
  await screen.findByText(/It is gone/)
  screen.getByText('(empty)')
  answer(200)
  screen.getByRole('button', { name: 'Send again' })
  screen.getByRole('button', { name: 'Discard' })
})

test('of many, those that somebody else changed are named with what they say by now', async () => {
  const many = { ids: ['1', '2'] }
  await bulkChange(
    'leads',
    many,
    { change: { city: 'Oslo' } },
    {
      said: 'City: Oslo – 2 records',
      about: { entity: 'lead', ids: ['1', '2'] },
      before: { '1': { city: 'Rome' }, '2': { city: 'Rome' } },
    },
  )
  change(waiting()[0]!.id, { state: 'refused', why: 'Somebody changed 1.', isQuarrel: true })
  fetchMock.mockImplementation(() =>
    Promise.resolve(
      new Response(
        JSON.stringify({
          data: [
            { id: '1', version: 2, city: 'Rome' },
            { id: '2', version: 2, city: 'Bern' },
          ],
        }),
      ),
    ),
  )
  show()
  await screen.findByText(/Bern/)
  expect(screen.queryByText(/Rome/)).toBeNull()
  screen.getByRole('button', { name: 'Keep mine' })
})

test('what was removed meanwhile says so, shows what was entered, and comes back where one may', async () => {
  await changeEntry('leads', '1', { city: 'Oslo' }, '"3"', keepOf('Castor: City'))
  answer(404, { code: 'not_found', detail: 'There is no such record.' })
  await sendWaiting()
  const may = { change: false, remove: false, acts: ['restore'] }
  fetchMock.mockImplementation(() =>
    Promise.resolve(new Response(JSON.stringify({ id: '1', version: 4, city: 'Rome', may }))),
  )
  show()
  await screen.findByText(/This record was removed meanwhile/)
  screen.getByText('Oslo')
  fireEvent.click(await screen.findByRole('button', { name: 'Restore and send' }))
  await waitFor(() => expect(waiting()).toMatchObject([{ state: 'waits', isGone: false }]))
})

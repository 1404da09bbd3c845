import { cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { testEntity, testField } from '@/model/test_parts'
import { LastTouch, NextStep, PromiseClock } from './marks'

const now = Date.parse('2026-03-05T12:00:00Z')
afterEach(cleanup)
const textOf = (element: React.ReactElement) => render(element).container.textContent

test('a promise says how long it still has, or how late it is, and in words how it stands', () => {
  const promise = (state: 'running' | 'warned' | 'broken', due_at: string) => (
    <PromiseClock
      promise={{ guideline: '1', sentence: 'A lead is called.', broken: '', state, due_at }}
      now={now}
    />
  )
  expect(textOf(promise('running', '2026-03-07T16:00:00Z'))).toBe('2 d 4 h left')
  expect(textOf(promise('warned', '2026-03-05T12:30:00Z'))).toBe('About to break: 30 min left')
  expect(textOf(promise('broken', '2026-03-04T08:00:00Z'))).toBe('Promise broken: 1 d 4 h late')
  const { container } = render(promise('running', '2026-03-07T16:00:00Z'))
  expect(container.querySelector('[title]')?.getAttribute('title')).toBe('A lead is called.')
  expect(textOf(<PromiseClock promise={null} now={now} />)).toBe('–No promise runs')
})

test('a missing step is told where one is wanted', () => {
  expect(textOf(<NextStep step={null} isMissed now={now} />)).toBe('No next step')
  expect(textOf(<NextStep step={null} isMissed={false} now={now} />)).toBe('–No next step')
})

test('where a step is missed it can be planned, and the row under it hears nothing of that', () => {
  const plan = vi.fn()
  const row = vi.fn()
  const { getByRole } = render(
    <div onClick={row}>
      <NextStep step={null} isMissed now={now} plan={plan} />
    </div>,
  )
  fireEvent.click(getByRole('button', { name: 'No next step' }))
  expect(plan).toHaveBeenCalledTimes(1)
  expect(row).not.toHaveBeenCalled()
})

test('the last touch has the name of its kind, where the reader may know it', () => {
  const kind = testField('kind', 'choice', { choices: [{ key: 'call', label: 'Call' }] })
  const activity = testEntity('activity', { fields: [kind] })
  const touch = { kind: 'call', outcome: null, at: '2026-03-03T12:00:00Z' }
  expect(textOf(<LastTouch touch={touch} activity={activity} now={now} />)).toBe('Call, 2 d ago')
  expect(textOf(<LastTouch touch={touch} activity={undefined} now={now} />)).toBe('2 d ago')
  expect(textOf(<LastTouch touch={null} activity={activity} now={now} />)).toBe('–Not touched yet')
})

import { expect, test } from 'vitest'
import { doneOf, isDone, type StartState } from './calls'
import { faultOf, hoursOf, plainOf, usualHours } from './hours'

test('hours with a break go there and back', () => {
  const plain = {
    ...usualHours,
    days: ['mon', 'sat'] as const,
    breakFrom: '12:00',
    breakTo: '13:30',
  }
  const hours = hoursOf({ ...plain, days: [...plain.days] })
  expect(hours).toEqual({
    mon: [
      ['09:00', '12:00'],
      ['13:30', '18:00'],
    ],
    sat: [
      ['09:00', '12:00'],
      ['13:30', '18:00'],
    ],
  })
  expect(plainOf(hours)).toEqual({ ...plain, days: ['mon', 'sat'] })
})

test('hours that cannot be are told by what is wrong with them', () => {
  const faultWith = (more: Partial<typeof usualHours>) => faultOf({ ...usualHours, ...more })
  expect(faultOf(usualHours)).toBeNull()
  expect(faultWith({ days: [] })).toBe('days')
  expect(faultWith({ from: '18:00', to: '09:00' })).toBe('hours')
  expect(faultWith({ to: '' })).toBe('hours')
  expect(faultWith({ breakFrom: '12:00', breakTo: '13:00' })).toBeNull()
  expect(faultWith({ breakFrom: '12:00' })).toBe('break')
  expect(faultWith({ breakFrom: '13:00', breakTo: '12:00' })).toBe('break')
  expect(faultWith({ breakFrom: '08:00', breakTo: '12:00' })).toBe('break')
})

test('days that differ are no plain hours', () => {
  expect(plainOf({ mon: [['09:00', '17:00']], fri: [['09:00', '14:00']] })).toBeNull()
  expect(plainOf(null)).toEqual(usualHours)
})

const nothing: StartState = {
  company: {
    name: 'Mill',
    time_zone: 'Europe/Berlin',
    currency: 'EUR',
    country: '',
    is_demo: false,
  },
  calendars: [],
  people: 1,
  leads: 0,
  rules: [],
  exceptions: 0,
  open: 0,
  watched: 0,
}
const everything = {
  ...nothing,
  company: { ...nothing.company, country: 'DE' },
  calendars: [
    { hours: { mon: [['09:00', '17:00']] }, country: 'DE' },
  ] as unknown as StartState['calendars'],
  people: 2,
  leads: 1,
  rules: [{ state: 'on' }] as unknown as StartState['rules'],
  exceptions: 1,
}

test('a step is done when the data say so', () => {
  expect(Object.values(doneOf(nothing)).some((done) => done)).toBe(false)
  expect(Object.values(doneOf(everything)).every((done) => done)).toBe(true)
})

test('a demo is not set up, whatever it holds', () => {
  expect(isDone(everything)).toBe(true)
  expect(isDone({ ...everything, company: { ...everything.company, is_demo: true } })).toBe(false)
})

import { expect, test } from 'vitest'
import { outlookOf, standing, verdict } from './outlook'

const line = (won: string, commit: string, best: string, plan: string | null) => ({
  lines: [{ currency: 'EUR', won, commit, best, plan, pipeline: '0', gap: null }],
})
const say = (...parts: Parameters<typeof line>) => verdict(outlookOf(line(...parts), 'EUR'), 'EUR')

test('the verdict is won and promised against the plan, and says what has to land for it', () => {
  expect(say('500', '0', '0', '400')).toEqual({
    words: 'Plan reached; €100 over it with what is promised',
    tone: 'good',
  })
  expect(say('300', '150', '0', '400').words).toBe('€50 over plan if what is promised lands')
  expect(say('300', '95', '0', '400').words).toBe('On plan with what is won and promised')
  expect(say('300', '50', '100', '400')).toEqual({
    words: '€50 short of plan; the best case would make up for it',
    tone: 'warn',
  })
  expect(say('300', '20', '30', '400')).toEqual({
    words: '€80 short of plan, more than the best case brings',
    tone: 'warn',
  })
  expect(say('300', '20', '30', null).tone).toBe('plain')
})

test.each([
  ['500', '120', '0', '400'],
  ['300', '150', '20', '400'],
  ['300', '20', '200', '400'],
  ['300', '20', '0', '400'],
])('the board and the strip name one figure: %s + %s, %s, of %s', (...parts) => {
  const outlook = outlookOf(line(...parts), 'EUR')
  const sums = [verdict(outlook, 'EUR'), standing(outlook, 'EUR')].map(
    ({ words, tone }) => `${/€[\d.]+/.exec(words)?.[0]} ${tone}`,
  )
  expect(sums[0]).toBe(sums[1])
})

test('a plan missed or beaten by less than two parts of a hundred is on plan', () => {
  const stands = (won: string) => standing(outlookOf(line(won, '0', '9', '1000'), 'EUR'), 'EUR')
  expect(stands('985').words).toBe('on plan')
  expect(stands('970')).toEqual({ words: '€30 short', tone: 'warn' })
  expect(stands('1030')).toEqual({ words: '€30 over', tone: 'good' })
})

test('money of other currencies is not counted in', () => {
  expect(outlookOf(line('5', '5', '5', '5'), 'USD')).toEqual({
    won: 0,
    commit: 0,
    best: 0,
    plan: null,
  })
})

import { expect, test } from 'vitest'
import type { Rule } from '@/api/process'
import {
  areNumbersGood,
  changesBetween,
  definitionOf,
  draftOf,
  freshRuleKey,
  missingIn,
  newDraft,
  newRung,
  sentenceOf,
  valuesOf,
} from './rule'

const rule: Rule = {
  id: '7',
  version: 3,
  key: 'lead_untouched',
  entity: 'lead',
  sentence: { en: 'A new lead is touched within {within}.', 'zh-CN': '新线索{within}内跟进。' },
  broken: null,
  goal: { en: 'Be first.' },
  start: 'status = new',
  from: 'entered_at',
  expect: 'status != new',
  unless: null,
  within: { unit: 'business_days', n: 4 },
  warn: 0.75,
  tell: ['owner', 'manager'],
  then: [
    { do: 'reassign', to: 'rotation', at_most: 2, after: { n: 2, unit: 'days' } },
    { do: 'set', field: 'rating', value: 'hot' },
  ],
  renew: null,
  restart: null,
  state: 'on',
  shipped: true,
}

test('what a new rule still needs is told all at once', () => {
  expect(missingIn(draftOf(rule))).toEqual([])
  expect(missingIn({ ...draftOf(rule), start: ' ', goal: { en: '', 'zh-CN': '' } })).toEqual([
    'start',
    'goal',
  ])
  expect(missingIn(newDraft('lead'))).toEqual(['start', 'expect', 'goal'])
})

test('reading a rule and writing it again changes nothing', () => {
  expect(changesBetween(draftOf(rule), draftOf(rule))).toEqual({})
  expect(draftOf(rule).then.map(({ row }) => row)).toEqual(draftOf(rule).then.map(({ row }) => row))
})

test('what goes back to the pool so often keeps its limit; the manager has none', () => {
  const [first, ...rest] = draftOf(rule).then
  const sent = (to: 'pool' | 'manager') =>
    valuesOf({ ...draftOf(rule), then: [{ ...first!, to }, ...rest] })['then']
  const after = { n: 2, unit: 'days' }
  expect(sent('pool')).toContainEqual({ do: 'reassign', to: 'pool', at_most: 2, after })
  expect(sent('manager')).toContainEqual({ do: 'reassign', to: 'manager', after })
})

test('only what was changed is sent, and what was emptied as nothing', () => {
  const before = draftOf(rule)
  const after = { ...before, from: '', within: { ...before.within, n: '3' }, warn: '100' }
  expect(changesBetween(before, after)).toEqual({
    from: null,
    within: { n: 3, unit: 'business_days' },
    warn: 1,
  })
})

test('who is told, and what follows, in the words of the server', () => {
  const values = valuesOf({ ...draftOf(rule), tell: 'manager' })
  expect(values['tell']).toEqual(['manager'])
  expect(values['then']).toEqual(rule.then)
  const silent = valuesOf({
    ...draftOf(rule),
    tell: 'nobody',
    then: [{ ...newRung(), atMost: '9' }],
  })
  expect(silent['tell']).toEqual([])
  // A limit belongs to passing on alone.
  expect(silent['then']).toEqual([{ do: 'escalate' }])
})

test('one that is only thought of says nothing of what it has not', () => {
  const definition = definitionOf(draftOf(rule), 'trial')
  expect(definition).not.toHaveProperty('unless')
  expect(definition).not.toHaveProperty('broken')
  expect(definition).toMatchObject({ key: 'trial', entity: 'lead', renew: false, restart: [] })
})

test('numbers are judged here, so that nobody waits for the server to say it', () => {
  const draft = newDraft('lead')
  const withWarn = (warn: string) => areNumbersGood({ ...draft, warn })
  expect(withWarn('75')).toBe(true)
  expect(['0', '101', '', '7.5', 'x'].some(withWarn)).toBe(false)
  expect(areNumbersGood({ ...draft, within: { n: '0', unit: 'days' } })).toBe(false)
  expect(
    areNumbersGood({ ...draft, then: [{ ...newRung(), after: { n: '', unit: 'days' } }] }),
  ).toBe(false)
})

test('the sentence says its time', () => {
  expect(sentenceOf(rule.sentence, rule.within)).toBe(
    'A new lead is touched within 4 business days.',
  )
  expect(sentenceOf({ 'zh-CN': '{within}内' }, { n: 1, unit: 'hours' })).toBe('1 hour内')
})

test('a new rule is named after what it says', () => {
  const draft = { ...newDraft('lead'), sentence: { en: 'Fair leads: called within {within}!' } }
  expect(freshRuleKey(draft, 'abcdef0123')).toBe('lead_fair_leads_called_within_abcdef')
  expect(freshRuleKey({ ...draft, sentence: { 'zh-CN': '展会' } }, 'abcdef')).toBe('lead_abcdef')
})

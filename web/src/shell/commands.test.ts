import { afterEach, expect, test, vi } from 'vitest'
import { setLanguage } from '@/base/words'
import type { Entity } from '@/model/types'
import { commandsOf, isMatch } from './commands'

afterEach(() => setLanguage('en'))

test('each typed word begins a word of the command', () => {
  const command = { label: 'New lead', also: 'new lead Leads' }
  expect(isMatch(command, '')).toBe(true)
  expect(isMatch(command, 'le')).toBe(true)
  expect(isMatch(command, 'lead n')).toBe(true)
  expect(isMatch(command, 'ead')).toBe(false)
  expect(isMatch(command, 'lead x')).toBe(false)
  expect(isMatch({ label: 'Élan vital' }, 'elan')).toBe(true)
})

test('Chinese is found anywhere in a command, English by the key of what it is about', () => {
  const command = { label: '新建：线索', also: 'new lead' }
  expect(isMatch(command, '线索')).toBe(true)
  expect(isMatch(command, 'lead')).toBe(true)
  expect(isMatch(command, '商机')).toBe(false)
})

const lead: Entity = {
  key: 'lead',
  plural: 'leads',
  label: 'Lead',
  label_plural: 'Leads',
  menu: true,
  own: false,
  title: 'name',
  fields: [],
  layout: { list: [], record: [] },
  acts: [],
  may: { create: true, change: true, remove: true },
}
const deeds = { create: vi.fn(), goTo: vi.fn(), showKeys: vi.fn(), showSettings: vi.fn() }

test('the keys of the page come first; steps and aliases are no commands', () => {
  const here = [
    { keys: 'j', label: 'Next', isStep: true, run: vi.fn() },
    { keys: 'arrowdown', run: vi.fn() },
    { keys: 'r', label: 'Remind', run: vi.fn() },
  ]
  const found = commandsOf({ here, destinations: [], creatable: [lead], deeds })
  expect(found[0]).toMatchObject({ group: 'here', label: 'Remind', keys: 'r' })
  expect(found.filter(({ group }) => group === 'here')).toHaveLength(1)
  found.find(({ id }) => id === 'new lead')!.run()
  expect(deeds.create).toHaveBeenCalledWith(lead)
})

test('a call is offered once: by the record at hand, else by the shell, to who may log one', () => {
  const labels = (here: string[], logCall?: () => void) =>
    commandsOf({
      here: here.map((keys) => ({ keys, label: 'Log a call', run: vi.fn() })),
      destinations: [],
      creatable: [],
      deeds: { ...deeds, logCall },
    }).filter(({ label }) => label === 'Log a call')
  expect(labels([])).toEqual([])
  expect(labels([], vi.fn()).map(({ group }) => group)).toEqual(['do'])
  expect(labels(['l'], vi.fn()).map(({ group }) => group)).toEqual(['here'])
})

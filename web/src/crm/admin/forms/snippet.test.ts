import { expect, test } from 'vitest'
import { testEntity, testField } from '@/model/test_parts'
import { askable, frameOf, linkOf } from './snippet'

test('a name with quotes does not break out of the lines', () => {
  const frame = frameOf(linkOf('https://crm.example.com', 'a b'), '"><script>', 2)
  expect(frame).toContain('src="https://crm.example.com/f/a%20b"')
  expect(frame).toContain('title="&quot;>&lt;script>"')
  expect(frame).not.toContain('<script')
})
test('a visitor is not asked for records, nor for what the program fills in', () => {
  const lead = testEntity('lead', {
    fields: [
      testField('id', 'integer', { read_only: true, right: 'see' }),
      testField('company', 'text'),
      testField('owner', 'link'),
      testField('status', 'choice', { steers: true }),
      testField('secret', 'text', { right: 'see' }),
    ],
  })
  expect(askable(lead).map(({ key }) => key)).toEqual(['company'])
})

import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Field } from '@/model/types'
import { ValueView } from './value'

const field = (over: Partial<Field>): Field => ({
  key: 'account',
  kind: 'link',
  label: 'Account',
  required: false,
  read_only: false,
  right: 'edit',
  own: false,
  ...over,
})
const included = {
  '1': { id: '1', entity: 'account', title: 'Example Instruments and Sons of the North' },
  '2': { id: '2', entity: 'user', title: 'lea.fontaine@example.com' },
}
const draw = (link: string, value: string) =>
  render(<ValueView field={field({ link })} value={value} included={included} />).container

test('a name in a cell has no place to break: it would fall out of its row', () => {
  expect(draw('account', '1').querySelector('wbr')).toBeNull()
  expect(draw('user', '2').querySelector('wbr')).toBeNull()
})

test('an address where there is room for lines breaks at its @, any other text nowhere', () => {
  const model = { version: 1, language: 'en', entities: [] }
  const drawn = (text: string) =>
    render(<ValueView field={field({ kind: 'email' })} value={text} included={{}} model={model} />)
      .container
  expect(drawn('lea@example.com').querySelectorAll('wbr')).toHaveLength(1)
  expect(drawn('lea').querySelector('wbr')).toBeNull()
})

test("a record without an owner is nobody's; another link that is empty says nothing", () => {
  const empty = (key: string) =>
    render(<ValueView field={field({ key, link: 'user' })} value={null} included={{}} />).container
  expect(empty('owner').textContent).toBe('Nobody')
  expect(empty('created_by').textContent).toBe('')
})

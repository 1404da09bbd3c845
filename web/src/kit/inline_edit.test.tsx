import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { testField } from '@/model/test_parts'
import { InlineEdit } from './inline_edit'

const named = testField('name', 'text', { used_for: 'The letter begins with it.' })

const draw = (mayEdit: boolean, value: string | null, field = named) =>
  render(
    <dl>
      <InlineEdit
        field={field}
        value={value}
        included={{}}
        model={{ version: 1, language: 'en', entities: [] }}
        currency="EUR"
        mayEdit={mayEdit}
        isKey
        save={() => Promise.resolve()}
        reload={() => Promise.reject(new Error('not asked'))}
      />
    </dl>,
  )

test('what may be changed is a button, and asks to be filled where it is empty', () => {
  const { unmount } = draw(true, 'Nordwind')
  expect(screen.getByRole('button').textContent).toContain('Nordwind')
  unmount()
  expect(draw(true, null).container.textContent).toContain('Add')
})

test('what may not be changed is text, and nothing asks for it', () => {
  const plain = testField('name', 'text')
  const { container, unmount } = draw(false, 'Nordwind', plain)
  expect(container.textContent).toContain('Nordwind')
  expect(screen.queryByRole('button')).toBeNull()
  unmount()
  expect(draw(false, null, plain).container.textContent).not.toContain('Add')
  expect(screen.queryByRole('button')).toBeNull()
})

test('what it is for is told of what may not be changed too, by its label, to whoever asks', () => {
  draw(false, 'Nordwind')
  const label = screen.getByRole('button', { expanded: false })
  expect(
    screen.queryByText('Used for: The letter begins with it.')?.closest('[hidden]'),
  ).toBeTruthy()
  fireEvent.click(label)
  expect(screen.getByText('Used for: The letter begins with it.').closest('[hidden]')).toBeNull()
  expect(label.getAttribute('aria-expanded')).toBe('true')
})

test('while it is edited its help and its purpose stand below it, and describe it', () => {
  const field = { ...named, help: 'As on the card.' }
  const { unmount } = draw(true, 'Nordwind', field)
  fireEvent.click(screen.getByRole('button'))
  expect(screen.getByText('As on the card.')).toBeTruthy()
  const input = screen.getByRole('textbox')
  const note = document.getElementById(input.getAttribute('aria-describedby')!)
  expect(note!.textContent).toContain('Used for: The letter begins with it.')
  unmount()
})

test('a choice that was removed is still called by its name, and chosen where it is', () => {
  const field = testField('source', 'choice', {
    choices: [{ key: 'fair', label: 'Trade fair' }],
    former_choices: [{ key: 'web', label: 'Web site' }],
  })
  const { unmount } = draw(true, 'web', field)
  expect(screen.getByRole('button').textContent).toContain('Web site')
  fireEvent.click(screen.getByRole('button'))
  const select = screen.getByRole<HTMLSelectElement>('combobox')
  expect(select.selectedOptions[0]!.text).toBe('Web site')
  unmount()
  draw(true, 'fair', field)
  fireEvent.click(screen.getByRole('button'))
  expect(screen.queryByRole('option', { name: 'Web site' })).toBeNull()
})

test('what somebody else makes of it while it is edited is told at once, and by whom; what was typed stays', async () => {
  const theirs = { value: 'Castor', included: {}, by: 'Chen Li', at: new Date().toISOString() }
  const page = (value: string) => (
    <dl>
      <InlineEdit
        field={testField('name', 'text')}
        value={value}
        included={{}}
        model={{ version: 1, language: 'en', entities: [] }}
        currency="EUR"
        mayEdit
        save={() => Promise.resolve()}
        reload={() => Promise.resolve(theirs)}
      />
    </dl>
  )
  const { rerender } = render(page('Nordwind'))
  fireEvent.click(screen.getByRole('button'))
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Mine' } })
  expect(screen.queryByRole('status')).toBeNull()
  rerender(page('Castor'))
  await screen.findByText(/Chen Li changed this to “Castor”/)
  expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('Mine')
  expect(screen.queryByRole('button', { name: 'Keep mine' })).toBeNull()
})

import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { testField } from '@/model/test_parts'
import { InlineEdit } from './inline_edit'

const draw = (mayEdit: boolean, value: string | null) =>
  render(
    <dl>
      <InlineEdit
        field={testField('name', 'text', { used_for: 'The letter begins with it.' })}
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
  const { container, unmount } = draw(false, 'Nordwind')
  expect(container.textContent).toContain('Nordwind')
  expect(screen.queryByRole('button')).toBeNull()
  unmount()
  expect(draw(false, null).container.textContent).not.toContain('Add')
  expect(screen.queryByRole('button')).toBeNull()
})

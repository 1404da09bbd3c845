import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { useFocusBack } from './focus'

function Editable({ name }: { name: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const opener = useFocusBack<HTMLButtonElement>(isOpen)
  return isOpen ? (
    <input aria-label={name} autoFocus onKeyDown={() => setIsOpen(false)} />
  ) : (
    <button ref={opener} onClick={() => setIsOpen(true)}>
      {name}
    </button>
  )
}

test('who leaves an editor is back at what opened it', () => {
  render(<Editable name="one" />)
  fireEvent.click(screen.getByText('one'))
  fireEvent.keyDown(screen.getByLabelText('one'), { key: 'Enter' })
  expect(document.activeElement).toBe(screen.getByText('one'))
})

test('who has gone on to the next editor meanwhile stays in it', () => {
  render(
    <>
      <Editable name="one" />
      <Editable name="two" />
    </>,
  )
  fireEvent.click(screen.getByText('one'))
  const first = screen.getByLabelText('one')
  fireEvent.click(screen.getByText('two'))
  fireEvent.keyDown(first, { key: 'Enter' }) // it is saved now
  expect(document.activeElement).toBe(screen.getByLabelText('two'))
})

import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { Sortable } from './sortable'

const show = (move?: (from: number, to: number) => void) =>
  render(
    <Sortable
      label="Order"
      items={['a', 'b', 'c', 'end']}
      keyOf={(one) => one}
      nameOf={(one) => one}
      move={move}
      fixed={1}
    >
      {(one) => one}
    </Sortable>,
  )
const arrow = (name: string) => screen.getByRole('button', { name })

test('arrows move a line, within what may move', () => {
  const move = vi.fn()
  show(move)
  fireEvent.click(arrow('Move b up'))
  fireEvent.click(arrow('Move b down'))
  fireEvent.click(arrow('Move a up'))
  fireEvent.click(arrow('Move c down'))
  expect(move.mock.calls).toEqual([
    [1, 0],
    [1, 2],
  ])
  expect(screen.queryByRole('button', { name: 'Move end up' })).toBeNull()
})

test('a line is dragged to another place', () => {
  const move = vi.fn()
  show(move)
  const grips = document.querySelectorAll('[draggable="true"]')
  const lines = screen.getAllByRole('listitem')
  const dataTransfer = { setData: vi.fn() }
  fireEvent.dragStart(grips[2]!, { dataTransfer })
  fireEvent.dragOver(lines[0]!)
  fireEvent.drop(lines[0]!)
  expect(move.mock.calls).toEqual([[2, 0]])
})

test('who may not change it only reads it', () => {
  show()
  expect(screen.queryAllByRole('button')).toHaveLength(0)
})

import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { queryClient } from '@/api/queries'
import { UndoImport } from './run_view'
import { t } from './words'

const until = '2099-03-02T09:00:00.000000Z'
const show = (state: 'done' | 'undone', undo_until: string | null) =>
  render(
    <QueryClientProvider client={queryClient}>
      <UndoImport job={{ id: '7', state, undo_until }} />
    </QueryClientProvider>,
  )

test('an import is taken back as a whole, then what was left of it, then no more', () => {
  const { unmount } = show('done', until)
  screen.getByRole('button', { name: t('undo') })
  unmount()
  const rest = show('undone', until)
  screen.getByRole('button', { name: t('undo_rest') })
  rest.unmount()
  show('undone', null)
  expect(screen.queryByRole('button')).toBeNull()
})

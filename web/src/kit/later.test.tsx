import { render, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { later } from './later'

const unheard = vi.fn()
beforeEach(() => process.on('unhandledRejection', unheard))
afterEach(() => void process.off('unhandledRejection', unheard))

test('a part that cannot be fetched ahead is no error, and is fetched again when it is wanted', async () => {
  let hasLine = false
  const Part = later(() =>
    hasLine ? Promise.resolve(() => <p>Here</p>) : Promise.reject(new Error('no line')),
  )
  Part.fetch()
  await new Promise((done) => setTimeout(done, 0))
  expect(unheard).not.toHaveBeenCalled()
  hasLine = true
  render(
    <Suspense>
      <Part />
    </Suspense>,
  )
  expect(await screen.findByText('Here')).toBeTruthy()
})

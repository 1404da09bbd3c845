import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

afterEach(cleanup)

// The first page of a run loads its parts while other tests keep the processors busy.
configure({ asyncUtilTimeout: 5000 })

// Why a workbook cannot be taken, in the reader's language.
import { language } from '@/base/words'
import { t } from '../words'
import { limits } from './limits'

type Word = Parameters<typeof t>[0]
export type FaultCode = Extract<Word, `book.${string}`>

export class WorkbookFault extends Error {
  constructor(
    readonly code: FaultCode,
    args: Record<string, string | number> = {},
  ) {
    super(t(code, args))
    this.name = 'WorkbookFault'
  }
}

export const tooLarge = () =>
  new WorkbookFault('book.too_large', {
    cells: limits.cells.toLocaleString(language()),
    mb: limits.partMb,
  })

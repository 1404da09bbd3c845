// In which order what was found is shown.
import type { FoundRow } from '@/model/types'

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Names that begin with what was typed first, then those of which a word does, then the others; else as the server has them. */
export function byName(rows: FoundRow[], typed: string): FoundRow[] {
  const wanted = fold(typed.trim())
  const rank = ({ title }: FoundRow) => {
    const name = fold(title)
    if (name.startsWith(wanted)) return 0
    return name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted)) ? 1 : 2
  }
  return rows.toSorted((a, b) => rank(a) - rank(b))
}

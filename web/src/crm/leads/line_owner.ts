// "@ben" in the line says who is to have what is entered.
import type { Colleague } from '@/api/calls'

const folded = (text: string) => text.normalize('NFKC').toLowerCase()
const mention = /(^|[\s,;，；、])@([\p{L}\p{M}'’-]+)(?=$|[\s,;，；、])/u

/** The line without the mention, and whom it means. Whoever is not known stays in the line, as typed. */
export function takeOwner<Person extends Pick<Colleague, 'id' | 'name'>>(
  line: string,
  people: Person[],
): { line: string; owner?: Person } {
  const found = mention.exec(line)
  if (!found) return { line }
  const wanted = folded(found[2]!)
  const isMeant = ({ name }: Person) =>
    [name.replace(/\s/g, ''), ...name.split(/\s+/)].some((part) => folded(part).startsWith(wanted))
  const owner = people.find(isMeant)
  if (!owner) return { line }
  const rest = line.slice(0, found.index) + found[1] + line.slice(found.index + found[0].length)
  return { line: rest, owner }
}

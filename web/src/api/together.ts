// Asks about records that come in the same moment, as the columns of a board make them, become one request.

type ById<T> = Record<string, T>
interface Waiting {
  ids: Set<string>
  answer: Promise<ById<unknown>>
}

const waiting = new Map<string, Waiting>()
/** What one commit of the page starts comes within this. */
const momentMs = 5

/** `name`: what is asked is the same but for the ids. `most`: ids of one request; more are asked side by side. */
export async function askTogether<T>(
  name: string,
  ids: string[],
  most: number,
  ask: (ids: string[]) => Promise<ById<T>>,
): Promise<ById<T>> {
  const group = waiting.get(name) ?? begin(name, most, ask)
  ids.forEach((id) => group.ids.add(id))
  const all = (await group.answer) as ById<T>
  return Object.fromEntries(ids.flatMap((id) => (id in all ? [[id, all[id]!]] : [])))
}

function begin<T>(name: string, most: number, ask: (ids: string[]) => Promise<ById<T>>): Waiting {
  const ids = new Set<string>()
  const answer = new Promise((go) => setTimeout(go, momentMs)).then(async () => {
    waiting.delete(name)
    const all = [...ids]
    const parts: string[][] = []
    for (let at = 0; at < all.length; at += most) parts.push(all.slice(at, at + most))
    return Object.assign(
      {},
      ...(await Promise.all(parts.map((part) => ask(part)))),
    ) as ById<unknown>
  })
  const group = { ids, answer }
  waiting.set(name, group)
  return group
}

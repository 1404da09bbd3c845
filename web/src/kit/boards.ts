// Which entities have boards beside their list, and which of the views the reader saw last.
export type View = 'board' | 'forecast' | 'table'

const boards = {
  opportunities: { board: '/e/opportunities/board', forecast: '/e/opportunities/forecast' },
} as const
export const boardsOf = (plural: string) =>
  plural in boards ? boards[plural as keyof typeof boards] : undefined
export const boardOf = (plural: string) => boardsOf(plural)?.board

const remembered = (plural: string) => `vigil.view.${plural}`
export const rememberView = (plural: string, view: View) =>
  localStorage.setItem(remembered(plural), view)

/** Where who asks for the list is led; undefined: whoever chose the table gets the table. */
export function preferredBoard(plural: string) {
  const view = localStorage.getItem(remembered(plural))
  if (view === 'table') return undefined
  return boardsOf(plural)?.[view === 'forecast' ? 'forecast' : 'board']
}

// Which entities have a board beside their list, and what the reader saw of them last.
const boards = { opportunities: '/e/opportunities/board' } as const
export const boardOf = (plural: string) =>
  plural in boards ? boards[plural as keyof typeof boards] : undefined

const remembered = (plural: string) => `vigil.view.${plural}`
/** Whoever chose the table gets the table. */
export const prefersBoard = (plural: string) =>
  boardOf(plural) !== undefined && localStorage.getItem(remembered(plural)) !== 'table'
export const rememberView = (plural: string, isBoard: boolean) =>
  localStorage.setItem(remembered(plural), isBoard ? 'board' : 'table')

// Whose questions somebody has come to ask: the script of that record then begins by itself.
let wanted: string | null = null

export const startScriptOf = (id: string) => {
  wanted = id
}

export const isScriptWanted = (id: string) => wanted === id

/** It has begun; another look at the record begins nothing. */
export const scriptHasStarted = () => {
  wanted = null
}

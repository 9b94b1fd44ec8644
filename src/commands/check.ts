/** One thing an operator would want to know of a deployment. `attention`: it works, and should be seen to. */
export interface Check {
  what: string
  state: 'ok' | 'attention' | 'broken'
  says: string
  /** What to do about it; absent where nothing need be done. */
  mend?: string
}

export const ok = (what: string, says: string): Check => ({ what, state: 'ok', says })
export const attention = (what: string, says: string, mend: string): Check => ({
  what,
  state: 'attention',
  says,
  mend,
})
export const broken = (what: string, says: string, mend: string): Check => ({
  what,
  state: 'broken',
  says,
  mend,
})

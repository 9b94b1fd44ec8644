/** Takes how far a long run is, and says it when it is time to. */
export type Progress = (text: string) => void

/** How often a long run says how far it is, in milliseconds. */
const tellEvery = 2_000

/** Says the first thing it is told after each two seconds; `clock` gives milliseconds. */
export function startProgress(say: (text: string) => void, clock: () => number): Progress {
  let last = clock()
  return (text) => {
    const now = clock()
    if (now - last < tellEvery) return
    last = now
    say(text)
  }
}

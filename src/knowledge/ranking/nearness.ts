/** Terms that stand within so many of each other speak of the same thing; stop words are not counted, parts of compounds are. */
const windowLength = 10

/** What a passage gains whose window holds the whole question. */
const mostGain = 0.5

/**
 * For the terms asked for, by number with their weights: by how much a passage's score is multiplied because they stand together
 * in it. 1 when none do, 1.5 when some ten terms in a row hold all of them.
 */
export function nearnessTo(asked: ReadonlyMap<number, number>): (passage: Uint32Array) => number {
  const places = new Map([...asked.keys()].map((term, place) => [term, place]))
  const among = new Uint8Array(marks)
  for (const term of asked.keys()) among[term % marks] = 1
  const weights = Float64Array.from(asked.values())
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  return (passage) =>
    whole === 0 ? 1 : 1 + (mostGain * bestWindow(passage, { among, places, weights })) / whole
}

/** Terms fall on so many marks: most terms of a passage fall on none that is asked for, which is told without looking them up. */
const marks = 1_024

interface AskedTerms {
  among: Uint8Array
  places: ReadonlyMap<number, number>
  weights: Float64Array
}

/** The most weight of different terms that a window of the passage holds. */
function bestWindow(passage: Uint32Array, { among, places, weights }: AskedTerms): number {
  const found: { place: number; at: number }[] = []
  const times = new Uint32Array(weights.length)
  let first = 0
  let held = 0
  let most = 0
  for (let at = 0; at < passage.length; at++) {
    const term = passage[at] ?? 0
    const place = among[term % marks] === 1 ? places.get(term) : undefined
    if (place === undefined) continue
    for (let left = found[first]; left && left.at <= at - windowLength; left = found[++first]) {
      const rest = (times[left.place] ?? 0) - 1
      times[left.place] = rest
      if (rest === 0) held -= weights[left.place] ?? 0
    }
    const now = (times[place] ?? 0) + 1
    times[place] = now
    if (now === 1) held += weights[place] ?? 0
    if (held > most) most = held
    found.push({ place, at })
  }
  return most
}

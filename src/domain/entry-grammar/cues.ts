import type { CueTerm } from '../lexicon.ts'
import { indexPhrases, type Match, makePhrases, matchAt, oncePer } from '../phrase.ts'
import type { Token } from '../text.ts'
import type { Deed } from './actions.ts'

/** What words may say of the figures or actions beside them; `data/lexicon/cues.yaml` says which words. */
export const cues = [
  'comparison',
  'target',
  'target-follows',
  'value',
  'value-follows',
  'average',
  'rate',
  'capacity',
  'accusation',
  'modal',
  'negation',
  'achieved',
  'included',
  'whole',
] as const

/** A cue in a line: tokens `from` to `until`, exclusive. */
export interface Cue {
  /** One of `cues`. */
  id: string
  reach: CueTerm['reach']
  from: number
  until: number
}

const cueIndex = oncePer((terms: readonly CueTerm[]) =>
  indexPhrases(terms.flatMap((term) => makePhrases(term.words, term))),
)

/** All cues of a line in order; words such as "goal" that reach both ways are two cues. */
export function findCues(tokens: readonly Token[], terms: readonly CueTerm[]): Cue[] {
  const index = cueIndex(terms)
  const found: Cue[] = []
  for (let at = 0; at < tokens.length; at++) {
    const match: Match<CueTerm> | undefined = matchAt(tokens, at, index)
    if (!match) continue
    for (const { id, reach } of match.meanings)
      found.push({ id, reach, from: match.from, until: match.until })
    at = match.until - 1
  }
  return found
}

/** Words that may stand between a modal or a negation and what it bears on. */
const filler =
  /ly$|mente$|^(?:be|been|being|have|has|had|to|also|ser|sido|haber|having|they|he|she|it|that|que|was|were|is|are|se|ha|han|us|the)$/
const farthest = 5

/**
 * The deeds with what is said of them: `adjective` for a thing described ("of seized cocaine"), `unreal` for what was denied,
 * planned or supposed. An infinitive is a deed only after words such as "managed to" or "tras".
 */
export function weighDeeds(tokens: readonly Token[], deeds: readonly Deed[], found: readonly Cue[]): Deed[] {
  const spoken = new Map<number, string>()
  for (const { id, reach, from, until } of found)
    if (reach === 'action') for (let at = from; at < until; at++) spoken.set(at, id)
  return deeds.map((deed) => ({
    ...deed,
    adjective: isAdjective(tokens, deed),
    unreal: isUnreal(tokens, deed, spoken),
  }))
}

const describing = new Set('of the these those all any de la las los el del'.split(' '))

function isAdjective(tokens: readonly Token[], { form, from, until, passive }: Deed): boolean {
  if (passive || (form !== 'past' && form !== 'participle')) return false
  const before = tokens[from - 1]?.word ?? ''
  const after = tokens[until]?.word ?? ''
  const isNoun =
    /^\p{L}/u.test(after) && !/^(?:in|at|on|by|from|with|during|and|or|en|por|a|con|durante|y)$/.test(after)
  return describing.has(before) && isNoun
}

function isUnreal(
  tokens: readonly Token[],
  { form, from, passive }: Deed,
  spoken: ReadonlyMap<number, string>,
): boolean {
  const isInfinitive = form === 'infinitive' || (form === 'base' && tokens[from - 1]?.word === 'to')
  for (let at = from - 1; at >= Math.max(0, from - farthest); at--) {
    const said = spoken.get(at)
    if (said === 'achieved') return false
    if (said !== undefined) return true
    const word = tokens[at]?.word ?? ''
    if (!filler.test(word))
      return isInfinitive || isConditional(tokens, at) || (passive && isOfNothing(tokens, at))
  }
  return isInfinitive
}

/** "No drugs were seized", "ninguna persona fue detenida": the subject itself is denied. */
function isOfNothing(tokens: readonly Token[], last: number): boolean {
  for (let at = last; at >= Math.max(0, last - 2); at--) {
    const word = tokens[at]?.word ?? ''
    if (/^(?:no|none|neither|nobody|nothing|ningun|ninguno|ninguna|nadie|nada)$/.test(word)) return true
    if (!/^\p{L}/u.test(word)) return false
  }
  return false
}

/** "If police seize 5 kg" */
function isConditional(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at >= Math.max(0, from - farthest); at--) {
    const word = tokens[at]?.word ?? ''
    if (/^(?:if|unless|whether)$/.test(word)) return true
    if (/^[,;.]$/.test(word)) return false
  }
  return false
}

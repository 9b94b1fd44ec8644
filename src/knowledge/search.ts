import type { Marking } from '../domain/marking.ts'
import type { Library } from './library.ts'
import { isParagraph, type Passage } from './passage.ts'
import { type Index, indexOf, type NamedCountry, type Read } from './passage-index.ts'
import { partsOf, type Sought, soughtBy, soughtOf } from './question/asked.ts'
import { capitalsAsCountries } from './question/capitals.ts'
import { type Clue, cluesOf, isMet, lacksShare, shareOf } from './question/clues.ts'
import { withoutManners } from './question/manners.ts'
import { spellOut } from './question/shorthand.ts'
import { weigher } from './weigh.ts'
import { readWord, readWords } from './words.ts'

export interface Hit {
  passage: Passage
  /** The share of the question's weight that the passage holds, from 0 to 1. */
  share: number
  /** The passage's lines, or a paragraph's sentences, each with the share of the question that it holds. */
  lines: { text: string; share: number }[]
}

export interface Found {
  /** The best first. Empty when nothing held supports the question. */
  hits: Hit[]
  /** The part of the question that they answer, where nothing held answers the whole. */
  part?: string
  /** A passage that was not sought, read with the same question. Within the ceiling only. */
  readHit(passage: Passage): Hit
  /** True for a word as typed that meets the question; everyday words do not count. */
  isDeciding(word: string): boolean
}

export interface Search {
  ceiling: Marking
  limit: number
  /** ISO code of the call's country: it settles acronyms, and what concerns it comes first. */
  country?: string
  /** Only passages that pass. */
  only?(passage: Passage): boolean
  /** The share of the question that a passage must hold, however well; untold, it must answer it. */
  least?: number
}

/** A passage answers only when it holds this share of the question's weight, */
const enoughShare = 0.5

/** and holds it so well: what is just enough must stand in the title, in one line, or together, and be the ranking's own choice. */
const enoughScore = 0.05

/** Half of a longer question than this is more than half of a shorter one. */
const usualClues = 5

/** A fault is about wording, so a question must be held nearly whole to be about it. */
const faultShare = 0.7

/** A best hit that holds less of the question is in doubt: what comes nearest to it stands beside it, */
const sureShare = 0.8

/** where it holds so much, up to so many in all. */
const besideShare = 0.35
const mostInDoubt = 3

/** Hits that score less than this part of the best are not worth a reader's time. */
const leastScore = 0.1

/** Another country than the call's own is met by every list it stands in, so more of the question must be. */
const foreignShare = 0.8

/** Without a country in the question, what concerns another than the call's own stands far behind. */
const foreignStanding = 0.3

/** Part of a clue's weight that another word for it has when candidates are ranked. */
const otherWord = 0.6

/** The sending state is spoken of in questions about any host country, so its name does not choose the country. */
const sendingState = 'US'

/**
 * The passages that best answer a question, at most `limit`. What is above the ceiling is in no index that ranks them, and is not
 * looked at. A country named in the question excludes the others.
 */
export function searchPassages(library: Library, typed: string, search: Search): Found {
  const plain = withoutManners(spellOut(typed))
  const index = indexOf(library, search.ceiling)
  const question = withoutCountryWord(capitalsAsCountries(plain, index.capitals), index)
  const clues = cluesOf(question, index, search.country)
  const deciding = new Set(clues.filter(({ isCommon }) => !isCommon).flatMap(({ ways }) => ways.flat()))
  return {
    ...rankWholeOrPart(index, question, clues, search),
    readHit: (passage: Passage) => hitOf(index.read(passage), clues),
    isDeciding: (word: string) => readWord(word).some((term) => deciding.has(term)),
  }
}

/** What answers the question, or else the first part of it that stands alone and is answered. */
function rankWholeOrPart(
  index: Index,
  question: string,
  clues: readonly Clue[],
  search: Search,
): Pick<Found, 'hits' | 'part'> {
  if (!clues.some(isTellable)) return { hits: [] }
  const sought = soughtBy(question)
  const hits = rank(index, question, clues, sought, search)
  if (hits.length > 0) return { hits }
  const { main, topic } = partsOf(question)
  if (main !== question) {
    const found = rankPart(index, main, soughtBy(main), search)
    if (found.length > 0) return { hits: found, part: main }
  }
  if (topic !== main) {
    const exact = cluesOf(main, index, search.country).filter(({ isExact }) => isExact)
    const found = rankPart(index, topic, soughtOf(topic, soughtBy(main)), search, exact)
    if (found.length > 0) return { hits: found, part: topic }
  }
  return { hits }
}

/** A single sign tells nothing: `1=1` asks for no article, and `\d{4}` for no letter of one. */
function isTellable({ ways }: Clue): boolean {
  return ways.flat().some((word) => word.length > 1)
}

/** What answers a part of a question, if it stands alone; `exact` must be held though another part says it. */
function rankPart(
  index: Index,
  part: string,
  sought: Sought,
  search: Search,
  exact: readonly Clue[] = [],
): Hit[] {
  const clues = cluesOf(part, index, search.country)
  return standsAlone(clues) ? rank(index, part, [...clues, ...exact], sought, search) : []
}

/** True for what names two things, or one by its own name: less is an aside, or leans on the rest of the question. */
function standsAlone(clues: readonly Clue[]): boolean {
  const telling = clues.filter(({ isCommon, isExact }) => !isCommon && !isExact)
  return telling.length > 1 || telling.some(({ isName }) => isName)
}

/** What answers; and beside a best that is in doubt, what comes nearest. */
function rank(index: Index, question: string, clues: readonly Clue[], sought: Sought, search: Search): Hit[] {
  const hits = rankBy(index, question, clues, sought, search)
  const [best] = hits
  if (best === undefined || best.share >= sureShare || search.least !== undefined) return hits
  const near = rankBy(index, question, clues, sought, { ...search, least: besideShare })
  const beside = near.filter(({ passage }) => !hits.some((hit) => hit.passage === passage))
  return [...hits, ...beside].slice(0, Math.max(hits.length, mostInDoubt))
}

function rankBy(
  index: Index,
  question: string,
  clues: readonly Clue[],
  sought: Sought,
  search: Search,
): Hit[] {
  const { country, limit, only = () => true, least } = search
  const named = countriesNamed(new Set(readWords(question)), index)
  const enough = Math.max(least ?? enoughShare, named.some(({ id }) => id !== country) ? foreignShare : 0)
  const wellEnough = least === undefined ? enoughScore : 0
  const weigh = weigher(clues, sought, index.isDuty)
  const scored = index.candidates(soughtTerms(clues), only).flatMap(({ passage, part, mayHold }) => {
    const needed = passage.id.startsWith('fault/') ? faultShare : enough
    // Most candidates cannot hold enough, which is known without reading them.
    if (lacksShare(clues, mayHold, needed)) return []
    const read = index.read(passage)
    if (!concerns(read, named, country, clues)) return []
    const { share, score } = weigh(read)
    const proof = Math.sqrt((part * clues.length) / usualClues)
    if (share < needed || score * proof < wellEnough) return []
    // The ranking's own part knows frequencies and lengths, which the share does not.
    return [{ read, share, score: score * part * standingOf(passage, country) }]
  })
  const best = Math.max(0, ...scored.map(({ score }) => score))
  return scored
    .filter(({ score }) => score >= best * leastScore)
    .sort((one, other) => other.score - one.score)
    .slice(0, limit)
    .map(({ read, share }) => ({ ...hitOf(read, clues), share }))
}

function hitOf({ passage, lines }: Read, clues: readonly Clue[]): Hit {
  const shared = lines.map(({ text, words }) => ({ text, share: shareOf(clues, (word) => words.has(word)) }))
  return { passage, share: Math.max(0, ...shared.map(({ share }) => share)), lines: shared }
}

/** What is looked for, each term once: other words for a thing weigh less than the one typed. */
function soughtTerms(clues: readonly Clue[]): Map<string, number> {
  const terms = new Map<string, number>()
  for (const { ways, weight } of clues) {
    ways.forEach((way, at) => {
      for (const term of way) {
        const most = at === 0 ? weight : weight * otherWord
        terms.set(term, Math.max(most, terms.get(term) ?? 0))
      }
    })
  }
  return terms
}

function standingOf(passage: Passage, own: string | undefined): number {
  const foreign = own !== undefined && passage.country !== undefined && passage.country !== own
  return (passage.standing ?? 1) * (foreign ? foreignStanding : 1)
}

function countriesNamed(words: ReadonlySet<string>, { countriesBy }: Index): readonly NamedCountry[] {
  const named = [...words].flatMap((word) => countriesBy.get(word) ?? [])
  return [...new Set(named)].filter(
    ({ id, names }) => id !== sendingState && isMet({ ways: names }, (word) => words.has(word)),
  )
}

/** `cocaine country Ecuador`: what is a country need not be called one. */
function withoutCountryWord(question: string, { countriesBy }: Index): string {
  return question.replace(
    /(?<!\p{L})(?:(?:the|el) )?(?:country|pa[ií]s)(?:(?: of| del?)? |: ?)(?=(\p{L}+))/giu,
    (said, name: string) => (readWord(name).some((word) => countriesBy.has(word)) ? '' : said),
  )
}

/** True of the clue that one of a country's names is. */
function isSame(names: readonly string[][], { ways }: Clue): boolean {
  return ways.some((way) => names.some((name) => String(name) === String(way)))
}

/**
 * A question that names a country other than the call's own is answered by what concerns or names that country. Acronyms mean
 * nothing without a country, so the call's own settles them; other records are merely ranked.
 */
function concerns(
  { passage, lines, about }: Read,
  named: readonly NamedCountry[],
  own: string | undefined,
  clues: readonly Clue[],
): boolean {
  const { id, country } = passage
  const foreign = named.filter((one) => one.id !== own)
  const isOf = ({ names }: NamedCountry, words: (word: string) => boolean) => isMet({ ways: names }, words)
  if (isParagraph(passage)) {
    // A paragraph of another country's paper may name many; what it says of this one stands in the same sentence.
    const others = clues.filter(
      (clue) => !clue.isCommon && !clue.isExact && !named.some(({ names }) => isSame(names, clue)),
    )
    return (
      foreign.length === 0 ||
      foreign.some((one) => one.id === country) ||
      lines.some(({ words }) => {
        const has = (word: string) => words.has(word)
        return (
          foreign.some((one) => isOf(one, has)) &&
          (others.length === 0 || others.some((clue) => isMet(clue, has)))
        )
      })
    )
  }
  const has = (word: string) => about.has(word) || lines.some(({ words }) => words.has(word))
  if (country === undefined) return foreign.length === 0 || foreign.some((one) => isOf(one, has))
  if (named.length > 0) return country === sendingState || named.some((one) => one.id === country)
  return !id.startsWith('acronym/') || own === undefined || country === own
}

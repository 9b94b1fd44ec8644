import { type Marking, withinCeiling } from '../domain/marking.ts'
import type { Knowledge } from './knowledge.ts'
import { spanishStem } from './spanish.ts'
import type { Steps } from './steps.ts'
import { subjectWords, type Word } from './words.ts'

/** Words, as indexed, that a text must hold together to speak of something: one word, or those of a phrase. */
export type Way = readonly string[]

/** One thing and all the ways to say it. */
interface Meaning {
  ways: Way[]
  /** ISO code, where only one country calls it so: acronyms and bodies. */
  country?: string
}

/** The meanings of the lexicons. */
export interface Meanings {
  /** By the first word of any of their ways. */
  said: ReadonlyMap<string, readonly { way: Way; meaning: Meaning }[]>
  /** Those said in one word, by what its other forms would begin with were it Spanish. */
  spanish: ReadonlyMap<string, readonly Meaning[]>
}

/** Acronyms and their words, Spanish and English, names and aliases: everything of the lexicons within a ceiling. */
export function* meaningsOf(knowledge: Knowledge, ceiling: Marking): Steps<Meanings> {
  const within = <T extends { marking: Marking }>(records: readonly T[]) =>
    withinCeiling(records, ceiling).shown
  const groups: { words: string[]; country?: string | undefined }[] = [
    ...within(knowledge.terms),
    ...within(knowledge.substances).flatMap(({ name, aliases, forms }) => [
      { words: [name, ...aliases] },
      ...Object.values(forms).map((words) => ({ words })),
    ]),
    ...within(knowledge.places).map(({ name, aliases }) => ({ words: [name, ...aliases] })),
    ...within(knowledge.agencies).map(({ name, aliases, country }) => ({
      words: [name, ...aliases],
      country,
    })),
    ...within(knowledge.acronyms).map(({ id, means, country }) => ({
      words: [id, means, ...means.split(/, | \(/)],
      country,
    })),
    ...within(knowledge.countries).map(({ name, aliases, adjectives }) => ({
      words: [name, ...aliases, ...adjectives],
    })),
    ...within(knowledge.units)
      .filter(({ dimension }) => dimension !== 'piece')
      .map(({ id, symbol, aliases }) => ({ words: [id, symbol, ...aliases] })),
  ]
  const said = new Map<string, { way: Way; meaning: Meaning }[]>()
  const spanish = new Map<string, Meaning[]>()
  for (const [at, { words, country }] of groups.entries()) {
    if (at % readAtOnce === 0) yield
    const ways = distinct(words.flatMap(readWay))
    const meaning: Meaning = { ways, ...(country !== undefined && { country }) }
    for (const way of ways) {
      const [first = ''] = way
      said.set(first, [...(said.get(first) ?? []), { way, meaning }])
    }
    for (const stem of new Set(words.flatMap(readStem))) {
      spanish.set(stem, [...(spanish.get(stem) ?? []), meaning])
    }
  }
  return { said, spanish }
}

/** Meanings read in a step. */
const readAtOnce = 40

/** A phrase of which stop words leave one word says too little to stand for it. */
function readWay(text: string): Way[] {
  const way = subjectWords(text).map(({ term }) => term)
  const typed = text.split(/[\s/-]+/).length
  return way.length === 0 || (typed > 1 && way.length === 1) ? [] : [way]
}

function readStem(text: string): string[] {
  const [word, ...others] = subjectWords(text)
  return word && others.length === 0 && /^[a-z]+$/.test(word.raw) ? [spanishStem(word.raw)] : []
}

/**
 * The longest way said at a place of a question, with every other way to say the same. Where countries differ on it, the
 * call's own decides, else one without a country, else the only one there is.
 */
export function saidAt(
  words: readonly Word[],
  at: number,
  meanings: Meanings,
  country: string | undefined,
): { length: number; ways: Way[] } | undefined {
  const here = (meanings.said.get(words[at]?.term ?? '') ?? []).filter(({ way }) =>
    way.every((term, index) => words[at + index]?.term === term),
  )
  const length = Math.max(0, ...here.map(({ way }) => way.length))
  const said = here.filter(({ way }) => way.length === length).map(({ meaning }) => meaning)
  const ways = settle(said, country)
  return ways.length === 0 ? undefined : { length, ways }
}

/** Every way to say what another form of a Spanish word means: `extraditados` by `extraditar`. None where nothing is. */
export function saidInSpanish(
  { raw }: Word,
  { spanish }: Meanings,
  country: string | undefined,
): readonly Way[] {
  return settle(spanish.get(spanishStem(raw)) ?? [], country)
}

function settle(said: readonly Meaning[], country: string | undefined): Way[] {
  const own = said.filter((meaning) => meaning.country === undefined || meaning.country === country)
  const countries = new Set(said.map((meaning) => meaning.country))
  const settled = own.length > 0 ? own : countries.size === 1 ? said : []
  return distinct(settled.flatMap(({ ways }) => ways))
}

function distinct(ways: readonly Way[]): Way[] {
  return [...new Map(ways.map((way) => [way.join(' '), way])).values()]
}

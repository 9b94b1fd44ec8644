import { type Marking, withinCeiling } from '../../domain/marking.ts'
import { foldText } from '../../domain/text.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Nation } from '../schema.ts'
import type { Steps } from '../steps.ts'
import { subjectWords, type Word } from '../words.ts'
import { isCommonWord } from './common-words.ts'
import { spanishStem } from './spanish.ts'

/** Words, as indexed, that a text must hold together to speak of something: one word, or those of a phrase. */
export type Way = readonly string[]

/** One thing and all the ways to say it. */
interface Meaning {
  ways: Way[]
  /** ISO code, where only one country calls it so: acronyms and bodies. */
  country?: string
  /** Of a place, or of what an acronym or a name stands for. */
  isName: boolean
  /** Those of its words that stand alone, as they are written. */
  alone: ReadonlySet<string>
}

type Said = ReadonlyMap<string, readonly { way: Way; meaning: Meaning }[]>

/** The meanings of the lexicons. */
export interface Meanings {
  /** By the first word of any of their ways. */
  said: Said
  /** What words merely lead to, by the first of those words. */
  leads: Said
  /** Those of both said in one word, by what its other forms would begin with were it Spanish. */
  spanish: ReadonlyMap<string, readonly string[]>
  /** Phrases of nothing but stop words, by their first word, the longest first. */
  joined: ReadonlyMap<string, readonly string[][]>
  /** Every term that stands in one of their ways. */
  terms: ReadonlySet<string>
  /** The words as they are written, for mending slips. */
  spellings: ReadonlySet<string>
}

/** Acronyms and their words, Spanish and English, names and aliases: everything of the lexicons within a ceiling. */
export function* meaningsOf(knowledge: Knowledge, ceiling: Marking): Steps<Meanings> {
  const within = <T extends { marking: Marking }>(records: readonly T[]) =>
    withinCeiling(records, ceiling).shown
  const groups: { words: string[]; country?: string | undefined; to?: string[]; isName?: boolean }[] = [
    ...within(knowledge.terms),
    ...within(knowledge.substances).flatMap(({ name, aliases, forms }) => [
      { words: [name, ...aliases] },
      ...Object.values(forms).map((words) => ({ words })),
    ]),
    ...within(knowledge.places).map(({ name, aliases }) => ({
      words: [name, ...aliases],
      isName: true as const,
    })),
    ...within(knowledge.agencies).map(({ name, aliases, country }) => ({
      words: [name, ...aliases],
      country,
      isName: true as const,
    })),
    ...within(knowledge.acronyms).map(({ id, means, country }) => ({
      words: [id, means, ...means.split(/, | \(/)],
      country,
      // A government acts in everything that concerns its country, and is seldom named there.
      isName: !/^Government of/.test(means),
    })),
    ...within(knowledge.nations).map((nation) => ({ words: nationWords(nation) })),
    ...within(knowledge.units)
      .filter(({ dimension }) => dimension !== 'piece')
      .map(({ id, symbol, aliases }) => ({ words: [id, symbol, ...aliases] })),
    ...within(knowledge.leads).map(({ from, to }) => ({ words: from, to })),
  ]
  const [said, leads] = [new Map(), new Map()] as [Making, Making]
  const spanish = new Map<string, string[]>()
  const [terms, spellings] = [new Set<string>(), new Set<string>()]
  const joined = new Map<string, string[][]>()
  for (const [at, { words, country, to, isName = false }] of groups.entries()) {
    if (at % readAtOnce === 0) yield
    const phrases = words.map(readPhrase)
    const typed = distinct(phrases.flatMap(wayOf))
    for (const phrase of phrases.flatMap(joinedOf)) {
      const [first = ''] = phrase
      joined.set(
        first,
        [...(joined.get(first) ?? []), phrase].toSorted((one, other) => other.length - one.length),
      )
    }
    const meaning: Meaning = {
      ways: to === undefined ? typed : distinct(to.map(readPhrase).flatMap(wayOf)),
      ...(country !== undefined && { country }),
      isName,
      alone: new Set(phrases.flatMap(singleOf)),
    }
    const into = to === undefined ? said : leads
    for (const way of typed) {
      for (const term of way) terms.add(term)
      const [first = ''] = way
      into.set(first, [...(into.get(first) ?? []), { way, meaning }])
    }
    for (const word of meaning.alone) {
      spellings.add(word)
      const stem = spanishStem(word)
      spanish.set(stem, [...(spanish.get(stem) ?? []), word])
    }
  }
  return { said, leads, spanish, joined, terms, spellings }
}

type Making = Map<string, { way: Way; meaning: Meaning }[]>

/** What a country and what is of it are called; a language says where nothing lies. */
export function nationWords({ name, aliases, adjectives }: Nation): string[] {
  return [name, ...aliases, ...adjectives].filter((word) => !isCommonWord(foldText(word)))
}

/** Meanings read in a step. */
const readAtOnce = 40

/** A word or phrase of the lexicons, and its words without those that only carry it. */
interface Phrase {
  text: string
  words: readonly Word[]
  hasGap: boolean
}

function readPhrase(text: string): Phrase {
  return { text, words: subjectWords(text), hasGap: phraseGap.test(text) }
}

const phraseGap = /[\s/-]+/

/** A phrase of nothing but stop words is read as one word: `through_which`; one of which they leave a single word as none. */
function wayOf({ text, words, hasGap }: Phrase): Way[] {
  if (words.length > 1 || (words.length === 1 && !hasGap)) return [words.map(({ term }) => term)]
  if (words.length === 1 || !hasGap) return []
  return [subjectWords(foldText(text).split(phraseGap).join('_')).map(({ term }) => term)]
}

/** Such a phrase, word by word. */
function joinedOf({ text, words, hasGap }: Phrase): string[][] {
  return hasGap && words.length === 0 ? [foldText(text).split(phraseGap)] : []
}

function singleOf({ words: [word, ...others] }: Phrase): string[] {
  return word && others.length === 0 && /^[a-z]+$/.test(word.raw) ? [word.raw] : []
}

/** A question with each such phrase in it as one word, the longest first. */
export function joinPhrases(question: string, { joined }: Meanings): string {
  const tokens = question.split(/(?<=\s)/)
  const words = tokens.map((token) => foldText(token).replace(/[^\p{L}\p{N}]+$|^[^\p{L}\p{N}]+/gu, ''))
  const read: string[] = []
  for (let at = 0; at < words.length; ) {
    const phrase = joined
      .get(words[at] ?? '')
      ?.find((one) => one.every((word, index) => words[at + index] === word))
    const last = tokens[at + (phrase?.length ?? 1) - 1] ?? ''
    read.push(phrase ? phrase.join('_') + (/[^\p{L}\p{N}]+$/u.exec(last)?.[0] ?? '') : last)
    at += phrase?.length ?? 1
  }
  return read.join('')
}

/**
 * The longest way said at a place of a question, with every other way to say the same. Where countries differ on it, the
 * call's own decides, else one without a country, else the only one there is.
 */
export function saidAt(
  words: readonly Word[],
  at: number,
  { said }: Meanings,
  country: string | undefined,
): { length: number; ways: Way[]; isName: boolean } | undefined {
  const typed = words[at]
  const here = beginningAt(words, at, said).filter(
    ({ way, meaning }) =>
      way.length > 1 || typed === undefined || !(isVerbOf(typed, meaning) || isOtherWord(typed, meaning)),
  )
  const length = Math.max(0, ...here.map(({ way }) => way.length))
  const longest = here.filter(({ way }) => way.length === length).map(({ meaning }) => meaning)
  const ways = settle(longest, country)
  return ways.length === 0 ? undefined : { length, ways, isName: longest.every(({ isName }) => isName) }
}

/** True for an everyday word that shares its stem with a thing named in the plural alone: `leave` is not of `leaves`. */
function isVerbOf({ raw }: Word, { alone }: Meaning): boolean {
  return alone.has(`${raw}s`) && !alone.has(raw) && isCommonWord(raw)
}

/** True for another word that only shares its stem with a name: `tagged` is not of TAG. */
function isOtherWord({ raw }: Word, { isName, alone }: Meaning): boolean {
  return isName && !alone.has(raw) && !alone.has(raw.replace(/s$/, ''))
}

/** For each word of a question, what it leads to, alone or as one of `length` words. */
export function leadsOf(words: readonly Word[], { leads }: Meanings): { length: number; ways: Way[] }[][] {
  const led: { length: number; ways: Way[] }[][] = words.map(() => [])
  words.forEach((_, at) => {
    for (const { way, meaning } of beginningAt(words, at, leads)) {
      for (const part of led.slice(at, at + way.length)) part.push({ length: way.length, ways: meaning.ways })
    }
  })
  return led
}

function beginningAt(words: readonly Word[], at: number, said: Said): { way: Way; meaning: Meaning }[] {
  return (said.get(words[at]?.term ?? '') ?? []).filter(({ way }) =>
    way.every((term, index) => words[at + index]?.term === term),
  )
}

/** The word of the lexicons that a Spanish one is another form of: `extraditar` for `extraditados`. */
export function spanishForm({ raw }: Word, { spanish, spellings }: Meanings): string | undefined {
  const singular = [raw.replace(/s$/, ''), raw.replace(/es$/, '')].find((one) => spellings.has(one))
  return singular ?? spanish.get(spanishStem(raw))?.[0]
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

import {
  type ArticleSpan,
  coversArticles,
  parseArticles,
  placesNamed,
  printArticles,
} from '../../domain/article.ts'
import type { Marking } from '../../domain/marking.ts'
import { type HeldPlace, heldPlaces, placeAt } from '../held-places.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Library } from '../library.ts'
import type { Passage } from '../passage.ts'
import { recordsOf } from '../shelf.ts'
import { type Sought, soughtBy, tellsCount } from './asked.ts'
import { otherRules } from './instruments.ts'
import { inTurn, type NamedSource, namedSource } from './named-source.ts'

/** What a question names outright. */
export interface Named {
  /** Of every marking: the caller keeps to the ceiling. */
  passages: Passage[]
  /** Names of what there is nothing of: `PE-IL-9`, `09 STATE 32018 ¶99`, `10 LIMA 77`. */
  missing: string[]
}

/** What is named, and whether it is a source: then nothing else in the question asks for more. */
export interface NamedPassages extends NamedSource {
  isSource: boolean
}

const benchmarkKey = /(?:\b(?:FY)?(\d{4})\/)?\b([a-z]{2}-[a-z]{1,2}-\d{1,3})[a-z]?\b/gi

/** The same without its country. */
const shortKey = /(?<![\w-])([a-z]{1,2}-\d{1,3})([a-z]?)(?![\w-])/gi

/** A question with the ids of benchmarks in full: `IL-3b` is `PE-IL-3b` where one benchmark alone is called so. */
export function fullKeys(question: string, { cycles }: Knowledge): string {
  return question.replace(shortKey, (typed, short: string, indicator: string) => {
    const ids = cycles.flatMap(({ benchmarks }) => benchmarks.map(({ id }) => id))
    const [only, ...others] = new Set(ids.filter((id) => id.endsWith(`-${short.toUpperCase()}`)))
    return only === undefined || others.length > 0 ? typed : `${only}${indicator}`
  })
}

/** The cable numbers both alike; they are kept apart. */
const groupNumber = /\b(category|criterion) (\d{1,2})\b/gi

/**
 * The passages a question names outright: a source's paragraph with whatever cites it, else benchmarks and indicators by id
 * (the latest cycle that has it, unless one is given), places of the Convention, and the cable's categories and criteria.
 */
export function namedPassages(question: string, library: Library, ceiling: Marking): NamedPassages {
  const source = namedSource(question, library, ceiling)
  const records = recordsOf(library)
  if (source.passages.length + source.missing.length + source.choices.length > 0)
    return { ...source, ...besideSource(source, question, library), isSource: true }
  const named = [
    namedBenchmarks(question, records, library),
    namedArticles(question, records, library),
    namedGroups(question, records),
  ]
  const passages = [...new Set(named.flatMap((one) => one.passages))]
  return {
    passages: passages.length === 0 ? [] : thoseThatTell(passages, soughtBy(question)),
    missing: named.flatMap(({ missing }) => missing),
    choices: [],
    perhaps: source.perhaps,
    isSource: false,
  }
}

/** What a source's paragraphs are named with: `09 STATE 32018 para 9 and article 3.1(a)`. */
function besideSource(source: Named, question: string, library: Library): Named {
  const records = recordsOf(library)
  const each = [
    source,
    namedBenchmarks(question, records, library),
    namedArticles(question, records, library),
  ]
  return {
    passages: inTurn(each.map(({ passages }) => passages)),
    missing: [...new Set(each.flatMap(({ missing }) => missing))],
  }
}

/** Without places of the Convention where it is asked what happened under them, or how often. */
function thoseThatTell(passages: readonly Passage[], { asked, isOfOutcome }: Sought): Passage[] {
  return passages.filter(
    ({ id, lines }) =>
      !id.startsWith('article/') || (!isOfOutcome && (asked !== 'count' || lines.some(tellsCount))),
  )
}

function namedBenchmarks(question: string, records: readonly Passage[], { knowledge }: Library): Named {
  const found: Named = { passages: [], missing: [] }
  for (const [key, year, id = ''] of question.matchAll(benchmarkKey)) {
    const latestFirst = knowledge.cycles
      .map(({ cycle }) => cycle)
      .sort((one, other) => digits(other).localeCompare(digits(one)))
    const passage = latestFirst
      .filter((cycle) => year === undefined || digits(cycle) === year)
      .map((cycle) => records.find((one) => one.id === `benchmark/${cycle}/${id.toUpperCase()}`))
      .find((one) => one !== undefined)
    if (passage) found.passages.push(passage)
    else found.missing.push(key.toUpperCase())
  }
  return found
}

/** The place itself, else the nearest around it; of a range, what is held at its own depth. */
function namedArticles(question: string, records: readonly Passage[], { knowledge }: Library): Named {
  const named = placesNamed(question)
  const whole = parseArticles(question)
  const found: Named = { passages: [], missing: [] }
  if (!whole && named === undefined) return found
  const other = otherRules(question, knowledge)
  if (other !== undefined) return { passages: [], missing: [other] }
  const asked = whole ?? parseArticles(named ?? '')
  // `article 3 bis`, `articles 7 to 5`: another place is not given for it.
  if (!asked) return { passages: [], missing: [named ?? ''] }
  const places = heldPlaces(knowledge)
  const passageOf = ({ ref }: HeldPlace) => records.filter(({ id }) => id === `article/${ref}`)
  for (const ask of asked) {
    const inside = places.filter(
      ({ span }) => span.first.length === ask.first.length && coversArticles(ask, span),
    )
    const around = places.filter(({ span }) => coversArticles(span, ask)).slice(-1)
    found.passages.push(...(inside.length > 0 ? inside : around).flatMap(passageOf))
    found.missing.push(...notThere(ask, places))
  }
  return found
}

/** The first and the last of a span that there is not, and what there is. */
function notThere({ first, last }: ArticleSpan, places: readonly HeldPlace[]): string[] {
  const names = [first, last].flatMap((path) => {
    const { held, instead } = placeAt(path, places)
    const name = `article ${printArticles({ first: path, last: path })}`
    if (instead !== undefined) return [`${name} (${instead})`]
    return held ? [] : [name]
  })
  return [...new Set(names)]
}

function namedGroups(question: string, records: readonly Passage[]): Named {
  const found: Named = { passages: [], missing: [] }
  for (const [name, kind = '', number] of question.matchAll(groupNumber)) {
    const id = kind.toLowerCase() === 'category' ? `category/${number}` : `criterion/criterion-${number}`
    const passage = records.find((one) => one.id === id)
    if (passage) found.passages.push(passage)
    else found.missing.push(name.toLowerCase())
  }
  return found
}

const digits = (cycle: string): string => cycle.replace(/\D/g, '')

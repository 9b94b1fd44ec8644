import { type Cycle, type Indicator, periodAgainst } from './benchmark.ts'
import { failedClauses, resolveEntry } from './clause.ts'
import { type EvidenceGrade, evidenceGrades, type Happening } from './entry.ts'
import { readClauses } from './entry-grammar/clauses.ts'
import { makeLine } from './entry-grammar/line.ts'
import type { EntryReader } from './entry-grammar/outcome.ts'
import { parseEntry } from './entry-text.ts'
import type { Found } from './finding.ts'
import type { PlaceTerm } from './lexicon.ts'
import { type Marking, markClauses } from './marking.ts'
import { cleanText, foldText } from './text.ts'

/** The words of a line about a benchmark, without the clauses that say why, whence and how it is marked. */
export interface FindingLine {
  words: string
  reason: string
  source?: NonNullable<Happening['source']>
  grade: Happening['grade']
  mark?: Marking
}

/** What came of reading a baseline: its value, a question whose answers are words to type instead, or what to mend. */
export type BaselineReading =
  | { found: Found & { of: 'baseline' }; notes: string[] }
  | { ask: string; readings: { label: string; words: string }[] }
  | { problem: string }

/** Takes `because …`, `src …` and `mark …` out of a line, in whatever order; each ends where the next begins. */
export function readFindingLine(text: string): FindingLine | { problem: string } {
  const unquoted = text.replace(/"[^"]*"/g, (quoted) => '_'.repeat(quoted.length))
  const begin = /\bbecause\b/i.exec(unquoted)?.index ?? text.length
  const next = unquoted.slice(begin).search(/ (?:src\b|source:? _|evidence [A-D](?=\s|$))/i)
  const ends = [next < 0 ? [] : [begin + next], markClauses(unquoted).map(({ at }) => at)].flat()
  const end = Math.min(text.length, ...ends.filter((at) => at > begin))
  const reason = text.slice(begin + 'because'.length, end).trim()
  const [rest, graded] = takeGrade(cleanText(`${text.slice(0, begin)} ${text.slice(end)}`))
  const line = makeLine(rest)
  const clauses = readClauses(line)
  if ('problem' in clauses) return { problem: clauses.problem }
  if ('ask' in clauses) return { problem: clauses.ask }
  const { source, grade: usual, mark } = clauses
  const grade = graded ?? usual
  let words = line.text
  line.tokens.forEach(({ start, end }, at) => {
    if (line.claims[at] === undefined) return
    words = words.slice(0, start) + ' '.repeat(end - start) + words.slice(end)
  })
  return { words: cleanText(words), reason, grade, ...(source && { source }), ...(mark && { mark }) }
}

/** `evidence A`, said of a source whose words alone do not show what it is worth; not where it is quoted. */
function takeGrade(text: string): [rest: string, grade?: EvidenceGrade] {
  const unquoted = text.replace(/"[^"]*"/g, (quoted) => '_'.repeat(quoted.length))
  const found = /\bevidence ([A-D])(?=\s|$)/i.exec(unquoted)
  const grade = evidenceGrades.find((one) => one === found?.[1]?.toUpperCase())
  if (!found || !grade) return [text]
  return [cleanText(`${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`), grade]
}

/**
 * Reads `12,000 kg cocaine FY2008 in zones` as the value an indicator is compared with, by the readers of an entry of its
 * kind. The period must be one the cycle measures against, the scope what the indicator counts: a figure of the whole
 * country is no baseline of what is counted in some places.
 */
export function readBaseline(
  words: string,
  { id, ...indicator }: Indicator,
  cycle: Cycle,
  reader: EntryReader,
): BaselineReading {
  const rule = indicator.counts[0]
  if (!rule)
    return { problem: `${id} is judged, and has no baseline. Assess it: none, started, partial or met.` }
  const [named, period] = /(?:\b(?:in|for|of) )?\b((?:FY|CY)(?:19|2\d)\d\d)\b/i.exec(words) ?? []
  const periods = baselinePeriods(indicator, cycle)
  const allowed = periods.join(' or ')
  if (named === undefined || period === undefined) return { problem: `Say of what period: ${allowed}.` }
  if (!periods.includes(period.toUpperCase()))
    return {
      problem: `${period.toUpperCase()} is not what ${id} is measured against; that is ${allowed || 'nothing: its cycle names no earlier period'}.`,
    }
  const [before = '', after = ''] = words.split(named)
  const rest = cleanText(`${before} ${after}`)
  const [, amount = rest, place] = /^(.*?)\s*\b(?:in|across|at) (.+)$/i.exec(rest) ?? []
  const nationwide = /^(.*?)\s*\bnationwide$/i.exec(amount)
  const scope = readScope(nationwide ? 'nationwide' : place, { id, ...indicator }, reader)
  if ('problem' in scope) return scope
  const lead = `${[rule.kind[0], rule.method?.[0]].filter(Boolean).join(' ')} `
  const read = parseEntry(lead + (nationwide?.[1] ?? amount), reader)
  if ('ask' in read) {
    const tail = [place && `in ${place}`, nationwide && 'nationwide', period.toUpperCase()].filter(Boolean)
    const readings = read.readings.map(({ label, text }) => ({
      label,
      words: [text.startsWith(lead) ? text.slice(lead.length) : text, ...tail].join(' '),
    }))
    return { ask: read.ask, readings }
  }
  if ('problem' in read) return { problem: read.problem }
  const { quantity, substance, form } = read.parsed
  if (!quantity) return { problem: 'No figure: a baseline is a number with its unit, such as 12,000 kg.' }
  const unread = read.notes.find((note) => note.startsWith('not understood'))
  if (unread) return { problem: `${unread}; a baseline is a quantity, a substance, a period and a scope.` }
  const misfit = misfitOf(read.parsed, indicator, reader)
  if (misfit) return { problem: `${id} does not count that: ${misfit}.` }
  return {
    found: {
      of: 'baseline',
      period: period.toUpperCase(),
      scope: scope.scope,
      quantity,
      ...(indicator.measure !== 'count' && substance !== undefined && { substance }),
      ...(indicator.measure !== 'count' && form !== undefined && { form }),
    },
    notes: read.notes.filter((note) => !/^(?:no (?:date|source) given|more than )/i.test(note)),
  }
}

/** The one its target names; without such a target, the earlier periods of its own kind, for the trend. */
export function baselinePeriods(
  { target, period }: Pick<Indicator, 'target' | 'period'>,
  cycle: Cycle,
): string[] {
  const against = periodAgainst({ target })
  if (against !== undefined) return [against]
  return cycle.against.filter((name) => name.slice(0, 2) === period.slice(0, 2))
}

/** What an indicator counts of the country, in words: `coca production zones`, `Callao and Paita`, `the whole country`. */
function scopeOf({ counts }: Pick<Indicator, 'counts'>, places: readonly PlaceTerm[]): string {
  const somewhere = counts.every(({ place, placeClass }) => place ?? placeClass)
  if (!somewhere) return wholeCountry
  const classes = counts.flatMap(({ placeClass = [] }) => placeClass.map((name) => `${name}s`))
  const named = counts.flatMap(({ place = [] }) =>
    place.map((id) => places.find((term) => term.id === id)?.name ?? id),
  )
  return [...new Set([...classes, ...named])].join(' and ')
}

const wholeCountry = 'the whole country'

function readScope(
  typed: string | undefined,
  indicator: Indicator,
  reader: EntryReader,
): { scope: string } | { problem: string } {
  const scope = scopeOf(indicator, reader.lexicon.places)
  const words = foldText(typed ?? '').replace(/^(?:all |of |the )+/, '')
  if (scope === wholeCountry) {
    const country = reader.lexicon.countries.find(({ id }) => id === reader.country)
    const names = ['', 'nationwide', 'whole country', 'country', foldText(country?.name ?? '')]
    return names.includes(words)
      ? { scope }
      : { problem: `${indicator.id} counts the whole country; "${typed}" is a part of it.` }
  }
  const whole = foldText(scope)
  const last = whole.split(' ').at(-1) ?? whole
  if ([whole, whole.replace(/s$/, ''), last, last.replace(/s$/, '')].includes(words)) return { scope }
  return {
    problem:
      typed === undefined
        ? `Say what the figure covers: ${indicator.id} counts ${scope} only, so write "in ${last}" if it is of those.`
        : `${indicator.id} counts ${scope} only, and "${typed}" is something else: the two cannot be compared.`,
  }
}

/** What of a figure the indicator does not count: its kind, its substance, its class, its unit. */
function misfitOf(happening: Happening, { counts }: Pick<Indicator, 'counts'>, reader: EntryReader) {
  const resolved = resolveEntry(happening, reader.lexicon)
  const misfits = counts.map((clauses) => {
    const failures = failedClauses(clauses, resolved)
    if (failures === undefined) return `it reads as ${happening.kind}`
    return failures.find(({ clause }) => ['class', 'substance', 'dimension'].includes(clause))?.phrase
  })
  return misfits.every((misfit) => misfit !== undefined) ? misfits[0] : undefined
}

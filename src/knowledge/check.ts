import { parseArticles } from '../domain/article.ts'
import type { Benchmark, Cycle, Indicator } from '../domain/benchmark.ts'
import type { Citation } from '../domain/citation.ts'
import type { Clauses } from '../domain/clause.ts'
import { kindRules } from '../domain/kinds.ts'
import { makeDecimal } from '../domain/number-text.ts'
import { toSmallUnit } from '../domain/quantity.ts'
import { parseQuantity } from '../domain/quantity-text.ts'
import type { DataFile, Path, Problem } from './data-file.ts'
import type { Knowledge } from './knowledge.ts'
import { firstRuleDays } from './recurrence.ts'

/** Notes a problem with a record, at one of its fields. */
type Blame = (record: object, what: string, ...field: Path) => void

/** What records say of one another: ids stand once, citations name a source, references lead somewhere. */
export function checkReferences(knowledge: Knowledge, files: readonly DataFile[]): Problem[] {
  const problems: Problem[] = []
  const blame: Blame = (record, what, ...field) => {
    const file = files.find((candidate) => candidate.has(record))
    if (file) problems.push(file.problemWith(record, what, field))
  }
  checkIds(knowledge, blame)
  checkCitations(knowledge, blame)
  checkCountries(knowledge, blame)
  checkUnits(knowledge, blame)
  checkDays(knowledge, blame)
  for (const category of knowledge.categories) {
    checkArticles(category, category.articles, ['articles'], blame)
    checkArticles(category, category.overlay.articles, ['overlay', 'articles'], blame)
  }
  for (const cycle of knowledge.cycles) checkCycle(cycle, knowledge, blame)
  return problems
}

function checkIds({ hash: _hash, ...lists }: Knowledge, blame: Blame): void {
  for (const [name, records] of Object.entries(lists)) {
    const seen = new Set<string>()
    for (const record of records) {
      const key = keyOf(name, record)
      if (seen.has(key))
        blame(record, `"${key}" stands twice in ${name}; give one of them another id, or delete it`, 'id')
      seen.add(key)
    }
  }
}

function keyOf(list: string, record: object): string {
  const named = record as Partial<
    Record<'id' | 'cycle' | 'country' | 'calendar' | 'date', string> & { number: number }
  >
  if (list === 'decrees') return `${named.calendar} ${named.date}`
  if (list === 'cycles') return `${named.country} ${named.cycle}`
  if (list === 'acronyms') return `${named.id} ${named.country ?? ''}`.trim()
  return named.id ?? String(named.number)
}

function checkCitations({ hash: _hash, ...lists }: Knowledge, blame: Blame): void {
  const sources = lists.sources.map(({ id }) => id)
  const records: object[] = [
    ...Object.values(lists).flat(),
    ...lists.cycles.flatMap(({ benchmarks }) => benchmarks),
  ]
  for (const record of records) {
    const { cite } = record as { cite?: Citation | 'unverified' }
    if (cite === undefined || cite === 'unverified') continue
    if (!sources.some((id) => cite.source === id || cite.source.startsWith(`${id},`))) {
      blame(
        record,
        `cites "${cite.source}", which data/sources does not describe; add it there, or begin the citation with a source's id`,
        'cite',
      )
    }
  }
}

function checkCountries(
  { countries, places, agencies, acronyms, deadlines, facts, cycles }: Knowledge,
  blame: Blame,
): void {
  const known = new Set(countries.map(({ id }) => id))
  for (const record of [...places, ...agencies, ...acronyms, ...deadlines, ...facts, ...cycles]) {
    if (record.country !== undefined && !known.has(record.country))
      blame(record, missing(record.country, 'country'), 'country')
  }
}

/** Decrees name a calendar that is held; a deadline's rule comes to a day, and what shows it met can be logged. */
function checkDays(knowledge: Knowledge, blame: Blame): void {
  const { calendars, decrees, deadlines } = knowledge
  for (const decree of decrees) {
    if (!calendars.some(({ id }) => id === decree.calendar))
      blame(decree, missing(decree.calendar, 'calendar'), 'calendar')
  }
  for (const deadline of deadlines) {
    const { due } = deadline
    if ('rule' in due && firstRuleDays(due.rule, due.since, 1).length === 0)
      blame(deadline, `"${due.rule}" never falls due, or is no rule of whole days`, 'due', 'rule')
    for (const [index, clauses] of (deadline.shownBy ?? []).entries())
      checkClauses(deadline, clauses, ['shownBy', index], knowledge, blame)
  }
}

function checkUnits({ units }: Knowledge, blame: Blame): void {
  for (const unit of units) {
    for (const reading of unit.readings) {
      if (!units.some(({ id }) => id === reading)) blame(unit, missing(reading, 'unit'), 'readings')
    }
    if (unit.readings.length > 0) continue
    try {
      toSmallUnit(makeDecimal('1'), unit)
    } catch {
      blame(
        unit,
        `"${unit.library}" is no unit of ${unit.dimension} that the units library knows; write its name there, e.g. kilogram`,
        'library',
      )
    }
  }
}

function checkArticles(record: object, refs: readonly string[], field: Path, blame: Blame): void {
  for (const ref of refs) {
    if (parseArticles(ref) === undefined)
      blame(record, `"${ref}" is no reference to the Convention; write 3.1(a)(i) or 9-19`, ...field)
  }
}

function checkCycle(cycle: Cycle, knowledge: Knowledge, blame: Blame): void {
  const keys = knowledge.cycles
    .filter(({ country }) => country === cycle.country)
    .flatMap(({ cycle, benchmarks }) => benchmarks.map(({ id }) => `${cycle}/${id}`))
  for (const benchmark of cycle.benchmarks) {
    const { heading, continues, areas, articles, indicators, supports } = benchmark
    if (!cycle.headings.includes(heading))
      blame(benchmark, missing(heading, 'heading of this cycle'), 'heading')
    if (continues !== undefined && !keys.includes(continues))
      blame(benchmark, missing(continues, 'benchmark'), 'continues')
    for (const [index, { id }] of areas.entries()) {
      if (!knowledge.areas.some((area) => area.id === id))
        blame(benchmark, missing(id, 'area'), 'areas', index, 'id')
    }
    for (const [index, { ref }] of articles.entries())
      checkArticles(benchmark, [ref], ['articles', index, 'ref'], blame)
    for (const [index, clauses] of supports.entries())
      checkClauses(benchmark, clauses, ['supports', index], knowledge, blame)
    for (const [index, indicator] of indicators.entries())
      checkIndicator(benchmark, indicator, ['indicators', index], knowledge, blame)
  }
}

function checkIndicator(
  benchmark: Benchmark,
  indicator: Indicator,
  at: Path,
  knowledge: Knowledge,
  blame: Blame,
): void {
  if (!indicator.id.startsWith(benchmark.id)) {
    blame(benchmark, `indicator "${indicator.id}" must begin with "${benchmark.id}"; rename it`, ...at, 'id')
  }
  for (const side of ['counts', 'over'] as const) {
    for (const [index, clauses] of indicator[side].entries())
      checkClauses(benchmark, clauses, [...at, side, index], knowledge, blame)
  }
  const { target } = indicator
  if (target && 'at' in target) checkFigure(benchmark, target.at, [...at, 'target', 'at'], knowledge, blame)
  for (const [index, { quantity }] of indicator.baselines.entries()) {
    checkFigure(benchmark, quantity, [...at, 'baselines', index, 'quantity'], knowledge, blame)
  }
}

function checkFigure(
  benchmark: Benchmark,
  figure: string,
  at: Path,
  { units }: Knowledge,
  blame: Blame,
): void {
  if (!('quantity' in parseQuantity(figure, units)))
    blame(benchmark, `"${figure}" is not one plain quantity; write it like "8,000 ha"`, ...at)
}

function checkClauses(
  record: Parameters<Blame>[0],
  clauses: Clauses,
  at: Path,
  { substances, places }: Knowledge,
  blame: Blame,
): void {
  const methods = clauses.kind.flatMap((kind) => kindRules[kind].methods.map(({ id }) => id))
  const known = {
    method: new Set(methods),
    class: new Set<string>(substances.map((substance) => substance.class)),
    substance: new Set(substances.map(({ id }) => id)),
    place: new Set(places.map(({ id }) => id)),
    placeClass: new Set(places.map((place) => place.class)),
  }
  for (const [clause, ids] of Object.entries(known)) {
    for (const value of clauses[clause as keyof typeof known] ?? []) {
      if (!ids.has(value)) blame(record, missing(value, clause), ...at, clause)
    }
  }
}

function missing(value: string, what: string): string {
  return `"${value}" is no ${what} that the data folder holds; add it, or correct the id`
}

import type * as z from 'zod'
import { cycleSchema } from '../domain/benchmark.ts'
import { deadlineSchema } from '../domain/deadline.ts'
import { checkReferences } from './check.ts'
import { DataFile, type Problem } from './data-file.ts'
import { readFolder } from './data-folder.ts'
import type { Knowledge } from './knowledge.ts'
import * as schema from './schema.ts'

/** The lists of records each kind of file may hold, and the schema of a record. */
const recordFiles: { path: RegExp; lists: Partial<Record<keyof Knowledge, z.ZodType>> }[] = [
  { path: /^countries\.yaml$/, lists: { countries: schema.countrySchema } },
  { path: /^calendars\.yaml$/, lists: { calendars: schema.calendarSchema } },
  { path: /^decrees\.yaml$/, lists: { decrees: schema.decreeSchema } },
  { path: /^lexicon\/substances\.yaml$/, lists: { substances: schema.substanceSchema } },
  { path: /^lexicon\/units\.yaml$/, lists: { units: schema.unitSchema } },
  { path: /^lexicon\/actions\.yaml$/, lists: { actions: schema.actionSchema } },
  { path: /^lexicon\/cues\.yaml$/, lists: { cues: schema.cueSchema } },
  { path: /^lexicon\/nations\.yaml$/, lists: { nations: schema.nationSchema } },
  { path: /^lexicon\/places\.yaml$/, lists: { places: schema.placeSchema } },
  { path: /^lexicon\/agencies\.yaml$/, lists: { agencies: schema.agencySchema } },
  { path: /^lexicon\/acronyms\.yaml$/, lists: { acronyms: schema.acronymSchema } },
  { path: /^lexicon\/terms\.yaml$/, lists: { terms: schema.termSchema } },
  { path: /^lexicon\/leads\.yaml$/, lists: { leads: schema.leadSchema } },
  { path: /^lexicon\/asked\.yaml$/, lists: { asked: schema.askedSchema } },
  {
    path: /^instruments\/[^/]+\.yaml$/,
    lists: { articles: schema.articleSchema, categories: schema.categorySchema, facts: schema.factSchema },
  },
  {
    path: /^regimes\/[^/]+\.yaml$/,
    lists: {
      facts: schema.factSchema,
      areas: schema.areaSchema,
      statutoryAreas: schema.areaSchema,
      criteria: schema.factSchema,
      headings: schema.headingSchema,
      deadlines: deadlineSchema,
    },
  },
  { path: /^sources\/[^/]+\.yaml$/, lists: { sources: schema.sourceSchema, facts: schema.factSchema } },
]

const cycleFile = /^benchmarks\/[^/]+\.yaml$/

/**
 * Reads and checks a whole data folder: every file, every record, then what records say of one another. Either `knowledge`
 * is there, or `problems` says everything that is wrong, file by file; never half of it.
 */
export function readKnowledge(folder: string): { knowledge?: Knowledge; problems: Problem[] } {
  const knowledge: Knowledge = emptyKnowledge()
  const problems: Problem[] = []
  const files: DataFile[] = []
  const folderRead = readFolder(folder)
  if ('problem' in folderRead) return { problems: [folderRead.problem] }
  for (const { name, text } of folderRead.files) {
    const file = new DataFile(name, text)
    files.push(file)
    if (cycleFile.test(name)) readCycle(file, knowledge)
    else readRecords(file, knowledge)
    problems.push(...file.problems)
  }
  knowledge.hash = folderRead.hash
  if (problems.length === 0) problems.push(...checkReferences(knowledge, files))
  knowledge.calendars = knowledge.calendars.map((calendar) => withDecrees(calendar, knowledge.decrees))
  return problems.length === 0 ? { knowledge, problems } : { problems }
}

/** What a decree says goes before what stands in the calendar's own record. */
function withDecrees(
  calendar: schema.CalendarRecord,
  decrees: readonly schema.Decree[],
): schema.CalendarRecord {
  const own = decrees.filter((decree) => decree.calendar === calendar.id)
  return own.length === 0 ? calendar : { ...calendar, overrides: [...calendar.overrides, ...own] }
}

function readRecords(file: DataFile, knowledge: Knowledge): void {
  const kind = recordFiles.find(({ path }) => path.test(file.name))
  if (!kind) {
    file.problem(
      [],
      'is not a file that Attaché knows; see data/ in CONTRIBUTING.md for the names that are read',
    )
    return
  }
  const { about: _about, defaults: _defaults, ...lists } = file.content
  for (const name of Object.keys(lists)) {
    if (!(name in kind.lists)) file.problemAtKey([], name, Object.keys(kind.lists))
  }
  for (const [name, recordSchema] of Object.entries(kind.lists)) {
    if (file.content[name] === undefined) continue
    const target = knowledge[name as keyof Knowledge] as unknown[]
    target.push(...file.records(name, recordSchema))
  }
}

function readCycle(file: DataFile, knowledge: Knowledge): void {
  const { about: _about, defaults: _defaults, deadlines, ...cycle } = file.content
  if (Array.isArray(cycle.benchmarks)) {
    cycle.benchmarks = cycle.benchmarks.map((benchmark) =>
      file.withDefaults(benchmark, ['marking', 'actor', 'cite']),
    )
  }
  const read = file.parse([], cycle, cycleSchema)
  if (read !== undefined) {
    knowledge.cycles.push(read)
    file.at(read, [])
    for (const [index, benchmark] of read.benchmarks.entries()) file.at(benchmark, ['benchmarks', index])
  }
  if (deadlines !== undefined) knowledge.deadlines.push(...file.records('deadlines', deadlineSchema))
}

function emptyKnowledge(): Knowledge {
  return {
    hash: '',
    countries: [],
    substances: [],
    units: [],
    actions: [],
    cues: [],
    nations: [],
    places: [],
    agencies: [],
    acronyms: [],
    terms: [],
    leads: [],
    asked: [],
    sources: [],
    articles: [],
    categories: [],
    areas: [],
    statutoryAreas: [],
    criteria: [],
    headings: [],
    facts: [],
    calendars: [],
    decrees: [],
    cycles: [],
    deadlines: [],
  }
}

/** `countries.yaml:12: what`, as every place that shows problems prints them. */
export function printProblem({ file, line, what }: Problem): string {
  return `${file}:${line}: ${what}`
}

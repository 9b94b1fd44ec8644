import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { terminalMember } from '../commands/call.ts'
import { worthAnImage } from '../commands/library.ts'
import { claimLabel, type Reading, settleClaims } from '../commands/source/claims.ts'
import type { Config } from '../config.ts'
import type { Marking } from '../domain/marking.ts'
import { printName } from '../domain/text.ts'
import type { Problem } from '../knowledge/data-file.ts'
import { readableEndings, refuseTooLarge } from '../knowledge/documents/file-format.ts'
import type { Refusal } from '../knowledge/documents/line.ts'
import {
  type DocumentReading,
  makeReading,
  readFileText,
  sayAsOption,
} from '../knowledge/documents/read-document.ts'
import {
  type CableInFiles,
  readCables,
  type SectionFile,
  sectionOf,
} from '../knowledge/documents/sections.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { printProblem } from '../knowledge/load.ts'
import { keepDocument } from '../store/documents.ts'
import type { Store } from '../store/open.ts'
import type { Mode } from '../store/settings.ts'
import { type FoundFile, findFiles } from './find-files.ts'
import {
  describeReading,
  type Outcome,
  printMore,
  printOutcome,
  printPassedOver,
  printStopped,
  printSum,
} from './ingest-lines.ts'
import { onInterruption } from './interruption.ts'
import {
  makeDesk,
  makeLog,
  needKnowledge,
  openStamped,
  openStanding,
  parseVerb,
  readSettings,
  storeNow,
  UsageError,
} from './program.ts'
import { type Progress, startProgress } from './progress.ts'
import { openSearch } from './search-image.ts'

const form = 'attache ingest [--dry-run] [--as "09 STATE 32018"] FILE|FOLDER …'

/**
 * Takes documents in: reads every file named and every one in the folders named, then keeps each document in a transaction of
 * its own. A dry run says what would be understood, and keeps nothing. Exit 1 when any file was refused; 130 after Ctrl-C, which
 * leaves whole what was taken in by then and says how much that is.
 */
export async function runVerb(args: string[]): Promise<number> {
  const { named, as, isDry } = readArguments(args)
  const config = readSettings()
  const knowledge = needKnowledge(config.data)
  const { store, mode } = isDry ? await openToLook(config) : await openStamped(config)
  const progress = startProgress(
    (line) => process.stderr.write(`${line}\n`),
    () => performance.now(),
  )
  const outcomes: Outcome[] = []
  let coming: readonly Reading[] | undefined
  const stopWatching = onInterruption(() => printStopped(outcomes, coming, isDry))
  try {
    const { files, passedOver, problems } = findFiles(named, readableEndings)
    const { ceiling } = makeDesk(config, store.db, mode, knowledge)
    const { readings, remarks, refused, documents } = await readFiles(files, {
      store,
      ceiling,
      knowledge,
      as,
      progress,
    })
    if (as !== undefined && documents > 1)
      throw new UsageError(`--as names one document, and these are ${files.length} files: ${form}`)
    const settled = await settleClaims(store.db, readings, {
      isGiven: as !== undefined,
      sayAs: sayAsOption,
    })
    const refusals = [...problems, ...refused, ...settled.problems]
    for (const problem of [...remarks, ...settled.remarks, ...refusals]) tell(problem)
    if (passedOver.size > 0) process.stderr.write(`${printPassedOver(passedOver)}\n`)

    coming = settled.kept
    for (const [index, reading] of settled.kept.entries()) {
      progress(`kept ${index} of ${settled.kept.length} documents`)
      // Here, between two documents, Ctrl-C is heard.
      await setImmediate()
      const outcome = isDry ? foresee(reading) : await keep(reading, store, mode)
      if (isDry) process.stdout.write(`${describeReading(reading).join('\n')}\n`)
      process.stdout.write(`${printOutcome(reading, outcome, isDry)}\n`)
      outcomes.push(outcome)
    }
    const changed = settled.kept.filter((_, at) => outcomes[at] !== 'unchanged')
    const paragraphs = changed.reduce((sum, { document }) => sum + document.paragraphs.length, 0)
    // So that a start need not read them; fewer are soon read.
    if (!isDry && paragraphs >= worthAnImage) {
      await openSearch({ store, knowledge, log: makeLog(config.logLevel), onStage: progress })
    }
    process.stdout.write(`${printSum(files.length + problems.length, outcomes, refusals.length, isDry)}\n`)
    return refusals.length === 0 ? 0 : 1
  } finally {
    stopWatching()
    await store.close()
  }
}

function readArguments(args: string[]): { named: string[]; as: string | undefined; isDry: boolean } {
  const { values, positionals } = parseVerb(args, {
    'dry-run': { type: 'boolean', default: false },
    as: { type: 'string' },
  })
  if (positionals.length === 0) throw new UsageError(`ingest takes files or folders: ${form}`)
  return { named: positionals, as: values.as, isDry: values['dry-run'] }
}

/** The store as it stands, or an empty one where there is none yet. */
function openToLook(config: Config): Promise<{ store: Store; mode: Mode }> {
  return openStanding(config, existsSync(config.database) ? config.database : ':memory:')
}

interface Reader {
  store: Store
  ceiling: Marking
  knowledge: Knowledge
  as: string | undefined
  progress: Progress
}

/** Remarks told of one file; who prints a list of ten thousand reads none of them. */
const mostRemarks = 20

/** Reads all files before any is kept: two may claim one label, and several be the sections of one cable. */
async function readFiles(files: readonly FoundFile[], { store, progress, ceiling, knowledge, as }: Reader) {
  const options = { ceiling, sources: knowledge.sources, ...(as !== undefined && { as }) }
  const readings: Reading[] = []
  const remarks: Problem[] = []
  const refused: Problem[] = []
  const take = async (file: FoundFile, read: DocumentReading | Refusal) => {
    if ('refused' in read) {
      refused.push({ file: file.path, line: read.refused.line ?? 1, what: read.refused.what })
      return
    }
    readings.push(await claimLabel(store.db, file, read.document, as !== undefined))
    for (const problem of read.problems.slice(0, mostRemarks)) remarks.push({ file: file.path, ...problem })
    const more = read.problems[mostRemarks]
    if (more)
      remarks.push({ file: file.path, line: more.line, what: printMore(read.problems.length - mostRemarks) })
  }
  const sections: FoundSection[] = []
  for (const [index, file] of files.entries()) {
    progress(`read ${index} of ${files.length} files, now ${printName(file.path)}`)
    const text = await readOne(file)
    const section = 'refused' in text ? undefined : sectionOf(text, ceiling)
    if (section) sections.push({ name: file.path, file, section })
    else await take(file, 'refused' in text ? text : makeReading(basename(file.path), text, options))
  }
  const cables = readCables(sections, options)
  for (const cable of cables) {
    if ('refused' in cable.read) {
      for (const { file, refusal } of cable.read.refused) await take(file.file, refusal)
    } else await take(joinedFile(cable), cable.read)
    for (const { file, section } of 'refused' in cable.read ? [] : cable.copies)
      remarks.push({
        file: file.path,
        line: 1,
        what: `holds section ${section.number} once more, and is not read`,
      })
  }
  return { readings, remarks, refused, documents: files.length - sections.length + cables.length }
}

interface FoundSection extends SectionFile {
  file: FoundFile
}

/** The files of one cable as one, under the name of the first. */
function joinedFile({ files: [first, ...others] }: CableInFiles<FoundSection>): FoundFile {
  if (!first) throw new Error('A cable has one section at least.')
  if (others.length === 0) return first.file
  const path = `${first.file.path} and ${others.length} more section${others.length === 1 ? '' : 's'}`
  return { ...first.file, path }
}

async function readOne({ path, realPath, bytes }: FoundFile): ReturnType<typeof readFileText> {
  const tooLarge = refuseTooLarge(path, bytes)
  if (tooLarge) return tooLarge
  try {
    return await readFileText({ name: basename(path), bytes: await readFile(realPath) })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === undefined) throw error
    return { refused: { what: `cannot be read (${code})` } }
  }
}

async function keep({ file, document }: Reading, { db }: Store, mode: Mode): Promise<Outcome> {
  const now = await storeNow(db, mode)
  const { outcome } = await keepDocument(db, document, { path: file.realPath, by: terminalMember, now })
  return outcome
}

function foresee({ current, hash }: Reading): Outcome {
  if (!current) return 'new'
  return current.hash === hash ? 'unchanged' : 'changed'
}

/** `file:line: what`, on one line whatever the file is called. */
function tell(problem: Problem): void {
  process.stderr.write(`${printProblem({ ...problem, file: printName(problem.file) })}\n`)
}

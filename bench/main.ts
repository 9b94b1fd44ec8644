import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inMillion, measureCard, onCard } from './card.ts'
import { measureChanges } from './changes.ts'
import { measureCommands } from './commands.ts'
import { shippedKnowledge } from './desk.ts'
import { measureDocuments } from './documents.ts'
import { measureEntrySpeed, scoreEntries } from './entries.ts'
import { inCycle, inLargeStore } from './filled-store.ts'
import { measureIngest } from './ingest.ts'
import { measureLongLines } from './long-lines.ts'
import { manyDeadlines, measureManyDeadlines, measureNudges } from './nudges.ts'
import { describeQuestions } from './questions.ts'
import { describeSearch } from './search.ts'
import { measureSlack, rounds } from './slack.ts'
import { measureStartUp } from './start-up.ts'

/** In Slack a command's median may be so many milliseconds above that of bare Bolt, its 99th percentile so many times it. */
const slackGoal = { more: 2, times: 2 }

/** Sentences read in a second, on one core. */
const sentencesGoal = 5_000

/** Paragraphs taken in a second; milliseconds until a start is ready to be searched. */
const ingestGoal = { perSecond: 2_000, ready: 5_000 }

/** Milliseconds that a card may take to become a Word document. */
const documentGoal = 1_000

/** A command with a full store may take so many times what it takes with its own cycle's entries alone. */
const goal = 1.5

/** A card may take so many times what reading its rows takes. */
const cardGoal = 3

/** In the order measured; `npm run bench -- slack documents` measures only those. */
const parts: Record<string, () => void | Promise<void>> = {
  start: printStartUp,
  commands: printCommands,
  changes: printChanges,
  card: printCard,
  lines: printLongLines,
  entries: printEntries,
  memory: printMemory,
  nudges: printNudges,
  documents: printDocuments,
  slack: printSlack,
  ingest: printIngest,
  questions: async () => {
    for (const line of await describeQuestions()) print(line)
  },
  search: () => {
    for (const line of describeSearch(process.env.ATTACHE_EVAL_IR)) print(line)
  },
}

const names = process.argv.slice(2)
const unknown = names.find((name) => !(name in parts))
if (unknown !== undefined)
  throw new Error(`no part is called ${unknown}; there are ${Object.keys(parts).join(', ')}`)
const wanted = (name: string) => names.length === 0 || names.includes(name)

const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'))
try {
  const machine = cpus()
  print(`${machine[0]?.model.trim()}, ${machine.length} cores, Node ${process.version}`)
  for (const [name, printPart] of Object.entries(parts)) if (wanted(name)) await printPart()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function printStartUp(): Promise<void> {
  const { one, other, ratio } = await measureStartUp(folder)
  print('\nStart-up to the first answer (medians of 15, turn and turn about)')
  printRow('node -e 0', ms(other))
  printRow('attache run -- "/benchmark peru"', ms(one), `${ms(one - other)} more, ${ratio.toFixed(1)} times`)
}

async function printCommands(): Promise<void> {
  const measured = await measureCommands(folder)
  print(
    `\nA command in process: ${count(inLargeStore)} entries stored, ${inCycle} of them in the cycle, beside a store of those ${inCycle}`,
  )
  print(`(medians of 60, turn and turn about; the goal is under ${goal} times)`)
  for (const { line, one, other, ratio } of measured) {
    printRow(line, ms(one), `${ms(other).padStart(10)}  ${ratio.toFixed(2)} times  ${verdict(ratio < goal)}`)
  }
}

async function printChanges(): Promise<void> {
  print(
    `\nA change where ${count(inLargeStore)} entries lie in one cycle, beside a store of few (medians of 10)`,
  )
  for (const { line, many, few } of await measureChanges(folder, inLargeStore))
    printRow(line, ms(many), `${ms(few).padStart(10)}  ${(many / few).toFixed(2)} times`)
}

async function printCard(): Promise<void> {
  const { one, other, ratio, again, heap } = await measureCard(folder, shippedKnowledge())
  print(
    `\nA report card over ${count(onCard)} entries in a store of ${count(inMillion)}, beside the bare query that reads their rows`,
  )
  print(`(medians of 15, turn and turn about; the goal is under ${cardGoal} times)`)
  const times = `${ratio.toFixed(2)} times  ${verdict(ratio < cardGoal)}`
  printRow('/reportcard peru', ms(one), `${ms(other).padStart(10)}  ${times}`)
  printRow('the same again, nothing recorded since', ms(again))
  const [all, alone] = [heap.million, heap.alone].map((bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`)
  printRow('heap it takes, and in a store of its own', all ?? '', alone)
}

async function printLongLines(): Promise<void> {
  const { lines, ordinary, slowest, line } = await measureLongLines(folder)
  print(`\nThe slowest of ${lines} lines of 2,000 characters, beside an ordinary entry`)
  printRow(line, ms(slowest), `${ms(ordinary).padStart(10)}  ${(slowest / ordinary).toFixed(1)} times`)
}

async function printEntries(): Promise<void> {
  const knowledge = shippedKnowledge()
  const { perSecond, slowest, shape, doubled, shapes } = measureEntrySpeed(knowledge)
  print(
    `\nReading entries: ordinary sentences (goal: ${count(sentencesGoal)} a second), and ${shapes} shapes of 10,000 characters`,
  )
  printRow('sentences a second', count(perSecond), verdict(perSecond >= sentencesGoal))
  printRow(`slowest shape: ${shape}`, ms(slowest))
  printRow('twice the text takes, at most', `${doubled.toFixed(2)} times`)
  const scored = scoreEntries(folder, knowledge)
  print(
    scored
      ? '\nHand-read sentences'
      : '\nHand-read sentences: skipped, ATTACHE_EVAL names no folder with score.mjs',
  )
  for (const line of scored ?? []) print(`  ${line}`)
}

function printMemory(): void {
  const program = fileURLToPath(new URL('./memory.js', import.meta.url))
  const told = execFileSync(process.execPath, [program, folder], { encoding: 'utf8' })
  print('\nResident set')
  for (const [calls, bytes] of JSON.parse(told) as [number, number][])
    printRow(
      calls === 0 ? 'after start-up' : `after ${count(calls)} calls`,
      `${Math.round(bytes / 2 ** 20)} MB`,
    )
}

async function printNudges(): Promise<void> {
  const { channels, deadlines, nudges, took } = await measureNudges()
  print('\nPlanning a year of nudges (median of 15)')
  printRow(`${channels} countries, ${deadlines} deadlines: ${count(nudges)} posts`, ms(took))
  printRow(`one tick of a channel with ${count(manyDeadlines)} deadlines`, ms(await measureManyDeadlines()))
}

async function printDocuments(): Promise<void> {
  print(
    `\nA card as a Word document, written in a thread of its own (medians of 5; goal: ${documentGoal} ms), and others' acks over signed HTTP meanwhile`,
  )
  for (const { entries, bytes, took, handed, busy, idle } of await measureDocuments(folder, [
    inCycle,
    onCard,
  ])) {
    printRow(`${count(entries)} entries: ${count(bytes)} bytes`, ms(took), verdict(took < documentGoal))
    printRow('  asked for over HTTP, until handed over', ms(handed))
    printRow('  an ack meanwhile, median', ms(busy.median), `${ms(idle.median).padStart(10)} without`)
    printRow('  p99', ms(busy.p99), `${ms(idle.p99).padStart(10)} without`)
  }
}

async function printSlack(): Promise<void> {
  const measured = await measureSlack(folder)
  print(
    `\nSigned HTTP, request sent to answer received: the program with ${count(inLargeStore)} entries stored, beside bare Bolt that acks the same bytes (a log after one insert)`,
  )
  print(
    `(${rounds} of each, turn and turn about; the goal is a median at most ${slackGoal.more} ms above, and a p99 at most ${slackGoal.times} times)`,
  )
  for (const { line, bytes, attache, bare } of measured) {
    const more = attache.median - bare.median
    const times = attache.p99 / bare.p99
    printRow(
      `${line}, median`,
      ms(attache.median),
      `${ms(bare.median).padStart(10)}  ${ms(more)} more, ${(attache.median / bare.median).toFixed(2)} times  ${verdict(more <= slackGoal.more)}`,
    )
    printRow(
      `  ${count(bytes)} bytes, p99`,
      ms(attache.p99),
      `${ms(bare.p99).padStart(10)}  ${ms(attache.p99 - bare.p99)} more, ${times.toFixed(2)} times  ${verdict(times <= slackGoal.times)}`,
    )
  }
}

async function printIngest(): Promise<void> {
  const { paragraphs, perSecond, ready, longestHold } = await measureIngest(folder)
  print(
    `\nTaking in ${count(paragraphs)} paragraphs of invented cables, from text to the store and the search image`,
  )
  printRow('paragraphs a second', count(Math.round(perSecond)), verdict(perSecond >= ingestGoal.perSecond))
  printRow('then a start, until ready to be searched', ms(ready), verdict(ready <= ingestGoal.ready))
  printRow('  longest that anything else waits meanwhile', ms(longestHold))
}

function verdict(isMet: boolean): string {
  return isMet ? 'within' : 'outside the goal'
}

function printRow(what: string, figure: string, more = ''): void {
  print(`  ${what.padEnd(46)}${figure.padStart(10)}  ${more}`.trimEnd())
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`
}

function count(number: number): string {
  return number.toLocaleString('en-US')
}

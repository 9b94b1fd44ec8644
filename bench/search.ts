import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Collection, mean, meanGain, misspell, readCollections, seeded } from './search-collections.ts'
import { type Engine, fts5, fts5Repeating, lunrEngine, minisearch, ours } from './search-engines.ts'
import type { Large } from './search-large.ts'

/**
 * Beside FTS5: above it on each collection, by so much on the mean of the ratios, and answering in so small a part of its time.
 * A slip in a question may cost so much; a passage may take so many bytes; times in milliseconds.
 */
const goal = { fts5: 1.05, lunr: 1, misspelt: 0.95, fts5Times: 20, p99: 10, bytes: 3_600, load: 5_000 }

const peers = { minisearch, fts5, fts5Repeating, lunr: lunrEngine } satisfies Record<string, Engine>
type Peer = keyof typeof peers

/** The lines of the search bench. `folder` holds the public collections; without it nothing is measured, and that is said. */
export function* describeSearch(folder: string | undefined): Generator<string> {
  yield '\nSearch'
  const collections = folder === undefined ? [] : readCollections(folder)
  if (folder === undefined || collections.length === 0) {
    yield '  skipped: ATTACHE_EVAL_IR names no folder of public collections'
    return
  }
  yield* describeQuality(collections)
  yield* describeLarge(folder)
}

function* describeQuality(collections: readonly Collection[]): Generator<string> {
  yield '  nDCG@10, one configuration for all; FTS5 is asked without stop words, each word once or as often as it is said'
  yield row('', ['ours', 'one slip', 'MiniSearch', 'FTS5', 'FTS5 often', 'lunr'])
  const ratios: Record<Peer | 'misspelt', number[]> = {
    misspelt: [],
    minisearch: [],
    fts5: [],
    fts5Repeating: [],
    lunr: [],
  }
  for (const collection of collections) {
    const own = ours(collection.texts)
    const clean = meanGain(collection, own)
    const misspelt = meanGain(misspell(collection, seeded(1988)), own)
    ratios.misspelt.push(misspelt / clean)
    const theirs = Object.entries(peers).map(([name, engine]) => {
      const gain = meanGain(collection, engine(collection.texts))
      ratios[name as Peer].push(clean / gain)
      return gain
    })
    yield row(
      `${collection.name}: ${collection.texts.length} texts, ${collection.questions.length} questions`,
      [clean, misspelt, ...theirs].map((figure) => figure.toFixed(4)),
    )
  }
  yield row('mean ratio of ours to MiniSearch', [mean(ratios.minisearch).toFixed(3)])
  const isAbove = [...ratios.fts5, ...ratios.fts5Repeating].every((ratio) => ratio > 1)
  yield row('mean ratio of ours to FTS5', [
    mean(ratios.fts5).toFixed(3),
    verdict(isAbove && mean(ratios.fts5) >= goal.fts5),
  ])
  yield row('mean ratio of ours to FTS5 asked as often', [
    mean(ratios.fts5Repeating).toFixed(3),
    verdict(isAbove && mean(ratios.fts5Repeating) >= goal.fts5),
  ])
  yield row('mean ratio of ours to lunr', [
    mean(ratios.lunr).toFixed(3),
    verdict(mean(ratios.lunr) > goal.lunr),
  ])
  const isForgiving = Math.min(...ratios.misspelt) >= goal.misspelt
  yield row('mean ratio of one slip to none', [mean(ratios.misspelt).toFixed(3), verdict(isForgiving)])
}

function* describeLarge(folder: string): Generator<string> {
  const program = fileURLToPath(new URL('./search-large.js', import.meta.url))
  const told = execFileSync(process.execPath, ['--expose-gc', program, folder], { encoding: 'utf8' })
  const large = JSON.parse(told) as Large
  const times = large.fts5.median / large.ours.median
  yield `  ${large.passages.toLocaleString('en-US')} passages made of the collections' texts, ${large.questions} questions, turn and turn about with FTS5`
  yield row('median', [
    ms(large.ours.median),
    `${ms(large.fts5.median)} FTS5`,
    `${times.toFixed(0)} times`,
    verdict(times >= goal.fts5Times),
  ])
  yield row('p99', [ms(large.ours.p99), `${ms(large.fts5.p99)} FTS5`, verdict(large.ours.p99 < goal.p99)])
  const bytes = `${Math.round(large.bytesAfter)} B`
  yield row('memory of a passage, after the questions', [
    bytes,
    `${Math.round(large.bytes)} B before`,
    verdict(large.bytesAfter <= goal.bytes),
  ])
  yield row('image loaded', [
    ms(large.load),
    `${Math.round(large.imageBytes)} B a passage`,
    verdict(large.load < goal.load),
  ])
  yield row('made from texts', [
    ms(large.build),
    `${Math.round(large.passages / (large.build / 1_000))} a second`,
  ])
  yield row('one source of 250 passages again, to the first answer', [ms(large.reindex)])
}

function row(what: string, figures: readonly string[]): string {
  return `  ${what.padEnd(54)}${figures.map((figure) => figure.padStart(12)).join('')}`.trimEnd()
}

function verdict(isMet: boolean): string {
  return isMet ? 'within' : 'MISSED'
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`
}

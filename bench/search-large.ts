import {
  type MarkedText,
  makeRanking,
  type Ranking,
  rankingFromImage,
} from '../src/knowledge/ranking/ranking.ts'
import { atOnce } from '../src/knowledge/steps.ts'
import { median, time } from './measure.ts'
import { type Collection, readCollections, seeded, takeEvenly } from './search-collections.ts'
import { fts5 } from './search-engines.ts'

/**
 * Run by itself with `--expose-gc`, given the folder of the collections, so that nothing else is on the heap: prints what an index
 * of so many passages takes, as JSON.
 */
const passages = 100_000
/** So many passages are one source. */
const perSource = 250
/** So many questions are taken from each collection. */
const perCollection = 250

/** Times in milliseconds; bytes are those of a passage, on the heap and in typed arrays together. */
export interface Large {
  passages: number
  build: number
  imageBytes: number
  load: number
  bytes: number
  reindex: number
  questions: number
  /** With what searches keep. */
  bytesAfter: number
  ours: Times
  fts5: Times
}

export interface Times {
  median: number
  p99: number
}

const collections = readCollections(process.argv[2] ?? '.')
const texts = makeTexts(collections, passages)
const questions = collections.flatMap((collection) =>
  takeEvenly(collection.questions, perCollection).map(({ text }) => text),
)

const { image, build } = await buildImage()
const before = held()
const { ranking, load } = await loadImage()
const bytes = (held() - before) / passages
const reindex = await reindexSource()
atOnce(ranking.view('U').warm())
const times = await askAll()
const bytesAfter = (held() - before) / passages
const large: Large = {
  passages,
  build,
  imageBytes: image.byteLength / passages,
  load,
  bytes,
  reindex,
  questions: questions.length,
  bytesAfter,
  ...times,
}
process.stdout.write(JSON.stringify(large))

async function buildImage(): Promise<{ image: Buffer; build: number }> {
  const built = makeRanking()
  const took = await time(() => built.add(texts))
  return { image: Buffer.concat([...built.toImage(['bench'])]), build: took }
}

async function loadImage(): Promise<{ ranking: Ranking; load: number }> {
  let loaded: Ranking | undefined
  const took = await time(() => {
    loaded = atOnce(rankingFromImage(image))?.ranking
  })
  if (!loaded) throw new Error('the image was refused')
  return { ranking: loaded, load: took }
}

/** Until the first answer, since what searches keep is made again. */
async function reindexSource(): Promise<number> {
  const source = texts.slice(passages / 2, passages / 2 + perSource)
  return await time(() => {
    ranking.remove(source.map(({ id }) => id))
    ranking.add(source)
    askOurs(questions[0] ?? '')
  })
}

async function askAll(): Promise<{ ours: Times; fts5: Times }> {
  const askFts5 = fts5(texts)
  const taken = { ours: [] as number[], fts5: [] as number[] }
  for (const question of questions) {
    taken.ours.push(await time(() => askOurs(question)))
    taken.fts5.push(await time(() => askFts5(question)))
  }
  return { ours: timesOf(taken.ours), fts5: timesOf(taken.fts5) }
}

function askOurs(question: string): void {
  const view = ranking.view('U')
  view.search(view.read(question), { limit: 10 })
}

function timesOf(taken: readonly number[]): Times {
  const sorted = taken.toSorted((one, other) => one - other)
  return { median: median(sorted), p99: sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN }
}

/** The texts of all collections once, then halves of two put together, so that no two passages are the same. */
function makeTexts(all: readonly Collection[], count: number): MarkedText[] {
  const known = all.flatMap((collection) => collection.texts)
  const random = seeded(1988)
  return Array.from({ length: count }, (_, at) => {
    const { title = '', body = '' } = known[at % known.length] ?? {}
    const other = known[random(known.length)]?.body ?? ''
    const mixed = at < known.length ? body : `${half(body, 0)} ${half(other, 1)}`
    return { id: `${Math.floor(at / perSource)}/${at}`, title, body: mixed, marking: 'U' }
  })
}

function half(text: string, which: 0 | 1): string {
  const words = text.split(' ')
  const middle = Math.ceil(words.length / 2)
  return (which === 0 ? words.slice(0, middle) : words.slice(middle)).join(' ')
}

function held(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Text } from '../src/knowledge/ranking/partition.ts'
import { stopWords } from '../src/knowledge/ranking/stop-words.ts'

/** A public collection for measuring search: texts, questions, and which texts people found to answer which question. */
export interface Collection {
  name: string
  texts: Text[]
  questions: { text: string; relevant: ReadonlyMap<string, number> }[]
}

const names = ['cisi', 'cranfield', 'obliqa-dev']

/** So many questions of a collection are asked at most, evenly taken: the slowest peer needs a second for some. */
const mostQuestions = 500

/** The collections of a folder, which holds one folder for each with `docs`, `queries` and `qrels` as JSON lines. */
export function readCollections(folder: string): Collection[] {
  return names
    .filter((name) => existsSync(join(folder, name)))
    .map((name) => readCollection(join(folder, name), name))
}

function readCollection(folder: string, name: string): Collection {
  const relevant = new Map<string, Map<string, number>>()
  for (const { q, doc, rel } of readLines<{ q: string; doc: string; rel: number }>(folder, 'qrels')) {
    relevant.set(q, (relevant.get(q) ?? new Map<string, number>()).set(doc, rel))
  }
  const questions = readLines<{ id: string; text: string }>(folder, 'queries').flatMap(({ id, text }) => {
    const found = relevant.get(id)
    return found ? [{ text, relevant: found }] : []
  })
  const docs = readLines<{ id: string; title: string; text: string }>(folder, 'docs')
  return {
    name,
    texts: docs.map(({ id, title, text }) => ({ id, title, body: text })),
    questions: takeEvenly(questions, mostQuestions),
  }
}

/** So many of a list, equally far apart; all when there are no more. */
export function takeEvenly<Item>(all: readonly Item[], count: number): Item[] {
  const step = Math.max(1, all.length / count)
  return all.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step)).slice(0, count)
}

function readLines<Row>(folder: string, name: string): Row[] {
  const lines = readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line) as Row)
}

/** The mean nDCG@10 of the ids that a search gives for each question, best first; 1 is an ideal order throughout. */
export function meanGain({ questions }: Collection, search: (question: string) => string[]): number {
  const gains = questions.map(({ text, relevant }) => {
    const found = search(text)
      .slice(0, 10)
      .map((id) => relevant.get(id) ?? 0)
    const ideal = [...relevant.values()].sort((one, other) => other - one).slice(0, 10)
    return discounted(found) / discounted(ideal)
  })
  return mean(gains)
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, at) => sum + (2 ** gain - 1) / Math.log2(at + 2), 0)
}

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** Questions with one slip each: in one word of five letters or more a letter dropped, added, replaced, or swapped with the next. */
export function misspell(collection: Collection, random: (below: number) => number): Collection {
  return {
    ...collection,
    questions: collection.questions.map((question) => ({
      ...question,
      text: misspellOne(question.text, random),
    })),
  }
}

function misspellOne(text: string, random: (below: number) => number): string {
  const words = [...text.matchAll(/[a-z]{5,}/gi)].filter(([word]) => !stopWords.has(word.toLowerCase()))
  const chosen = words[random(Math.max(1, words.length))]
  if (!chosen) return text
  const [word] = chosen
  const at = 1 + random(word.length - 2)
  const [head, tail] = [word.slice(0, at), word.slice(at)]
  const letter = letters[random(letters.length)] ?? ''
  const slips = [
    head + tail.slice(1),
    head + letter + tail,
    head + letter + tail.slice(1),
    head + tail.slice(1, 2) + tail.slice(0, 1) + tail.slice(2),
  ]
  return text.slice(0, chosen.index) + slips[random(slips.length)] + text.slice(chosen.index + word.length)
}

/** Numbers from 0 to below a limit, the same in every run. */
export function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor(((state >>> 8) / 2 ** 24) * below)
  }
}

import { type ArticleSpan, coversArticles, findArticles, parseArticles } from '../domain/article.ts'
import { unverified } from '../domain/citation.ts'
import { foldText } from '../domain/text.ts'
import type { Knowledge } from './knowledge.ts'
import type { Passage } from './passage.ts'
import { indexOf } from './passage-index.ts'
import type { Source } from './schema.ts'

const benchmarkKey = /(?:\b(?:FY)?(\d{4})\/)?\b([a-z]{2}-[a-z]{1,2}-\d{1,3})[a-z]?\b/gi

/**
 * The passages a question names outright: benchmarks and indicators by id (the latest cycle that has it, unless one is
 * given), places of the Convention, and whatever cites a source's paragraph, by its printed number or the one it stands for.
 * Of every marking: the caller keeps to the ceiling.
 */
export function namedPassages(question: string, knowledge: Knowledge): Passage[] {
  const passages = [...indexOf(knowledge, 'SBU').passages.values()].map(({ passage }) => passage)
  return [
    ...new Set([
      ...namedBenchmarks(question, passages, knowledge),
      ...namedSource(question, passages, knowledge),
      ...namedArticles(findArticles(question) ?? parseArticles(question) ?? [], passages),
    ]),
  ]
}

function namedBenchmarks(question: string, passages: readonly Passage[], { cycles }: Knowledge): Passage[] {
  const latestFirst = cycles
    .map(({ cycle }) => cycle)
    .sort((one, other) => digits(other).localeCompare(digits(one)))
  return [...question.matchAll(benchmarkKey)].flatMap(([, year, id = '']) => {
    const found = latestFirst
      .filter((cycle) => year === undefined || digits(cycle) === year)
      .flatMap(
        (cycle) => passages.find((passage) => passage.id === `benchmark/${cycle}/${id.toUpperCase()}`) ?? [],
      )
    return found.slice(0, 1)
  })
}

/** The place itself, else the nearest around it; of a range, what is held at its own depth. */
function namedArticles(asked: readonly ArticleSpan[], passages: readonly Passage[]): Passage[] {
  if (asked.length === 0) return []
  const places = passages.flatMap((passage) => {
    const ref = /^article\/(.+)$/.exec(passage.id)?.[1]
    const [span] = (ref === undefined ? undefined : parseArticles(ref)) ?? []
    return span ? [{ passage, span }] : []
  })
  return asked.flatMap((ask) => {
    const inside = places.filter(
      ({ span }) => span.first.length === ask.first.length && coversArticles(ask, span),
    )
    const around = places.filter(({ span }) => coversArticles(span, ask)).slice(-1)
    return (inside.length > 0 ? inside : around).map(({ passage }) => passage)
  })
}

function namedSource(question: string, passages: readonly Passage[], { sources }: Knowledge): Passage[] {
  const asked = ` ${plain(question)} `
  const labelled = sources.find((source) => labels(source).some((label) => asked.includes(` ${label} `)))
  if (!labelled) return []
  const [, number, part] = /(?:¶|\bpara(?:graph)?s?\.?)\s*(\d+)\s*(?:\(([a-z])\))?/i.exec(question) ?? []
  if (number === undefined) return passages.filter(({ id }) => id === `source/${labelled.id}`)
  const meant = labelled.numbering.find(({ printed, proven }) => proven && printed === Number(number))
  const citing = passages.filter(({ id, cite }) => {
    if (cite === unverified || cite.source !== labelled.id || id.startsWith('fault/')) return false
    if (part !== undefined && cite.part?.toLowerCase() !== part.toLowerCase()) return false
    return (
      [cite.paragraph, cite.probable].includes(Number(number)) ||
      (meant && cite.paragraph === meant.paragraph)
    )
  })
  const exact = citing.filter(
    ({ cite }) => cite !== unverified && cite.place && asked.includes(` ${plain(cite.place)} `),
  )
  return exact.length > 0 ? exact : citing
}

const plain = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{N}/]+/gu, ' ')
    .trim()

const labels = ({ id, aliases }: Source): string[] => [id, ...aliases].map(plain)

const digits = (cycle: string): string => cycle.replace(/\D/g, '')

import { type Citation, unverified } from '../domain/citation.ts'
import { highestMarking, isWithin, type Marking } from '../domain/marking.ts'
import { differencesFrom } from './differences.ts'
import type { Library } from './library.ts'
import { isParagraph, type Passage } from './passage.ts'
import type { Hit } from './search.ts'
import { paragraphsOf, recordsOf } from './shelf.ts'

/** What is shown as one: what we say in short, and the paragraph it cites as written. One of them may be absent. */
export interface Answer {
  statements: Hit[]
  paragraph?: Hit
  /** The places inside the paragraph that are read with it, where all of it is cited. */
  parts: Passage[]
  /** What stands in ours and not in the paragraph; see `differencesFrom`. */
  differing: string[]
}

/** Records that say in short what a paragraph says. */
const chief = /^(?:benchmark|deadline|fact|criterion|category)\//

/** A statement that was not found by itself stands over its paragraph when a line of it holds so much of the question. */
const leastShare = 0.3

/** Statements that stand over one paragraph. */
const mostStatements = 2

interface Reading {
  ceiling: Marking
  readHit(passage: Passage): Hit
  /** Those asked for by their place. */
  cited?: readonly Passage[]
}

/**
 * Hits as answers, in the order of the first of each: a statement of the data folder stands with the paragraph it cites,
 * wherever that is held within the ceiling.
 */
export function answersOf(
  hits: readonly Hit[],
  library: Library,
  { ceiling, readHit, cited = [] }: Reading,
): Answer[] {
  const citedBy = ({ cite }: Passage): Hit | undefined =>
    cite === unverified
      ? undefined
      : paragraphsOf(library, cite.source)
          .filter((passage) => isWithin(passage.marking, ceiling) && leadsTo(cite, passage))
          .map(readHit)
          .toSorted((one, other) => other.share - one.share)[0]
  const statementsOn = (paragraph: Passage): Hit[] =>
    recordsOf(library)
      .filter(
        ({ id, marking, cite }) => chief.test(id) && isWithin(marking, ceiling) && leadsTo(cite, paragraph),
      )
      .map(readHit)
      .filter(({ share }) => share >= leastShare)
      .toSorted((one, other) => other.share - one.share)
      .slice(0, 1)
  const answers: Answer[] = []
  for (const hit of hits) {
    if (answers.some((answer) => showsFault(answer, hit.passage))) continue
    const isWritten = isParagraph(hit.passage)
    const together = answers.find((answer) => belongs(hit.passage, answer))
    if (!together) {
      const paragraph = isWritten ? hit : citedBy(hit.passage)
      const statements = isWritten ? statementsOn(hit.passage) : [hit]
      answers.push({ statements, ...(paragraph && { paragraph }), parts: [], differing: [] })
    } else if (!isWritten && together.statements.length < mostStatements && !isIn(together, hit.passage)) {
      together.statements.push(hit)
    }
  }
  return joinParts(answers, cited.filter(isParagraph).map(readHit)).map((answer) => ({
    ...answer,
    differing: [
      ...new Set(
        answer.statements.flatMap(({ passage }) => differencesFrom(passage, answer.paragraph?.passage)),
      ),
    ],
  }))
}

/**
 * A paragraph held in parts of which all is cited is one text, in its order: beside it those parts stand alone of which something of
 * ours is said.
 */
function joinParts(answers: readonly Answer[], cited: readonly Hit[]): Answer[] {
  return answers.flatMap((answer) => {
    const { statements, paragraph } = answer
    if (!paragraph) return [answer]
    const isInside = cited.some(({ passage }) => standsIn(paragraph.passage, passage))
    if (isInside && statements.length === 0) return []
    const parts = cited.filter(({ passage }) => standsIn(passage, paragraph.passage))
    return parts.length === 0 || isInside
      ? [answer]
      : [{ ...answer, paragraph: joined([paragraph, ...parts]), parts: parts.map(({ passage }) => passage) }]
  })
}

/** Several places as one, each on a line of its own. */
function joined(hits: readonly [Hit, ...Hit[]]): Hit {
  const [{ passage, share }] = hits
  const passages = hits.map((hit) => hit.passage)
  return {
    passage: {
      ...passage,
      lines: passages.flatMap(({ lines }) => lines),
      marking: highestMarking(passages),
      faults: [...new Set(passages.flatMap(({ faults }) => faults))],
    },
    share,
    lines: hits.flatMap(({ lines }) => {
      const last = lines.at(-1)
      return last ? [...lines.slice(0, -1), { ...last, text: `${last.text}\n` }] : []
    }),
  }
}

/** True for a place inside a paragraph, or inside a part of one, that is cited with nothing behind. */
function standsIn({ cite: one }: Passage, { cite: whole }: Passage): boolean {
  if (one === unverified || whole === unverified || whole.place !== undefined) return false
  if (one.source !== whole.source || one.paragraph !== whole.paragraph) return false
  const inside = whole.part === undefined ? (one.part ?? one.place) : one.part === whole.part && one.place
  return typeof inside === 'string'
}

/** True for the record of a fault that stands beside an answer already. */
function showsFault({ statements, paragraph }: Answer, { id, lines: [fault = ''] }: Passage): boolean {
  const shown = paragraph ? [...statements, paragraph] : statements
  return id.startsWith('fault/') && shown.some(({ passage }) => passage.faults.includes(fault))
}

const isIn = ({ statements }: Answer, passage: Passage): boolean =>
  statements.some((hit) => hit.passage === passage)

function belongs(passage: Passage, { statements: [first], paragraph }: Answer): boolean {
  if (paragraph?.passage === passage) return true
  const { cite } = first?.passage ?? passage
  return (
    !isParagraph(passage) &&
    cite !== unverified &&
    paragraph !== undefined &&
    leadsTo(passage.cite, paragraph.passage)
  )
}

/** True when a citation leads to a paragraph: to that very place, or to one of whose points it is (`¶7 point 8` for `¶7`). */
function leadsTo(cite: Passage['cite'], { cite: place }: Passage): boolean {
  if (cite === unverified || place === unverified || cite.paragraph === undefined) return false
  const isPoint = cite.place === undefined && /^point \d+$/.test(place.place ?? '')
  return isSameParagraph(cite, place) && (cite.place === place.place || isPoint)
}

function isSameParagraph(one: Citation, other: Citation): boolean {
  return one.source === other.source && one.paragraph === other.paragraph && one.part === other.part
}

import { createHash } from 'node:crypto'
import { dateIn } from '../../domain/date.ts'
import { type DraftedPaper, draftPaper, markingAllowed, type PaperKind } from '../../domain/paper.ts'
import { listReleases, type Release } from '../../store/releases.ts'
import type { Context } from '../call.ts'
import { paragraph, type Reply } from '../reply.ts'
import { type CardAsked, makeCard } from '../reportcard/card.ts'
import { trustOfSources } from '../reportcard/card-sources.ts'
import type { PaperAbout } from './paper-files.ts'
import { statementsFor } from './statements.ts'

/** `non-paper peru`, `nonpaper peru`, `talking points peru`, `talking peru`. */
export function readKind(text: string): { kind: PaperKind; rest: string } | undefined {
  const found = /^(?:(non-?paper)|(talking(?:[- ]?points?)?)|(cable))\b\s*(.*)$/i.exec(text)
  if (!found) return undefined
  const [, nonPaper, points, , rest = ''] = found
  return { kind: nonPaper ? 'non-paper' : points ? 'talking-points' : 'cable', rest }
}

/** A paper as it would leave now, and what must not. */
export interface PaperMade {
  paper: DraftedPaper
  about: PaperAbout
  /** Ids of the entries and findings that it rests on. */
  entries: string[]
  /** Records above this channel's ceiling, which were not even looked at. */
  above: number
  released?: Release
}

/**
 * A paper for others is made from a card that never saw what is SBU: no figure, count or gap of it can rest on such a record. What
 * this channel may know beyond is looked at a second time, for the sheet of what was withheld alone.
 */
export async function makePaper(
  kind: PaperKind,
  asked: Omit<CardAsked, 'rest'>,
  context: Context,
): Promise<PaperMade | { answer: Reply }> {
  const { channel, knowledge, db } = context
  const { country, cycle, asOf } = asked
  const allowed = markingAllowed(kind, channel.ceiling)
  const made = await makeCard(asked, { ...context, channel: { ...channel, ceiling: allowed } })
  if ('answer' in made) {
    const said = paragraph(`Nothing of ${country.name} ${cycle.cycle} may stand in a ${kind}.`)
    return { answer: { ...made.answer, parts: [said, ...made.answer.parts] } }
  }
  const seen = allowed === channel.ceiling ? made : await makeCard(asked, context)
  if ('answer' in seen) return seen
  const releases = (await listReleases(db, country.id)).filter((one) => one.cycle === cycle.cycle)
  const delivered = releases.find((one) => one.kind === 'non-paper' && one.asOf <= asOf)
  const paper = draftPaper(kind, statementsFor(kind, made, knowledge, delivered), allowed)
  const { withheld } = draftPaper(kind, statementsFor(kind, seen, knowledge, delivered), allowed)
  const print = printOf(paper, asked)
  const cited = paper.sections.flatMap(({ statements }) => statements.map(({ cite }) => cite)).join(' ')
  const ids = new Set(cited.match(/(?<![\w-])[LF]-\d+/g))
  const released = releases.find(({ fingerprint }) => fingerprint === print)
  return {
    paper: { ...paper, withheld, sources: trustOfSources(made, knowledge).map(({ says }) => says) },
    about: { country, cycle, asOf, print, ...(released && { released: releasedBy(released, channel.zone) }) },
    entries: [...ids],
    above: seen.withheld,
    ...(released && { released }),
  }
}

/** Who let it leave, and the day it was in the zone of who reads it. */
export function releasedBy(
  { id, releasedBy, releasedAt }: Release,
  zone: string,
): NonNullable<PaperAbout['released']> {
  return { id, by: `@${releasedBy}`, on: dateIn(releasedAt, zone) }
}

/** Names a paper's text: the same text of the same cycle and day gives the same sixteen characters. */
function printOf({ kind, sections }: DraftedPaper, { cycle, asOf }: Omit<CardAsked, 'rest'>): string {
  const named = { kind, sections, country: cycle.country, cycle: cycle.cycle, asOf }
  return createHash('sha256').update(JSON.stringify(named)).digest('hex').slice(0, 16)
}

import { shareOf } from '../../domain/progress.ts'
import { type CardPart, indicatorsOf, type ReportCard } from '../../domain/report-card.ts'
import { statuses } from '../../domain/status.ts'
import { capitalise } from '../../domain/text.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { headingName } from '../benchmark/one-benchmark.ts'
import { printIds } from '../benchmark/progress-lines.ts'
import { heading, list, note, type Part, paragraph } from '../reply.ts'

/** A chart holds no more. */
const mostBars = 20

/** What is measurable, as a share of its target: only figures with a target, of which each has a line below. */
export function chartOf(card: ReportCard): Part[] {
  const bars = indicatorsOf(card).flatMap(({ id, series, direction }) =>
    series.flatMap((line) => {
      const share = shareOf(line, 'target')
      if (!share) return []
      const label = series.length > 1 ? `${id} ${line.series.name}` : id
      return [{ label: `${label}${direction === 'lower' ? ', at most' : ''}`, value: share.tenths / 10 }]
    }),
  )
  return bars.length === 0
    ? []
    : [{ part: 'chart', title: 'Actual as a share of the target', unit: '%', bars: bars.slice(0, mostBars) }]
}

export function actorName({ actor }: CardPart): string {
  return actor === 'US mission' ? 'US mission' : capitalise(actor)
}

/** `of 18 indicators 2 in progress, 16 not assessable`: counted by the one list. */
export function printVerdicts({ verdicts }: CardPart): string {
  const counted = statuses
    .flatMap((status) => ({ status, count: verdicts[status] ?? 0 }))
    .filter(({ count }) => count > 0)
  const all = counted.reduce((sum, { count }) => sum + count, 0)
  return `of ${all} indicators ${counted.map(({ status, count }) => `${count} ${status}`).join(', ')}`
}

/** The first words of a card: of each actor apart, how many indicators stand where. */
export function verdictParts(card: ReportCard): Part[] {
  return card.parts.map((part) => paragraph({ bold: `${actorName(part)}: ${printVerdicts(part)}` }, '.'))
}

/** A heading by its name; whose it is, where the card holds several actors' benchmarks. */
export function headingOf(id: string, { actor }: CardPart, card: ReportCard, knowledge: Knowledge): string {
  const name = headingName(id, knowledge)
  return card.parts.length > 1 ? `${name} (${actor})` : name
}

/** By the id of each further claim of a merged event, the entry that speaks for it. */
export function claimsOf({ merged = [] }: ReportCard): ReadonlyMap<string, string> {
  return new Map(merged.flatMap(({ entry, claims }) => claims.map((claim) => [claim, entry] as const)))
}

/** What became of the entries since they were recorded, and of what was found, where anything did. */
export function lifeNotes(card: ReportCard): Part[] {
  const {
    merged = [],
    locked = [],
    restated = [],
    waiting = [],
    removed = 0,
    idle,
    findingsUnreviewed,
  } = card
  const said = (label: string, items: readonly string[]): Part[] =>
    items.length === 0 ? [] : [note(`${label}: ${printIds(items, 'in all')}.`)]
  return [
    ...said('Baselines and assessments not yet reviewed', findingsUnreviewed),
    ...said(
      'Counted once, net of further claims',
      merged.map(({ entry, claims }) => `${entry} (${claims.join(', ')})`),
    ),
    ...said('Locked', locked),
    ...said(
      'Restated since the lock',
      restated.map(({ entry, restatement }) => `${entry} (${restatement})`),
    ),
    ...said('Waiting for a second person', waiting),
    ...(idle ? [note(`Recorded in its days and not counted: ${printIdle(idle)}.`)] : []),
    ...(removed === 0 ? [] : [note(removed === 1 ? 'One entry removed.' : `${removed} entries removed.`)]),
  ]
}

/** What is missing, each reason once with the indicators it keeps from being assessed. */
export function missingParts({ missing }: ReportCard): Part[] {
  const byReason = new Map<string, string[]>()
  for (const { id, why } of missing) byReason.set(why, [...(byReason.get(why) ?? []), id])
  if (byReason.size === 0) return []
  return [heading('Missing'), list([...byReason].map(([why, ids]) => `${why}: ${ids.join(', ')}`))]
}

function printIdle(idle: NonNullable<ReportCard['idle']>): string {
  return (['void', 'returned'] as const)
    .filter((state) => idle[state] > 0)
    .map((state) => `${idle[state]} ${state}`)
    .join(', ')
}

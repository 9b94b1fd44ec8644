import { highestMarking, isWithin, type Marking } from './marking.ts'

/** A non-paper and talking points are for the host government; a cable is for the Department. */
export const paperKinds = ['non-paper', 'talking-points', 'cable'] as const
export type PaperKind = (typeof paperKinds)[number]

/** Something that could stand in a paper, with all that decides whether it may. */
export interface Statement {
  section: string
  /** As it stands in the clean copy: no citation, no id of ours. */
  text: string
  /** What it rests on; only the annotated copy says so. */
  cite: string
  /** The highest of what it rests on. */
  marking: Marking
  /** What the internal sheet calls it. */
  what: string
  /** Why it is not for the paper's readers, whatever its marking. */
  internal?: string
}

export interface Withheld {
  what: string
  marking: Marking
  reason: string
}

/** A paper as chosen, before anybody released it. Its marking is the highest of what stands in it. */
export interface DraftedPaper {
  kind: PaperKind
  marking: Marking
  sections: { heading: string; statements: Statement[] }[]
  withheld: Withheld[]
  /** What is known for or against the sources cited, for the annotated copy. Kept with a release, and no part of its text. */
  sources?: readonly string[]
}

/** What leaves the mission for another government is U; only the Department is told more. */
export function markingAllowed(kind: PaperKind, ceiling: Marking): Marking {
  return kind === 'cable' ? ceiling : 'U'
}

/**
 * Chooses what may stand in a paper, section by section in the order first named, and says of everything else why it may not. A
 * statement above the marking allowed is withheld first, whatever else is said of it.
 */
export function draftPaper(
  kind: PaperKind,
  statements: readonly Statement[],
  allowed: Marking,
): DraftedPaper {
  const reasonOf = ({ marking, internal }: Statement) =>
    isWithin(marking, allowed) ? internal : `${marking}, and the paper may be ${allowed} at most`
  const kept = statements.filter((statement) => reasonOf(statement) === undefined)
  const sections = [...new Set(kept.map(({ section }) => section))].map((heading) => ({
    heading,
    statements: kept.filter(({ section }) => section === heading),
  }))
  return {
    kind,
    marking: highestMarking(kept),
    sections,
    withheld: statements.flatMap((statement) => {
      const reason = reasonOf(statement)
      return reason === undefined ? [] : [{ what: statement.what, marking: statement.marking, reason }]
    }),
  }
}

import * as z from 'zod'

/**
 * Where a statement comes from. `source` is the label a source goes by (`09 STATE 32018`, `74 FR 48369`).
 * `paragraph` is the number cited; `printed` the one on the page where the text proves another; `probable` the one a
 * printed number probably stands for, where nothing proves it. `part` and `place` lead inside: `C`, `Interdiction 3`.
 */
export interface Citation {
  source: string
  paragraph?: number
  printed?: number
  probable?: number
  part?: string
  place?: string
}

const form =
  /^(?<source>[^¶]+?)(?: ¶(?<paragraph>\d+)(?:\((?<part>[A-Z0-9]+)\))?(?: (?<place>[^()]+?))?(?: \(printed (?<printed>\d+)\))?(?: \(probably (?<probable>\d+)\))?)?$/

/** Reads the printed form, `09 STATE 32018 ¶9(C) Interdiction 3 (printed 19)`; undefined when it is not one. */
export function parseCitation(text: string): Citation | undefined {
  const found = form.exec(text.trim())?.groups
  if (!found?.source) return undefined
  const citation: Citation = { source: found.source }
  if (found.paragraph) citation.paragraph = Number(found.paragraph)
  if (found.printed) citation.printed = Number(found.printed)
  if (found.probable) citation.probable = Number(found.probable)
  if (found.part) citation.part = found.part
  if (found.place) citation.place = found.place
  return citation
}

/** `05 LIMA 1409 ¶18 (probably 8)`: the form every answer shows, and `parseCitation` reads. */
export function printCitation(citation: Citation): string {
  const { source, paragraph, part, place, printed, probable } = citation
  if (paragraph === undefined) return source
  return [
    `${source} ¶${paragraph}${part ? `(${part})` : ''}`,
    place,
    printed === undefined ? undefined : `(printed ${printed})`,
    probable === undefined ? undefined : `(probably ${probable})`,
  ]
    .filter((piece) => piece !== undefined)
    .join(' ')
}

/** Without what was printed: as a place is asked for. */
export function bareCitation({ printed: _printed, probable: _probable, ...cite }: Citation): Citation {
  return cite
}

/**
 * `¶9(C) Interdiction 3` beside answers that name their source once; in full where the source is another. The print is left
 * out where the text proves the number; what is only probable is always said.
 */
export function printWithin(citation: Citation, source: string): string {
  const { printed: _printed, ...bare } = citation
  return citation.source === source && citation.paragraph !== undefined
    ? printCitation(bare).slice(source.length + 1)
    : printCitation(citation)
}

/** In `data/`, a citation is written in its printed form; general knowledge without a source is the word `unverified`. */
export const citationSchema = z
  .string()
  .min(3)
  .transform((text, context) => {
    const citation = parseCitation(text)
    if (citation) return citation
    context.addIssue({
      code: 'custom',
      message: 'not a citation; write it like "09 STATE 32018 ¶9(C) Interdiction 3 (printed 19)"',
    })
    return z.NEVER
  })

export const unverified = 'unverified'

import { highestMarking, type Marking } from './marking.ts'

/** Characters of a cable's line, at most. */
export const cableWidth = 69

/** A paragraph of a cable before it has its number. */
export interface CableParagraph {
  text: string
  marking: Marking
  /** Stands behind it in brackets, in the annotated copy alone. */
  cite?: string
}

export interface Cable {
  marking: Marking
  /** `E.O. 12958: N/A`: whatever stands before the tags, a line each. */
  head: readonly string[]
  tags: readonly string[]
  subject: string
  references: readonly string[]
  summary: readonly CableParagraph[]
  sections: readonly { heading: string; paragraphs: readonly CableParagraph[] }[]
}

/**
 * A front-channel cable as text: head, TAGS, SUBJECT, REF, numbered and marked paragraphs, the summary first and closed. No line is
 * longer than 69 characters, and none holds a sign that telegraphic traffic has not. Ends in a newline.
 */
export function printCable(cable: Cable): string {
  const { marking, head, tags, subject, references, summary, sections } = cable
  const banner = marking === 'U' ? 'UNCLASSIFIED' : 'SENSITIVE BUT UNCLASSIFIED'
  const told = [joinParagraphs(summary), ...sections.flatMap(({ paragraphs }) => [...paragraphs])]
  const lines = [
    banner,
    '',
    ...head.flatMap((line) => wrapCable(line)),
    ...wrapCable(`TAGS: ${tags.join(', ')}`, '      '),
    ...wrapCable(`SUBJECT: ${subject.toUpperCase()}`, '         '),
    ...references.flatMap((reference, index) =>
      wrapCable(
        `${index === 0 ? 'REF: ' : '     '}${letter(index, references.length)}${reference}`,
        '        ',
      ),
    ),
    '',
  ]
  let number = 1
  const say = (paragraph: CableParagraph) => {
    const cited = paragraph.cite === undefined ? '' : ` [${paragraph.cite}]`
    lines.push(...wrapCable(`${number}. (${paragraph.marking}) ${paragraph.text}${cited}`), '')
    number += 1
  }
  const [first] = told
  if (first) say({ ...first, text: `SUMMARY. ${first.text} END SUMMARY.` })
  for (const { heading, paragraphs } of sections) {
    const [title = ''] = wrapCable(heading)
    lines.push(...wrapCable(heading), '-'.repeat(title.length), '')
    for (const paragraph of paragraphs) say(paragraph)
  }
  return `${[...lines, banner].join('\n')}\n`
}

function joinParagraphs(paragraphs: readonly CableParagraph[]): CableParagraph {
  const cites = paragraphs.flatMap(({ cite }) => cite ?? [])
  return {
    text: paragraphs.map(({ text }) => text).join(' '),
    marking: highestMarking(paragraphs),
    ...(cites.length > 0 && { cite: [...new Set(cites)].join('; ') }),
  }
}

/** `A. `, `B. ` where there are several. */
function letter(index: number, count: number): string {
  return count === 1 ? '' : `${String.fromCharCode(65 + (index % 26))}. `
}

/** Words on lines of at most 69 characters, those after the first behind `indent`; a longer word is broken. */
export function wrapCable(text: string, indent = ''): string[] {
  const lines: string[] = []
  let line = /^ */.exec(text)?.[0] ?? ''
  let isEmpty = true
  for (const word of toTelegraph(text)
    .split(' ')
    .filter((one) => one !== '')) {
    let rest = word
    if (!isEmpty && line.length + 1 + rest.length > cableWidth) {
      lines.push(line)
      line = indent
      isEmpty = true
    }
    while (line.length + (isEmpty ? 0 : 1) + rest.length > cableWidth) {
      const room = cableWidth - line.length
      lines.push(line + rest.slice(0, room))
      rest = rest.slice(room)
      line = indent
      isEmpty = true
    }
    line += isEmpty ? rest : ` ${rest}`
    isEmpty = false
  }
  return [...lines, line.trimEnd()]
}

const signs: readonly [RegExp, string][] = [
  [/¶/g, 'para '],
  [/×/g, 'x'],
  [/[‘’‚‛′´]/g, "'"],
  [/[“”„‟″«»]/g, '"'],
  [/[‐-―−·•]/g, '-'],
  [/…/g, '...'],
  [/²/g, '2'],
  [/[\s\p{Z}]+/gu, ' '],
]

/** Accents go, as does any other sign outside of ASCII; what has no likeness is a question mark. */
function toTelegraph(text: string): string {
  const plain = signs.reduce((so, [sign, stand]) => so.replace(sign, stand), text)
  return plain
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/gu, '?')
}

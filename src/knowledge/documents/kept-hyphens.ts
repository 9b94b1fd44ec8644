import type { Line } from './line.ts'

const broken = /(\p{L}+)-\s*$/u
const compounds = /\p{L}+-\p{Ll}+/gu

/**
 * The lines with each word whole that a line breaks off at its hyphen, where the text has that word with its hyphen elsewhere:
 * `precursor-` and `control`. Other hyphens at the ends of lines may be of the line alone.
 */
export function keepHyphens(lines: readonly Line[]): Line[] {
  const kept = [...lines]
  const known = knownCompounds(lines)
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1]
    const half = broken.exec(line.text.slice(-40))?.[1]
    if (half === undefined || !next || next.begins || next.heading || next.under || next.running) continue
    const [, indent = '', word = '', rest = ''] = /^(\s*)(\S+)\s*(.*)$/.exec(next.text) ?? []
    const second = /^\p{Ll}+/u.exec(word)?.[0] ?? ''
    if (second === '' || !known.has(`${half}-${second}`.toLowerCase())) continue
    kept[index] = { ...line, text: (kept[index]?.text ?? line.text).trimEnd() + word }
    kept[index + 1] = { ...next, text: rest === '' ? '' : indent + rest }
  }
  return kept
}

/** The words with a hyphen that stand whole in a line; none are looked for where no line breaks off at one. */
function knownCompounds(lines: readonly Line[]): Set<string> {
  if (!lines.some(({ text }) => broken.test(text.slice(-40)))) return new Set()
  return new Set(lines.flatMap(({ text }) => (text.match(compounds) ?? []).map((word) => word.toLowerCase())))
}

import { opensCable, readCableHead } from './cable-head.ts'
import { cleanLine } from './clean-line.ts'
import type { FileText, Line } from './line.ts'

const mailField = /^(?:from|de|sent|date|enviado(?: el)?|fecha|to|para|cc|subject|asunto): ?\S/i
/** A cable has no such field. */
const sentField = /^(?:sent|date|enviado(?: el)?|fecha): ?\S/i

/** A cable comes at most so far down: under a note of who forwards it, and the heads of mails. */
const mostAbove = 300

/** A cable that was sent on as a mail, without the mail: its words are no cable's. They are put aside, and it is said. */
export function unwrapMail(text: FileText): FileText {
  const clean = text.lines.slice(0, mostAbove).map((line) => cleanLine(line.text))
  const begins = clean.findIndex(opensCable)
  const above = clean.slice(0, Math.max(0, begins))
  const isMail =
    above.some((line) => sentField.test(line)) && above.filter((line) => mailField.test(line)).length > 2
  if (!isMail || !readCableHead(text.lines.slice(begins))) return text
  const last = text.lines[begins - 1]?.at ?? begins
  return {
    ...text,
    lines: text.lines.slice(begins),
    aside: [...text.aside, ...text.lines.slice(0, begins)],
    problems: [
      ...text.problems,
      { line: 1, what: `is a cable inside a mail; the mail's own lines, 1 to ${last}, are not read` },
    ],
  }
}

const trailerField =
  /^(?:signature|drafted by|cleared by|approved by|released by|dissemination rule|info|attachments?|xmt|action post)\s*:/i
const longestTrailer = 80

/** What the message system prints under a cable: who signed, drafted and cleared it. Put aside, save for who signed. */
export function takeTrailer(text: FileText): { text: FileText; signed?: string } {
  const from = Math.max(0, text.lines.length - longestTrailer)
  const isField = (line: Line) => trailerField.test(cleanLine(line.text))
  const first = text.lines.findIndex((line, index) => index >= from && isField(line))
  if (first < 0 || text.lines.slice(first).filter(isField).length < 2) return { text }
  const trailer = text.lines.slice(first)
  const signed = trailer.flatMap(
    (line) => /^signature\s*: ?(\S.*)$/i.exec(cleanLine(line.text))?.[1] ?? [],
  )[0]
  const rest = { ...text, lines: text.lines.slice(0, first), aside: [...text.aside, ...trailer] }
  return { text: rest, ...(signed !== undefined && { signed }) }
}

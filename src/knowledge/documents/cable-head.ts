import { type IsoDate, makeDate } from '../../domain/date.ts'
import type { DocumentHead } from '../../domain/document.ts'
import { officeForm } from '../../domain/source-label.ts'
import { cleanLine, goesOn, joinLines } from './clean-line.ts'
import type { Line } from './line.ts'
import { joinSpaced } from './spaced-letters.ts'

export interface CableHead {
  head: DocumentHead
  /** The index of the first line after the head. */
  end: number
  date?: IsoDate
  /** Office and serial number as cables cite it, without year: `STATE 32018`. */
  label?: string
  /** The last two figures of the year, where the head says it. */
  year?: string
  gaps: string[]
}

/** Words on who may see a cable, and how it is handled. */
const caption =
  'SIPDIS|SENSITIVE|NODIS|EXDIS|STADIS|LIMDIS|ROGER CHANNEL|EFTO|AIDAC|SBU|NOFORN|FOUO|FOR OFFICIAL USE ONLY|LES|CORRECTED ?COPY'
const captions = new RegExp(`\\b(?:${caption})\\b`, 'g')
const classificationLine = new RegExp(
  [
    '^(?<class>UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET)\\b',
    `(?<captions>(?:(?: |,|//?) ?(?:${caption}))*)(?: (?:FINAL )?SECTION (?<number>\\d+) OF (?<of>\\d+))?`,
    `(?: (?<office>${officeForm}) (?<serial>\\d{3,9}))?(?<after>(?:(?: |,|//?) ?(?:${caption}))*)$`,
  ].join(''),
)
/** `141830Z FEB 09`, also where its spaces are lost. */
const timeGroup = /(\d{6}Z) ?([A-Z]{3}) ?(\d{4}|\d{2})(?!\d)/i
const groupLine = new RegExp(
  `^(?:DTG ?:? )?(?:(?<precedence>[ZOPR](?: [ZOPR])*|FLASH|IMMEDIATE|PRIORITY|ROUTINE) )?(?<sent>${timeGroup.source})(?: .*)?$`,
  'i',
)
/** `UNCLASSIFIED TELEGRAM May 05, 2013`, and `From: AMEMBASSY LIMA (LIMA 463 - ROUTINE)`: as the Department prints a record that it releases. */
const releasedLine =
  /^(?<class>UNCLASSIFIED) TELEGRAM (?<month>[A-Z][a-z]{2})[a-z]* (?<day>\d{1,2}), (?<year>\d{4})$/
const precedence = '(?:FLASH|IMMEDIATE|PRIORITY|ROUTINE)'
const releasedFrom = new RegExp(
  `^(?<from>.+) \\((?<office>${officeForm}) (?<serial>\\d{1,9}) - (?<precedence>${precedence})\\)$`,
)
const dateLine = /^DATE ?: ?(\d{4})-(\d\d)-(\d\d)(?!\d)/i
/** `15 LIMA 1234` */
const recordNumber = new RegExp(`^(\\d\\d) (${officeForm}) (\\d{1,9})$`)
const captionLine = new RegExp(`^(?:(?:${caption})(?:[,/ ]+|$))+$`)
const attentionLine = /^[A-Z][A-Z0-9/ ,&-]* (?:FOR|PASS(?: TO)?) [A-Z0-9]/
/** `FM SECSTATE`, `SUBJECT: …`; since 2010 also `MRN: 15 LIMA 1234`, with the year. */
const fieldLine =
  /^(?<name>FM|FROM|TO|ACTION|INFO|TAGS?|SUBJ(?:ECT)?|REF(?:S|TELS?|\(S\)|ERENCES?)?|CAPTIONS?|E\.? ?O\.?:? ?\d{5}|MRN|DATE\/DTG|CLASSIFICATION)(?<sign> ?:| |$) ?(?<value>.*)$/i
const extractNotice = /\bpartial extract\b|\bfull text of the original\b.*\bnot available\b/i
const numbered = /^(?:¶ ?\d|\(?\d{1,3}(?:[.)]|\.?[º°]\.?)[-–—]?(?: |\(|$))/

/** A heading that no subject or list of references goes on with, though it stands right below. */
const textHeading =
  /^(?:BEGIN |EXECUTIVE )?(?:SUMMARY|INTRODUCTION|OVERVIEW|BACKGROUND|KEY POINTS|ACTION REQUEST(?:ED)?|COMMENT)(?: AND [A-Z ]+)?[:.]?$/i

const mostHeadLines = 200

/**
 * Reads the head of a cable; undefined where the lines are not headed as one. The head of a later section is read `again`: there,
 * any line that is of no field goes on with the text.
 */
export function readCableHead(lines: readonly Line[], again?: 'again'): CableHead | undefined {
  const head: DocumentHead = { to: [], info: [], captions: [], tags: [], references: [] }
  const found: CableHead = { head, end: 0, gaps: [] }
  let field = ''
  let blank = true
  for (const [index, { text }] of lines.slice(0, mostHeadLines).entries()) {
    const line = cleanLine(text)
    if (line === '') {
      blank = true
      continue
    }
    const isText =
      numbered.test(line) || (textHeading.test(line) && standsOverText(line, head, lines.slice(index + 1)))
    const begun = isText ? undefined : beginField(line, text, found)
    if (begun === undefined) {
      if (isText || (blank && endsField.has(field)) || (field === '' && (again || head.subject))) break
      goOn(field, line, text, head)
    } else field = begun
    blank = false
    // What is of no field is of the head only where another field follows.
    if (begun !== undefined || field !== '') found.end = index + 1
  }
  if (head.number === undefined && (head.sent === undefined || head.subject === undefined)) return undefined
  head.captions = [...new Set(head.captions)]
  head.references = splitReferences(head.references.join(' '))
  const date = (head.sent && dateOf(head.sent)) ?? found.date
  if (date) {
    found.date = date
    found.year ??= date.slice(2, 4)
  } else found.gaps.push('No date-time group, so no date.')
  return found
}

/** True of `SUMMARY` below the subject; not of its second line, where the subject breaks off above it or a field of the head follows. */
function standsOverText(line: string, head: DocumentHead, below: readonly Line[]): boolean {
  if (head.subject === undefined || goesOn(head.subject, line)) return false
  const cleaned = below.slice(0, mostHeadLines).map(({ text }) => cleanLine(text))
  const first = cleaned.findIndex((one) => numbered.test(one))
  return !cleaned.slice(0, Math.max(first, 0)).some((one) => fieldLine.exec(one)?.groups?.sign?.includes(':'))
}

/** True for a line that only the head of a cable has: a date-time group, a classification with a number, a record number. */
export function opensCable(line: string): boolean {
  return (
    groupLine.test(line) ||
    classificationLine.exec(joinSpaced(line))?.groups?.serial !== undefined ||
    /^MRN ?: ?\d\d [A-Z]/.test(line)
  )
}

/** Fields that an empty line ends; the lists of addressees go on after one. */
const endsField = new Set(['SUBJECT', 'REF', 'TAGS', 'E.O.'])

/** Takes a line that says what it is, and names the field that the lines after it may go on with; undefined for others. */
function beginField(line: string, raw: string, found: CableHead): string | undefined {
  const { head } = found
  if (extractNotice.test(line)) {
    found.gaps = ['Partial extract; the full text is not held.']
    return ''
  }
  const { sent, precedence } = groupLine.exec(line)?.groups ?? {}
  if (sent) {
    takeSent(sent, head)
    if (precedence) head.precedence ??= precedence.toUpperCase()
    return ''
  }
  const [, year, month, day] = dateLine.exec(line) ?? []
  const date = makeDate(Number(year), Number(month), Number(day))
  if (date) {
    found.date ??= date
    return ''
  }
  if (/^released in part\b/i.test(line)) {
    found.gaps.push('Released in part; what was taken out of it is not held.')
    return ''
  }
  if (line === 'BT' || takeReleased(line, found)) return ''
  const joined = cleanLine(joinSpaced(raw))
  if (takeClassification(joined, found)) return ''
  if (captionLine.test(joined)) {
    head.captions.push(...captionsIn(joined))
    return ''
  }
  const { name = '', sign = '', value = '' } = fieldLine.exec(line)?.groups ?? {}
  // Without a colon it may be the first word of the text.
  if (name !== '' && (sign.includes(':') || (head.subject === undefined && name === name.toUpperCase()))) {
    const field = fieldOf(name)
    if (field === 'MRN') takeRecordNumber(value, found)
    else if (field === 'FM') takeFrom(value, found)
    else goOn(field, value, raw, head)
    return field
  }
  if (!attentionLine.test(line) || head.subject !== undefined) return undefined
  head.to.push(line)
  return ''
}

function takeReleased(line: string, found: CableHead): boolean {
  const { month = '', day, year, class: classification = '' } = releasedLine.exec(line)?.groups ?? {}
  const date = makeDate(Number(year), months.indexOf(month.toUpperCase()) + 1, Number(day))
  if (!date) return false
  found.date ??= date
  found.head.classification ??= classification
  return true
}

/** Who sent it, and the number and precedence that a released record has beside that. */
function takeFrom(value: string, found: CableHead): void {
  const { from = value, office, serial, precedence: sent } = releasedFrom.exec(value)?.groups ?? {}
  found.head.from ??= from
  if (!office || !serial || !sent) return
  takeNumber(office, serial, found)
  found.head.precedence ??= sent.charAt(0)
}

/** `UNCLAS SECTION 01 OF 03 LIMA 001409`: marking, captions, section, office and serial number. */
function takeClassification(line: string, found: CableHead): boolean {
  const groups = classificationLine.exec(line)?.groups
  if (!groups) return false
  const { head } = found
  head.classification ??= groups.class ?? line
  head.captions.push(...captionsIn(`${groups.captions ?? ''} ${groups.after ?? ''}`))
  if (groups.number) head.section ??= { number: Number(groups.number), of: Number(groups.of) }
  if (groups.office && groups.serial) takeNumber(groups.office, groups.serial, found)
  return true
}

function captionsIn(text: string): string[] {
  return (text.match(captions) ?? []).map((word) => word.replace('CORRECTEDCOPY', 'CORRECTED COPY'))
}

function takeRecordNumber(value: string, found: CableHead): void {
  const [, year, office, serial] = recordNumber.exec(value) ?? []
  if (!year || !office || !serial || found.head.number !== undefined) return
  takeNumber(office, serial, found)
  found.year = year
}

function takeNumber(office: string, serial: string, found: CableHead): void {
  if (found.head.number !== undefined) return
  found.head.number = `${office} ${serial}`
  found.label = `${office.replaceAll('’', "'")} ${Number(serial)}`
}

function fieldOf(name: string): string {
  const upper = name.toUpperCase()
  if (upper.startsWith('REF')) return 'REF'
  if (upper.startsWith('SUBJ')) return 'SUBJECT'
  if (upper.startsWith('TAG')) return 'TAGS'
  if (upper.startsWith('CAPTION')) return 'CAPTIONS'
  if (/^E\.? ?O/.test(upper)) return 'E.O.'
  return { FROM: 'FM', ACTION: 'TO' }[upper] ?? upper
}

/** Adds what a line says to the field it belongs to. */
function goOn(field: string, value: string, raw: string, head: DocumentHead): void {
  if (value === '' || /^none\.?$/i.test(value)) return
  if (field === 'FM') head.from ??= value
  else if (field === 'SUBJECT')
    head.subject = head.subject === undefined ? value : joinLines([head.subject, value])
  else if (field === 'TAGS') head.tags.push(...wordsOf(value))
  else if (field === 'REF') head.references.push(value)
  else if (field === 'TO') head.to.push(value)
  else if (field === 'CAPTIONS') head.captions.push(...wordsOf(value))
  else if (field === 'CLASSIFICATION') head.classification ??= value
  else if (field === 'DATE/DTG') takeSent(value, head)
  else if (field === 'INFO') {
    // Distribution by office stands in columns.
    const columns = /\t| \| /.test(raw) ? raw.split(/\t| \| /).map(cleanLine) : [value]
    head.info.push(...columns.filter((column) => column !== '' && column !== 'INFO'))
  }
}

function wordsOf(list: string): string[] {
  return list.split(/[\s,;]+/).filter((word) => word !== '')
}

/** `A. LIMA 004 B. LIMA 353` are two; without letters, it is one. */
function splitReferences(text: string): string[] {
  return text
    .split(/(?:^|\s)(?:¶ ?)?\(?[A-Z][.)] /)
    .map((reference) => reference.replace(/^[:,; ]+|[,; ]+$/g, ''))
    .filter((reference) => reference !== '')
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

/** Takes the first date-time group in a text. */
function takeSent(text: string, head: DocumentHead): void {
  const sent = timeGroup.exec(text)?.slice(1).join(' ').toUpperCase()
  if (sent) head.sent ??= sent
}

/** The day of a date-time group, which counts in UTC. A year of two digits lies between 1970 and 2069. */
function dateOf(group: string): IsoDate | undefined {
  const parts = /^(\d\d)\d{4}Z ([A-Z]{3}) (\d+)$/.exec(group)
  const year = Number(parts?.[3])
  const century = year >= 100 ? 0 : year < 70 ? 2000 : 1900
  return makeDate(century + year, months.indexOf(parts?.[2] ?? '') + 1, Number(parts?.[1]))
}

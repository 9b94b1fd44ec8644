import { officeForm } from '../../domain/source-label.ts'
import { isSensitiveBanner } from './marking/sensitive-forms.ts'
import { joinSpaced } from './spaced-letters.ts'

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** A line without any of these needs no cleaning, as most lines do. */
const debrisSigns = /[^ -~]| {2}|[[\\<>&*_]/

/** A line for reading: without the debris of other formats, hard spaces, quoting and unseen signs. Its words stay as they are. */
export function cleanLine(raw: string): string {
  if (!debrisSigns.test(raw)) return raw.trim()
  return (
    raw
      .replace(/[ÂÃ][\u0080-\u00bf]|â€[\u0080-\u00bf™œ˜¦“”]/g, mendTwice)
      .replace(/^(?:\s*>)+ ?/, '')
      .replace(/!?\[([^\][]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/g, '$1')
      .replace(/<(https?:\/\/[^<>\s]+|mailto:[^<>\s]+)>/g, '$1')
      .replace(/<\/?(?:br|p|b|i|u|em|strong|span|font|div|a)(?:\s[^<>]*=[^<>]*)?\s?\/?>/gi, ' ')
      .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_whole, name: string) => entities[name] ?? ' ')
      .replace(/\\([$*_#[\](){}.!`~>|+-])/g, '$1')
      .replace(/(\*\*|__)(?=\S)([^*_]{1,400})\1/g, '$2')
      .replace(/(?<=^|[\s("'])([*_])(?=\S)([^*_]{1,400})(?<=\S)\1(?=$|[\s.,;:!?)"'])/g, '$2')
      // Ligatures of PDF files, which no search would find.
      .replace(/[\ufb00-\ufb06]/g, (sign) => sign.normalize('NFKC'))
      // A bullet in a font of signs, as Word and LibreOffice print it.
      .replace(/^\s*\p{Co}\s*/u, '• ')
      .replace(/[\s\p{Z}]+/gu, ' ')
      .replace(/(?!\u00ad$)[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
      .trim()
  )
}

/** UTF-8 read as Windows-1252 by another program: `Â¶` for `¶`, `â€™` for an apostrophe. */
function mendTwice(signs: string): string {
  const quotes: Record<string, string> = { '™': '’', œ: '“', '˜': '‘', '¦': '…', '“': '–', '”': '—' }
  const last = signs.at(-1) ?? ''
  if (signs.startsWith('â€')) return quotes[last] ?? '”'
  return String.fromCharCode(last.charCodeAt(0) + (signs.startsWith('Ã') ? 0x40 : 0))
}

/** What stands before the words of an item. */
export const bulletSigns = '•▪●◦‣·■□○►➢❖✓'

/** A row of dashes, stars or the like that stands between or under words. */
export function isRule(line: string): boolean {
  return /^(?:[-_=*~#–—.] ?){3,}$/.test(line)
}

/**
 * What repeats on every page or section and is no part of the text: section marks, banners, lines of transmission, and page numbers
 * that say so. A figure alone may be one too, or part of the text: who knows the pages tells them apart. In small letters right below
 * the line `above`, it goes on with a sentence that is open there: "the film is" and below it "not for public distribution".
 */
export function isDebris(line: string, above = ''): boolean {
  const joined = joinSpaced(line)
  const last = endsSentence(above) ? '' : above
  const isOwn = last === '' || !/^\p{Ll}/u.test(joined)
  return (isOwn && debris.some((form) => form.test(joined))) || isSensitiveBanner(joined, { last })
}

/** `3`, `3/5`, `3 of 5`: what a page bears that says no more of itself, and other lines hold too. */
export const pageNumber = /^(\d{1,3})(?: ?(?:\/|of|de) ?\d{1,3})?$/

/** `LIMA 00001409 002 OF 003`, between the sections of a cable that is held whole. */
export const sectionLine = new RegExp(`^${officeForm} 0*\\d{1,8} (?<number>\\d{3}) OF (?<of>\\d{3})$`)

const debris = [
  /^(?:UNCLASSIFIED\W{1,5})?(?:page|p[áa]g(?:ina|\.)) ?\d+(?: (?:of|de) \d+)?$/i,
  /^- ?\d{1,4} ?-$/,
  sectionLine,
  /^UNCLAS(?:SIFIED)?$/,
  /^(?:NNNN|BT|SIPDIS|#\d{4})$/,
  /^(?:VZCZC\w*|DE RU\w+ #\d{4}.*|ZNR \w{5} ZZ\w|(?:(?:ZZ|OO|PP|RR) )?RU[A-Z]{4,5}(?: RU[A-Z]{4,5})*)$/,
  /^(?:end|begin) of (?:page|section) ?\d*$/i,
  // The stamp on what is released from the Department's records.
  /^UNCLASSIFIED U\.S\. Department of State Case No\. ?\S+ Doc No\. ?\S+(?: Date: ?\S+)?$/i,
  // What Markdown shows as it is stands between two of these.
  /^(?:`{3,}|~{3,}) ?[\w-]*$/,
]

/** Letters and a hyphen at the end of a line: the word may go on in the next. */
const broken = /(\p{L}+)[-\u00ad]$/u
/** First parts that keep their hyphen: `counter-` and `narcotics`. */
const prefixes = new Set(
  (
    'all anti co counter cross double eight ex first five follow four front full government half hard high in inter joint ' +
    'large long low mid multi narco nine non off on one over post pre pro quasi re second self semi seven short single six ' +
    'small state sub ten third three two under well year'
  ).split(' '),
)

/** Joins the lines of a paragraph by spaces, and mends words split between two of them where the hyphen is only the line's. */
export function joinLines(lines: readonly string[]): string {
  return lines
    .map((line, index) => {
      const next = lines[index + 1]
      if (next === undefined) return line
      const half = broken.exec(line.slice(-40))?.[1]
      if (half === undefined || !/^\p{Ll}/u.test(next)) return `${line} `
      return line.endsWith('-') && prefixes.has(half.toLowerCase()) ? line : line.slice(0, -1)
    })
    .join('')
}

/** True where a sentence plainly goes on in the next piece, whatever empty lines or page ends stand between. */
export function goesOn(before: string, next: string): boolean {
  const text = before.slice(-40)
  if (/[.:;!?]["'”’)\]]*$/.test(text)) return false
  return /[,\u00ad-]$/.test(text) || /^\p{Ll}\p{L}/u.test(next) || linking.test(text)
}

const linking =
  /\b(?:a|an|and|are|as|at|been|but|by|for|from|had|has|have|if|in|into|is|its|nor|of|on|or|our|such|than|that|the|their|these|this|those|to|under|was|were|which|will|with|el|la|los|las|de|del|en|y|para|por|con|que)$/i

/** True of a line that a sentence ends with. */
export function endsSentence(line: string): boolean {
  return /[.:;!?]["'”’»)\]]*$/.test(line.slice(-10))
}

/** The same, or a part of a sentence. */
export function endsClause(line: string): boolean {
  return /[.:;,!?]["'”’»)\]]*$/.test(line.slice(-10))
}

/** True of a line whose last word wants the number below it: "in", "para", "June". An "and" may stand before the last item of a list. */
export function leadsToNumber(line: string): boolean {
  const text = line.slice(-40)
  if (!text.includes(' ')) return false
  return naming.test(text) || (linking.test(text) && !/\b(?:and|or|y)$/i.test(text))
}

const naming =
  /\b(?:para|paras|paragraph|paragraphs|section|sections|article|articles|chapter|page|pages|point|item|option|annex|table|figure|ref|reftel|about|over|párrafo|párrafos|artículo|artículos|punto|January|February|March|April|May|June|July|August|September|October|November|December)$/i

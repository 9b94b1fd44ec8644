import { numberStart } from '../numbering/inserted-numbers.ts'
import { joinSpaced } from '../spaced-letters.ts'

/**
 * What the trade calls sensitive but unclassified, and what of it marks a paragraph, a page or a whole text: our reading. Forms
 * are held against lines without debris whose spaces are single ones.
 */
const phrases = [
  'sensitive,?[ -]?but[ -]?unclassified',
  'unclassified,? but sensitive',
  '(?:for ?)?official ?use ?only',
  'limited ?official ?use',
  '(?:law ?enforcement|dea)[ -]?sensitive',
  '(?:for )?(?:internal|law ?enforcement|dea|embassy|mission) use only',
  'not for (?:public |further )?(?:distribution|dissemination|release)',
  'sensitive security information',
  'controlled unclassified information',
  'official ?[-–—:] ?(?:sensitive|sbu)',
  'sensible,? pero no clasificad[oa]',
  '(?:para )?uso oficial (?:exclusivo|solamente|únicamente)',
  '(?:s[oó]lo|exclusivo|únicamente) (?:para )?uso oficial',
  'sbu',
  's[ .]b[ .]u',
  'fouo',
].join('|')
/** They mean other things in small letters. */
const words =
  '(?:official )?sensitive|les|lou|cui|ouo|limdis|exdis|nodis|stadis|(?:for )?internal use|uso oficial|' +
  '(?:(?:documento )?(?:de|para) )?uso interno|(?:difusi[oó]n|distr(?:ibuci[oó]n|\\.):?) restringida|difusi[oó]n limitada'
const any = `(?:${phrases}|${words})`
/** Why a text is kept from others. */
const reasons = 'deliberative(?: process)?|pre-?decisional|privacy(?: or pii)?|pii|proprietary'
/** What may stand beside one of them in a mark: `SBU/DELIBERATIVE`, `SENSITIVE, SIPDIS`, `SBU - Law Enforcement`. */
const beside = `sipdis|efto|e f t o|aidac|draft|${reasons}|(?<=[-–—(/,:] ?)law enforcement|internal|noforn|page|of|\\d{1,3}`

/** Every form holds one of these; most lines hold none. */
const anySensitive =
  /sensitiv|sensible|\bs[ .]?b[ .]?u\b|off?icial|internal use|use only|uso interno|restringida|limitada|not for|unclassified information|\b(?:fouo|les|lou|cui|ouo|(?:lim|ex|no|sta)dis)\b/i

const numbered = new RegExp(numberStart)

const unclassified = 'u(?:nclas(?:s(?:ified)?)?)?'
/** One of them behind a U, whatever joins the two: `U//FOUO`, `Unclassified - Sensitive`, `U and SBU`. */
const behindU = `${unclassified}[^\\p{L}\\d.)\\]]{1,4}(?:(?:and|but) )?(?:${any}|${reasons}|law enforcement)(?!\\p{L})`

/** `(SBU)`, `[SBU]`, `(U//FOUO)`, `(Sensitive but Unclassified)`, `(SBU - Entire text)`, `SBU: The …`: what a paragraph opens with. */
const portion = new RegExp(
  [
    `^(?:[([] ?(?<mark>${behindU}|${unclassified}|${any})(?<rest> ?//? ?[^()[\\]]{1,60}| ?[-–—:,;] ?[^()[\\]]{1,60})? ?(?:\\)|\\](?!\\p{L}))`,
    '|(?:sbu|fouo)(?:[.:]| ?[-–—]{1,2})(?= )) ?',
  ].join(''),
  'iu',
)

const open = new RegExp(`^${unclassified}$`, 'i')
const restricts = new RegExp(`/|(?<!\\p{L})${any}(?!\\p{L})`, 'iu')

/** The mark that words open with, and how long it is; `(u)` may be an item. It is U where nothing beside the U restricts it. */
export function readPortion(text: string): { portion: 'U' | 'SBU'; length: number } | undefined {
  const found = portion.exec(text)
  if (!found) return undefined
  const { mark = 'SBU', rest = '' } = found.groups ?? {}
  if (mark === 'u') return undefined
  const isOpen = open.test(mark) && !restricts.test(rest)
  return { portion: isOpen ? 'U' : 'SBU', length: found[0].length }
}

/** A line that is nothing but a mark; `field` where it is the value of one. */
const banner = new RegExp(
  [
    '^[^\\p{L}\\d]*(?:page \\d+(?: of \\d+)?[^\\p{L}\\d]*)?',
    '(?<field>(?:(?:overall|security|document) )?(?:classification|clasificación|markings?|sensitivity|handling|distribution(?: limited)?|captions?|caveats?)(?: level)?[ :=–—-]+)?',
    `[^\\p{L}\\d]*(?:(?:u|uk|unclas|unclassified|${beside})[ /,;:|&_(–—-]+(?:(?:and|but) )?)*`,
    `(?<mark>${any})(?!\\p{L})`,
    `(?:[^\\p{L}\\d]+(?:${any}|${beside})(?!\\p{L}))*`,
    '(?: ?//? ?[\\p{L}/, -]{2,60}|[^\\p{L}\\d]+(?:(?:and )?(?:please|protect|handle|not for|no|do not|when)|entire) .{0,100})?',
    '[^\\p{L}\\d]*$',
  ].join(''),
  'iu',
)
const longestBanner = 160
const alone = new RegExp(`^(?:${words})$`, 'i')

/** The line of a cable's head that bears its marking, captions and number. */
const classificationLine = new RegExp(
  `^UNCLAS(?:SIFIED)?(?=.* \\d{3})[\\p{Lu}\\d /,.'’-]*[ /](?:${any.toUpperCase()})(?![\\p{L}])[\\p{Lu}\\d /,.'’-]*$`,
  'u',
)

const thing =
  'cable|telegram|message|document|memo(?:randum)?|report|(?:non-?)?paper|e-?mail|file|text|transmission|letter|note|briefing'
const be =
  'is|are|be|contains?|carries|bears|remains|should|must|to|has|have|been|being|all|entirely|strictly|marked|considered|' +
  'treated|handled|protected|deemed|classified|designated|as|information|material|that|which'
const said = `(?:an? )?["“(]?(?:u(?:nclassified)?(?: ?//? ?| ?[(–—-] ?))?(?:${phrases})\\b`
const cosa = 'documento|cable|mensaje|informe|memor[aá]ndum|nota|oficio|correo|texto|informaci[oó]n'
const ser = 'es|está|contiene|debe|ser|información|considerad[oa]|marcad[oa]|tratad[oa]|como|que|de|para'
const otherwise =
  '(?:unless|except(?: where| as)?) (?:otherwise )?(?:marked|noted|indicated|stated)(?: otherwise)?'
/** Where a sentence begins, behind the number of its paragraph or not. */
const begins = '(?:^|[.:;!?)\\]] ?)'
/** A sentence that says it of the whole text. */
const sentences = [
  // This cable is SBU; the following text contains information that is FOUO
  `\\b(?:this|(?:the )?(?:entire|whole|following)) (?:entire )?(?:${thing})(?: and its \\w+| in its entirety)?(?: (?:${be})){1,8} ${said}`,
  // This email is UNCLASSIFIED (Sensitive)
  `\\bthis (?:${thing}) is unclassified ?[/(–—-]+ ?(?:${any})\\b`,
  // Sensitive, and on the line below: This email is UNCLASSIFIED
  `^\\W*(?:${any})\\W+(?:this (?:${thing}) is )?unclassified\\W*$`,
  // This is an SBU message
  `\\bthis is ${said} (?:${thing})\\b`,
  `\\bthis (?:${phrases}) (?:${thing})\\b`,
  // The information in this paper is SBU
  `\\b(?:information|material|contents?)(?: contained)? (?:herein|(?:in|of) this (?:${thing}))(?: (?:${be})){1,8} ${said}`,
  // Cable is SBU. The post asks
  `${begins}(?:${thing}) (?:is|contains) ${said}(?= ?(?:[).;]|$))`,
  // What follows is SBU; the points below are SBU
  `\\b(?:what follows|the following(?: \\w+)?|\\w+ (?:below|that follow)) (?:is|are) ${said}`,
  // Cable is SBU in its entirety
  `${begins}(?:the )?(?:${thing}) (?:(?:is|are) )?${said}[)”"]? (?:in (?:its|their) entirety|throughout)\\b`,
  // All paragraphs are SBU; entire text is sensitive
  `\\b(?:entire|whole|all) (?:${thing}|contents|paragraphs|portions)(?: (?:is|are))?[ :;,.(–—-]+(?:${said}|sensitive(?= ?(?:[).\\]]|$)))`,
  // SBU - entire text
  `\\b(?:${phrases})[)\\]]?[ :;,.–—-]+(?:this |the )?(?:entire|whole) (?:${thing})\\b`,
  `\\bsensitive ?[:;,–—-]+ ?(?:this |the )?(?:entire|whole) (?:${thing})\\b`,
  // Unless otherwise marked, paragraphs are SBU; SBU unless otherwise marked
  `\\b${otherwise},? (?:\\w+ ){1,5}(?:is|are) ${said}`,
  `\\b(?:${phrases})[)”"]?,? ${otherwise}\\b`,
  // Paragraphs 2 and 3 are SBU; Paras 1-3 SBU
  `\\bpara(?:graph)?s? [\\d¶, -]+(?:(?:and|through|thru|to) ¶?\\d+ )?(?:is|are) ${said}`,
  `${begins}para(?:graph)?s?\\.? [\\d¶, -]+(?:(?:and|through|thru|to) ¶?\\d+)?[ :]+${said}(?= ?(?:[).;]|$))`,
  // Protect this cable as SBU
  `\\b(?:handle|treat|protect|safeguard)(?: (?:this|it)(?: (?:${thing}))?)? as ${said}(?!(?: \\w+)? (?:would|is|are|was|were)\\b)`,
  // Este documento es sensible pero no clasificado
  `\\b(?:est[ea]|(?:el|la) presente) (?:${cosa})(?: (?:${ser})){1,8} (?:${phrases})\\b`,
].map((form) => new RegExp(form, 'i'))
/** The same at the head of a paragraph, before how it is to be handled. */
const opening = new RegExp(
  `^(?:[([][^()[\\]]{1,30}[)\\]] ?)?(?:the following is |(?:${thing}) (?:is|contains) )?(?:${phrases})[^\\p{L}\\d]+(?:(?:and )?(?:please|protect|handle|not for|do not)\\b|$)`,
  'iu',
)

/** True where words say of the text they stand in that it is SBU: `This cable is Sensitive but Unclassified.` */
export function saysOfWhole(written: string): boolean {
  const text = joinSpaced(written)
  if (!anySensitive.test(text)) return false
  if (classificationLine.test(text) || sentences.some((form) => form.test(text))) return true
  const begun = text.replace(numbered, '')
  return (begun !== text || /^\P{L}*\p{Lu}/u.test(begun)) && opening.test(begun)
}

/** What stands round a line: the last word of the sentence before it, where that goes on; whether a page or file begins or ends. */
interface Around {
  last?: string | undefined
  isEdge?: boolean
}

/** True of a line that is nothing but such a mark, however it is written; in small letters it may be the end of a sentence. */
export function isSensitiveBanner(written: string, { last, isEdge = false }: Around = {}): boolean {
  if (written.length > longestBanner) return false
  const line = joinSpaced(written)
  if (!anySensitive.test(line)) return false
  const { mark, field } = banner.exec(line)?.groups ?? {}
  if (mark === undefined) return false
  if (field !== undefined) return true
  if (mark === mark.toUpperCase()) return !last || !line.trim().endsWith('.')
  if (/^\p{Ll}/u.test(mark) && last) return false
  return isEdge || !alone.test(mark)
}

/** `Código Único de Inversiones (CUI)` names something else. */
const unnamed = '(?<!\\b[Ii]\\p{L}+ (?=.CUI))'

/** A mark at either end of a line, or in brackets: what a title or a head of a paper bears. `TIME-SENSITIVE` is a word. */
const inTitle = new RegExp(
  `^\\W*(?:${phrases})\\b|\\b(?:${phrases})\\W*$|${unnamed}[([] ?(?:${any}) ?[)\\]]|(?: [-–—] ?|[-–—] |[/|,] ?|\\bunclas(?:sified)?-)SENSITIVE\\W*$`,
  'iu',
)

/** True of a line above a text that bears a mark beside other words: `DRAFT MINUTES (SBU)`. */
export function isMarkedTitle(line: string): boolean {
  if (line.length > longestBanner || !anySensitive.test(line)) return false
  const mark = inTitle.exec(line)?.[0]
  return mark !== undefined && /\p{Lu}/u.test(mark)
}

const portionName = '(?:text|portion|passage|section|points?|paragraphs?)'
/** `[Begin SBU.]`, `Begin text (SBU):`, `End SBU`, wherever it stands. */
const blockEdge = new RegExp(
  `(?<![\\p{L}\\d])(?<edge>begin|end)(?: of)?(?: text)?[ :]+[([]?(?<mark>${any})(?!\\p{L})(?: ${portionName})?(?= ?[^\\p{L}\\d\\s]|\\s*$)`,
  'giu',
)
/** `If raised (SBU):`, `If raised - SBU:`, `SBU points:` */
const leading = new RegExp(
  `(?:${unnamed}[([] ?(?<mark>${any})(?: ?//?[^()[\\]]{1,60})? ?[)\\]]|(?: [-–—]|,) ?(?:${phrases})|^\\P{L}*(?:${phrases}) ${portionName}(?: (?:follows?|below))?) ?:[^\\p{L}\\d]*$`,
  'iu',
)

/** In small letters a text speaks of it. */
const hasCapital = (mark = 'SBU') => /\p{Lu}/u.test(mark)

function leadsToBlock(text: string): boolean {
  const found = leading.exec(text)
  return found !== null && hasCapital(found.groups?.mark)
}

/** The last mark in a text that a block of SBU begins or ends with; words that lead to what is below, `If raised (SBU):`, begin one. */
export function lastBlockEdge(text: string): 'begin' | 'end' | undefined {
  if (!anySensitive.test(text)) return undefined
  if (leadsToBlock(text)) return 'begin'
  const edges = [...text.matchAll(blockEdge)].flatMap(({ groups = {} }) =>
    hasCapital(groups.mark) && /^\p{Lu}/u.test(groups.edge ?? '') ? [groups.edge] : [],
  )
  const last = edges.at(-1)?.toLowerCase()
  return last === 'begin' || last === 'end' ? last : undefined
}

const longestOpener = 80

/** True of a short line that does nothing but begin such a block. */
export function opensBlock(line: string): boolean {
  if (line.length > longestOpener || lastBlockEdge(line) !== 'begin') return false
  const isEdge = !/\p{L}/u.test(line.replace(blockEdge, ''))
  return isEdge || (leadsToBlock(line) && /^\P{L}*\p{Lu}[^.;!?]*$/u.test(line))
}

/** What marks the paragraph it stands in. */
export const formsSensitive: readonly RegExp[] = [
  new RegExp(`${unnamed}[([](?:FOUO|LES|LOU|CUI|OUO|SENSITIVE)(?: ?//? ?[A-Z/, -]{1,60})?[)\\]]`, 'u'),
  // (Unclassified - Sensitive), and U//FOUO: where a sentence begins
  new RegExp(`[([{<] ?${behindU}`, 'iu'),
  new RegExp(`(?:${numberStart}|${begins})${behindU} ?[.:–—-]`, 'iu'),
  /[([] ?(?:(?:FOR )?OFFICIAL USE ONLY|LIMITED OFFICIAL USE|(?:LAW ENFORCEMENT|DEA)[ -]SENSITIVE|S[ .]B[ .]U\.?) ?[)\]]/i,
  // 3. (Sensitive)
  new RegExp(`${numberStart}[([] ?${any}(?: ?//?[^()]*| ?[-–—] ?[^()]*)? ?[)\\]]`, 'i'),
  // (Sensitive) The minister said
  /^(?:[\s>#*•-]*|\(?[A-Za-z][.)] ?)[([](?:Sensitive|Les|Cui)[)\]]/,
  /[.:;!?)]["'”’]? [([]Sensitive[)\]] \p{Lu}/u,
]

/**
 * What the trade calls sensitive but unclassified, and what of it marks a paragraph, a page or a whole text: our reading. Forms
 * are held against lines without debris whose spaces are single ones.
 */
const phrases =
  'sensitive,?[ -]but[ -]unclassified|unclassified,? but sensitive|for official use only|limited official use|' +
  'law enforcement sensitive|controlled unclassified information|official ?[-:] ?sensitive|sensible pero no clasificad[oa]|sbu|s b u|fouo'
/** They mean other things in small letters. */
const words = 'sensitive|les|lou|cui'
const any = `(?:${phrases}|${words})`
/** What may stand beside one of them in a mark: `SBU/DELIBERATIVE`, `SENSITIVE, SIPDIS`. */
const beside =
  'sipdis|stadis|limdis|exdis|nodis|efto|e f t o|aidac|draft|deliberative(?: process)?|pre-?decisional|internal|noforn|page|of|\\d{1,3}'

/** Every form holds one of these; most lines hold none. */
const anySensitive =
  /sensitiv|sensible|\bs ?b ?u\b|official|unclassified information|\b(?:fouo|les|lou|cui)\b/i

/** Where a numbered paragraph begins. */
const number = '^[\\s>#*]*(?:¶ ?)?(?:\\d+[.)]|\\(\\d+\\)) ?'
const numbered = new RegExp(number)

/** `(SBU)`, `[SBU]`, `(U//FOUO)`, `(Sensitive but Unclassified)`, `(SBU - Entire text)`, `SBU: The …`: what a paragraph opens with. */
const portion = new RegExp(
  [
    `^(?:[([] ?(?<mark>u|unclassified|${any})(?<rest> ?//? ?[^()[\\]]{1,60}| ?[-–—:,] ?[^()[\\]]{1,60})? ?(?:\\)|\\](?!\\p{L}))`,
    '|(?:sbu|fouo)(?:[.:]| ?[-–—]{1,2})(?= )) ?',
  ].join(''),
  'iu',
)

/** The mark that words open with, and how long it is; `(u)` may be an item. */
export function readPortion(text: string): { portion: 'U' | 'SBU'; length: number } | undefined {
  const found = portion.exec(text)
  if (!found) return undefined
  const { mark = 'SBU', rest = '' } = found.groups ?? {}
  if (mark === 'u') return undefined
  const isOpen = /^u(?:nclassified)?$/i.test(mark) && !rest.includes('/')
  return { portion: isOpen ? 'U' : 'SBU', length: found[0].length }
}

/** A line that is nothing but a mark; `field` where it is the value of one. */
const banner = new RegExp(
  [
    '^[^\\p{L}\\d]*(?:page \\d+(?: of \\d+)?[^\\p{L}\\d]*)?',
    '(?<field>(?:(?:overall|security|document) )?(?:classification|clasificación|markings?|sensitivity|handling|captions?|caveats?)(?: level)?[ :=–—-]+)?',
    `[^\\p{L}\\d]*(?:(?:u|uk|unclas|unclassified|${beside})[ /,;:–—-]+)*`,
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
  'treated|handled|protected|deemed|classified|designated|as'
const said = `(?:an? )?["“(]?(?:u(?:nclassified)? ?//? ?)?(?:${phrases})\\b`
/** A sentence that says it of the whole text. */
const sentences = [
  `\\b(?:this|(?:the )?(?:entire|whole|following)) (?:entire )?(?:${thing})(?: and its \\w+| in its entirety)?(?: (?:${be})){1,8} ${said}`,
  `\\bthis is ${said} (?:${thing})\\b`,
  `\\bthis (?:${phrases}) (?:${thing})\\b`,
  `\\b(?:entire|whole|all) (?:${thing}|contents|paragraphs|portions)(?: (?:is|are))?[ :;,.(–—-]+(?:${said}|sensitive(?= ?(?:[).\\]]|$)))`,
  `\\b(?:${phrases})[)\\]]?[ :;,.–—-]+(?:this |the )?(?:entire|whole) (?:${thing})\\b`,
  `\\bsensitive ?[:;,–—-]+ ?(?:this |the )?(?:entire|whole) (?:${thing})\\b`,
  `\\bpara(?:graph)?s? [\\d¶, -]+(?:(?:and|through|thru|to) ¶?\\d+ )?(?:is|are) ${said}`,
  `\\b(?:handle|treat|protect|safeguard)(?: (?:this|it)(?: (?:${thing}))?)? as ${said}`,
].map((form) => new RegExp(form, 'i'))
/** The same at the head of a paragraph, before how it is to be handled. */
const opening = new RegExp(
  `^(?:[([][^()[\\]]{1,30}[)\\]] ?)?(?:the following is |(?:${thing}) (?:is|contains) )?(?:${phrases})[^\\p{L}\\d]+(?:(?:and )?(?:please|protect|handle|not for|do not)\\b|$)`,
  'iu',
)

/** True where words say of the text they stand in that it is SBU: `This cable is Sensitive but Unclassified.` */
export function saysOfWhole(text: string): boolean {
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
export function isSensitiveBanner(line: string, { last, isEdge = false }: Around = {}): boolean {
  if (line.length > longestBanner || !anySensitive.test(line)) return false
  const { mark, field } = banner.exec(line)?.groups ?? {}
  if (mark === undefined) return false
  if (field !== undefined) return true
  if (mark === mark.toUpperCase()) return !last || !line.trim().endsWith('.')
  if (/^\p{Ll}/u.test(mark) && last) return false
  return isEdge || !alone.test(mark)
}

/** `Código Único de Inversiones (CUI)` names something else. */
const unnamed = '(?<!\\b[Ii]\\p{L}+ (?=.CUI))'

/** A mark at either end of a line, or in brackets: what a title or a head of a paper bears. */
const inTitle = new RegExp(
  `^\\W*(?:${phrases})\\b|\\b(?:${phrases})\\W*$|${unnamed}[([] ?(?:${any}) ?[)\\]]|[-–—/|,] ?SENSITIVE\\W*$`,
  'iu',
)

/** True of a line above a text that bears a mark beside other words: `DRAFT MINUTES (SBU)`. */
export function isMarkedTitle(line: string): boolean {
  if (line.length > longestBanner || !anySensitive.test(line)) return false
  const mark = inTitle.exec(line)?.[0]
  return mark !== undefined && /\p{Lu}/u.test(mark)
}

/** What marks the paragraph it stands in. */
export const formsSensitive: readonly RegExp[] = [
  new RegExp(
    `${unnamed}[([](?:U ?//? ?)?(?:FOUO|LES|LOU|CUI|SENSITIVE)(?: ?//? ?[A-Z/, -]{1,60})?[)\\]]`,
    'u',
  ),
  /[([] ?(?:FOR OFFICIAL USE ONLY|LIMITED OFFICIAL USE|LAW ENFORCEMENT SENSITIVE|S B U) ?[)\]]/i,
  // 3. (Sensitive)
  new RegExp(`${number}[([] ?(?:u ?//? ?)?${any}(?: ?//?[^()]*| ?[-–—] ?[^()]*)? ?[)\\]]`, 'i'),
  // (Sensitive) The minister said
  /^(?:[\s>#*•-]*|\(?[A-Za-z][.)] ?)[([](?:Sensitive|Les|Cui)[)\]]/,
  /[.:;!?)]["'”’]? [([]Sensitive[)\]] \p{Lu}/u,
]

import { numberStart } from '../numbering/inserted-numbers.ts'

/** Levels above SBU as English, Spanish, German and alliances' papers write them. */
const level =
  '(?:top secret|secret|confidential|restricted|(?:(?:muy|estrictamente) )?(?:secret[oa]|confidencial|reservad[oa])|' +
  'vs ?[-–—] ?(?:nur für den dienstgebrauch|nfd|vertraulich)|geheim)'
/** Papers that bear their level beside their name: `INFORME SECRETO N° 12`. */
const papers = 'Documento Informe Oficio Nota Memorando Memorándum Mensaje Carta Directiva'.split(' ')
const paper = `(?:${papers.flatMap((name) => [name, name.toUpperCase()]).join('|')})`
const numbering = '(?: ?[-–]? ?(?:N[°º.RO]{0,3} ?)?\\d[\\d\\p{Lu} ./°º–-]{0,60})?\\P{L}*$'
const inCapitalAndSmall = '(?:Top Secret|Secret|Confidential|Restricted|Secreto|Confidencial|Reservado)'
/** `un secreto` says something else. */
const alliance = '(?:(?:nato|otan|cosmic|eu|ue|uk|us|un(?! (?:secreto|confidencial|reservado))) )?'

/** A line that is nothing but a classification, however it is written; `field` where it is the value of one. */
export const banner = new RegExp(
  [
    '^(?<field>[\\s*_#]*(?:(?:(?:overall|security|document) |nivel de )?(?:classification|clasificación|marking)(?: level| de seguridad)?|clasificado(?: como)?|(?:grado|nivel) de (?:seguridad|reserva)|distr(?=\\.))\\b)?',
    `(?<open>[\\s:*_#=<{[(/.-]*)${alliance}(?<level>${level})`,
    '(?: ?//?.*| ?[-–—:.,] ?(?:nf|noforn|entire text|modified handling.*|(?:no (?:divulgar|difundir|reproducir|copiar)|not (?:for|to be)|prohibid[oa])\\b.{0,80}))?[\\s*_#=.>}\\])/-]*$',
  ].join(''),
  'i',
)

/** What marks a line of a document above SBU, beside what marks any text. Spaces in it are single ones. */
export const formsAbove: readonly RegExp[] = [
  // 3. (Secret)
  new RegExp(`${numberStart}[([]${alliance}${level}(?: ?//?[^()]*)?[)\\]]`, 'i'),
  // (Secret) The minister said
  new RegExp(`^[\\s>#*•-]*[([]${inCapitalAndSmall}[)\\]]`),
  new RegExp(`[.:;!?)]["'”’]? [([]${inCapitalAndSmall}[)\\]] \\p{Lu}`, 'u'),
  // (NATO RESTRICTED), wherever it stands
  /[([]\s?(?:(?:NATO|OTAN|EU|UE|UK) )?(?:RESTRICTED|SECRETO|CONFIDENCIAL|RESERVADO)\s?(?:\/[^()]{0,60})?[)\]]/,
  new RegExp(
    `^\\P{L}*${paper} (?:MUY |ESTRICTAMENTE )?(?:SECRET[OA]|CONFIDENCIAL|RESERVAD[OA])${numbering}`,
    'u',
  ),
  // Oficio (R) N° 12
  new RegExp(`^\\P{L}*${paper} ?\\((?:R|S|C|ER|ES)\\)${numbering}`, 'u'),
  /^\W*INFORMACI[ÓO]N (?:SECRETA|RESERVADA|CONFIDENCIAL)\W*$/,
  // 3. (R): reserved, restricted, or one of NATO's
  new RegExp(`${numberStart}\\((?:R|NR|NC|NS|CTS)\\)`),
  // Who classified it, why, and until when
  /^\W*(?:classified (?:by|from)|declassify on|decl on|clasificado por|desclasificar(?: el)?)\s*:/i,
  /\bOADR\b/,
  /\bDECL\s*:\s*(?!N\/?A\b|none\b)\S/i,
  /\breasons?\s*:? ?1\.[45] ?\(?[a-h]\b/i,
  /^\W*D(?:ERIVED FROM|erived From)\s*:/,
  /\bderived from\s*: ?(?:multiple sources|.{0,60}\b(?:classification guide|DSCG))\b/i,
  // The whole of it
  new RegExp(
    `\\bthis (?:document|cable|telegram|message|memo(?:randum)?|paragraph|report|paper|e-?mail|file) is classified (?:as )?["“]?${level}\\b`,
    'i',
  ),
  new RegExp(`\\bentire text (?:is )?["“]?${level}\\b`, 'i'),
  /\b(?:TS|S|C) ?[-–—] ?entire text\b/i,
  // Who may not see it, behind any marking: (SBU//NF)
  /\([A-Z]{1,4} ?- ?(?:NF|NOFORN)\)/,
  /\([A-Z]{1,4}\s*\/\/?[^()]{0,60}\b(?:NF|NOFORN|OC|ORCON|FGI|SI|TK|HCS)\b[^()]{0,60}\)/,
]

const things =
  'SERVICES?|POLICE|AGENTS?|AGENC(?:Y|IES)|INFORM(?:ANT|ER)S?|SOURCES?|WITNESS(?:ES)?|BALLOTS?|VOT(?:E|ES|ING)|MEETINGS?|TALKS|' +
  'ACCOUNTS?|FUNDS?|DEALS?|AGREEMENTS?|CONTACTS?|LAB(?:ORATORIE|ORATORY)?S?|AIRSTRIPS?|ROUTES?|CACHES?|TIPS?|HOT ?LINES?|NEGOTIATIONS?'
const leading =
  'THE|AN?|ANY|NO|SOME|MANY|HIS|HER|ITS|THEIR|OUR|IN|OF|BY|WITH|FOR|AND|OR|KE(?:PT|EPS?|EPING)|REMAIN(?:S|ED)?|STAY(?:S|ED)?|ARE|WERE|BE|' +
  'BEEN|HOW|MORE|HIGHLY|STRICTLY'
const ownParts =
  'PORTIONS?|PARAGRAPHS?|TEXT|CABLES?|TELEGRAMS?|ANNEX|MESSAGES?|DOCUMENTS?|VERSION|UPON|[A-Z]+ \\d'

/** In a text all in capitals, what speaks of a secret: `THE SECRET SERVICE`, `KEPT CONFIDENTIAL`; never of a part of that text. */
export const spoken = new RegExp(
  [
    `\\b(?:TOP )?(?:SECRET|CONFIDENTIAL) (?:${things})\\b`,
    `\\b(?:${leading}) (?:TOP )?(?:SECRET|CONFIDENTIAL)\\b(?! ?/| (?:${ownParts}))`,
  ].join('|'),
  'g',
)

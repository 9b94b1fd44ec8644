/** Letters with points, and titles, after which a name goes on: `U.S. Government`, `J. Smith`, `Gen. Otero`. */
const abbreviation = String.raw`(?<![\p{L}\d.])(?:(?:\p{L}\.)+|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Capt|Maj|Amb|Sen|Rep|Gov|Sr|Sra|Dra|St)\.)`

/** With these a new sentence begins all the same: `paid by the U.S. The police …`. */
const opening = String.raw`(?:The|This|That|These|Those|It|They|We|He|She|In|At|For|If|But|However|El|La|Los|Las|En)\b`

const boundary = new RegExp(
  String.raw`(?<=\n)|(?<=[.!?][)"'”’]*)(?:(?<!${abbreviation}[)"'”’]*)\s+(?=[("'“‘]*\p{Lu})|\s+(?=${opening}))`,
  'u',
)

/** A paragraph's sentences, each with the signs that end it; a line break ends one, and stays. */
export function sentencesOf(text: string): string[] {
  return text.split(boundary)
}

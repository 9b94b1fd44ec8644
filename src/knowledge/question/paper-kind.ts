/** Words for the kind of paper that a source is. */
export const paperKind =
  '(?:cable|telegram|paper|memo|memorandum|aide[- ]?m[eé]moire|note|letter|minutes|d[eé]marche|telegrama|memor[aá]ndum|memorando|oficio|nota|carta|acta|ayuda memoria|gesti[oó]n)'

const headNoun = new RegExp(
  `(?<!\\p{L})(?:${paperKind}|reports?|study|message|e-?mail|informe|estudio|mensaje)(?= (?:from|of|by|to|del?)(?!\\p{L})|\\W*$)`,
  'iu',
)

/** `the minutes`, `the letter from Bogota`: words that mean a paper, which `full` and `the talking points` do not. */
export function namesPaper(words: string): boolean {
  return headNoun.test(words)
}

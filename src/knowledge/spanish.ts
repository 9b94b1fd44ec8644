/** Words that a question in Spanish hardly does without, and one in English does not hold. */
const tellTales = new Set(
  `al como con cual cuales cuando cuanto cuanta cuantos cuantas de del despues donde el ella en entre es esta este fue hay
  la las lo los para pero por que quien quienes se segun ser si sin sobre son su sus un una unos unas y ya`.split(
    /\s+/,
  ),
)

/** True for folded words of a question in Spanish: one in three of them, at least, carries a sentence there. */
export function isSpanish(words: readonly string[]): boolean {
  return words.filter((word) => tellTales.has(word)).length * 3 >= Math.max(1, words.length)
}

/** The longest first. */
const endings =
  `aciones iciones acion icion amiento imiento adores adoras ador adora aremos eremos iremos ando iendo adas ados
  idas idos ada ado ida ido aron ieron aran eran iran aban aba ara era ira amos emos imos ar er ir an en as es os io a e o s`
    .split(/\s+/)
    .toSorted((one, other) => other.length - one.length)

/** Shorter ones are the beginning of too many words. */
const shortestStem = 3

/** What the forms of a Spanish verb, and of the nouns made from it, begin with: `incaut` of `incautaron` and `incautación`. */
export function spanishStem(word: string): string {
  const ending = endings.find((end) => word.endsWith(end) && word.length - end.length >= shortestStem)
  return ending === undefined ? word : word.slice(0, word.length - ending.length)
}

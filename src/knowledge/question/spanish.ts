import { stopWords } from '../ranking/stop-words.ts'

/** Words that a question in Spanish hardly does without, and one in English does not hold. */
const tellTales = new Set(
  `al ante cada como con cual cuales cuando cuanto cuanta cuantos cuantas de deben debe del desde despues donde el ella en entre es
  esta estan este fue frente hacen hacer hacia han hasta hay la las le les lo los nos para pero por porque puede pueden que quien
  quienes se segun ser si sin sobre son su sus tenemos tiene tienen toda todas todo todos tras un una unos unas y ya`.split(
    /\s+/,
  ),
)

/** Endings that hardly any English word has. */
const spanishEnding =
  /(?:cion|ciones|miento|mientos|mente|dad|dades|ados|adas|ada|idos|idas|ida|aron|ieron|iendo|eria)$/

/**
 * True for folded words of a question in Spanish: one in three of them, at least, carries a sentence there or ends so; one in five
 * where none carries an English one.
 */
export function isSpanish(words: readonly string[]): boolean {
  const telling = words.filter((word) => tellTales.has(word) || spanishEnding.test(word))
  const isEnglish = words.some((word) => stopWords.has(word) && !tellTales.has(word) && word.length > 1)
  return telling.length * (isEnglish ? 3 : 5) >= Math.max(1, words.length)
}

/** Endings in which the two languages answer to one another; the longest first. */
const kin = [
  ['aciones', 'ation'],
  ['acion', 'ation'],
  ['ciones', 'tion'],
  ['cion', 'tion'],
  ['sion', 'sion'],
  ['mente', 'ly'],
  ['idades', 'ity'],
  ['idad', 'ity'],
  ['ismo', 'ism'],
  ['encia', 'ence'],
  ['ancia', 'ance'],
  ['ivas', 'ive'],
  ['ivos', 'ive'],
  ['iva', 'ive'],
  ['ivo', 'ive'],
  ['icos', 'ic'],
  ['icas', 'ic'],
  ['ico', 'ic'],
  ['ica', 'ic'],
  ['icos', 'ical'],
  ['ico', 'ical'],
  ['ales', 'al'],
  ['arios', 'ary'],
  ['ario', 'ary'],
  ['entes', 'ent'],
  ['ente', 'ent'],
  ['ar', 'ate'],
  ['ar', ''],
  ['ir', ''],
  ['os', ''],
  ['as', 'e'],
  ['o', ''],
  ['a', 'e'],
  ['e', ''],
] as const

/** English words that a folded Spanish one is likely kin to: `convention` for `convencion`. */
export function cognates(word: string): string[] {
  return kin
    .filter(([ending]) => word.endsWith(ending) && word.length - ending.length >= shortestKin)
    .map(([ending, english]) => word.slice(0, word.length - ending.length) + english)
}

/** Shorter beginnings are shared by words that have nothing in common. */
const shortestKin = 4

/** The longest first. */
const endings =
  `aciones iciones acion icion amiento imiento adores adoras ador adora aremos eremos iremos ando iendo adas ados
  idas idos ada ado ida ido aron ieron aran eran iran aban aba arian erian irian aria eria iria iamos ian ia ara era ira amos emos imos ar er ir an en as es os io a e o s
    arlo arla arlos arlas arle arles arse erlo erla erlos erlas erle erles erse irlo irla irlos irlas irle irles irse`
    .split(/\s+/)
    .toSorted((one, other) => other.length - one.length)

/** A folded infinitive without its ending; undefined of any other word. */
export function spanishVerb(word: string): string | undefined {
  return /^(.{2,})[aei]r$/.exec(word)?.[1]
}

/** What a word may be a form of, were it a Spanish verb: its beginnings before each ending it has. */
export function spanishBeginnings(word: string): string[] {
  return endings.filter((end) => word.endsWith(end)).map((end) => word.slice(0, word.length - end.length))
}

/** Shorter ones are the beginning of too many words. */
const shortestStem = 3

/** What the forms of a Spanish verb, and of the nouns made from it, begin with: `incaut` of `incautaron` and `incautación`. */
export function spanishStem(word: string): string {
  const ending = endings.find((end) => word.endsWith(end) && word.length - end.length >= shortestStem)
  return ending === undefined ? word : word.slice(0, word.length - ending.length)
}

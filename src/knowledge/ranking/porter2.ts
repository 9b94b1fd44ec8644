const vowel = '[aeiouy]'
const consonant = '[^aeiouy]'

/** Whole words that the rules would spoil, and what becomes of them. */
const exceptions = new Map(
  `skis ski, skies sky, dying die, lying lie, tying tie, idly idl, gently gentl, ugly ugli, early earli, only onli,
  singly singl, sky sky, news news, howe howe, atlas atlas, cosmos cosmos, bias bias, andes andes`
    .split(/,\s+/)
    .map((pair) => pair.split(' ') as [string, string]),
)
/** Words that change no more once a plural ending is gone. */
const finished = /^(?:inning|outing|canning|herring|earring|proceed|exceed|succeed)$/

const unusualStarts = /^(?:gener|commun|arsen)/
const afterSyllable = new RegExp(`${vowel}${consonant}`)
const hasVowel = new RegExp(vowel)
const endsShort = new RegExp(`(?:${consonant}${vowel}[^aeiouywxY]|^${vowel}${consonant})$`)
const endsDoubled = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/

const secondStep: Endings = {
  tional: 'tion',
  enci: 'ence',
  anci: 'ance',
  abli: 'able',
  entli: 'ent',
  izer: 'ize',
  ization: 'ize',
  ational: 'ate',
  ation: 'ate',
  ator: 'ate',
  alism: 'al',
  aliti: 'al',
  alli: 'al',
  fulness: 'ful',
  ousli: 'ous',
  ousness: 'ous',
  iveness: 'ive',
  iviti: 'ive',
  biliti: 'ble',
  bli: 'ble',
  fulli: 'ful',
  lessli: 'less',
  ogi: 'og',
  li: '',
}
const thirdStep: Endings = {
  tional: 'tion',
  ational: 'ate',
  alize: 'al',
  icate: 'ic',
  iciti: 'ic',
  ical: 'ic',
  ful: '',
  ness: '',
  ative: '',
}
const secondEnding = endingAmong(Object.keys(secondStep))
const thirdEnding = endingAmong(Object.keys(thirdStep))
const fourthEnding = endingAmong(
  'al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion'.split(' '),
)

type Endings = Readonly<Record<string, string>>

/**
 * The stem of an English word in lower case, by the Porter2 rules of the Snowball project (the release of 2021). The step for
 * apostrophes is left out: whoever calls has taken them off.
 */
export function stemEnglish(word: string): string {
  if (word.length < 3) return word
  const exception = exceptions.get(word)
  if (exception !== undefined) return exception
  // A y that begins a word or follows a vowel is a consonant, written Y until the end.
  const marked = word.includes('y') ? word.replace(/^y|(?<=[aeiouy])y/g, 'Y') : word
  const singular = dropPlural(marked)
  if (finished.test(singular)) return singular
  const first = syllableEnd(marked)
  const second = syllableEnd(marked, first)
  const plain = dropVerbEnding(singular, first).replace(/(?<=.[^aeiouy])[yY]$/, 'i')
  const shorter = dropThird(dropSecond(plain, first), first, second)
  return dropLast(dropFourth(shorter, second), first, second).replaceAll('Y', 'y')
}

/** Where the part of a word begins that follows its next vowel and consonant; the word's length when there is none. */
function syllableEnd(word: string, from?: number): number {
  const unusual = from === undefined ? unusualStarts.exec(word)?.[0].length : undefined
  if (unusual !== undefined) return unusual
  const at = word.slice(from ?? 0).search(afterSyllable)
  return at < 0 ? word.length : (from ?? 0) + at + 2
}

function dropPlural(word: string): string {
  if (!word.endsWith('s')) return word.replace(/ied$/, word.length > 4 ? 'i' : 'ie')
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (word.endsWith('ies')) return word.slice(0, word.length > 4 ? -2 : -1)
  if (/[us]s$/.test(word)) return word
  return hasVowel.test(word.slice(0, -2)) ? word.slice(0, -1) : word
}

function dropVerbEnding(word: string, first: number): string {
  const ending = /(?:eedly|eed|edly|ed|ingly|ing)$/.exec(word)
  if (!ending) return word
  if (ending[0].startsWith('ee')) return ending.index >= first ? `${word.slice(0, ending.index)}ee` : word
  const bare = word.slice(0, ending.index)
  if (!hasVowel.test(bare)) return word
  if (/(?:at|bl|iz)$/.test(bare)) return `${bare}e`
  if (endsDoubled.test(bare)) return bare.slice(0, -1)
  return first >= bare.length && endsShort.test(bare) ? `${bare}e` : bare
}

function dropSecond(word: string, first: number): string {
  const at = word.search(secondEnding)
  if (at < first) return word
  const ending = word.slice(at)
  const before = word[at - 1] ?? ''
  if (ending === 'ogi' && before !== 'l') return word
  if (ending === 'li' && !'cdeghkmnrt'.includes(before)) return word
  return word.slice(0, at) + secondStep[ending]
}

function dropThird(word: string, first: number, second: number): string {
  const at = word.search(thirdEnding)
  if (at < first || (word.endsWith('ative') && at < second)) return word
  return word.slice(0, at) + thirdStep[word.slice(at)]
}

function dropFourth(word: string, second: number): string {
  const at = word.search(fourthEnding)
  return at < second || /[^st]ion$/.test(word) ? word : word.slice(0, at)
}

function dropLast(word: string, first: number, second: number): string {
  const bare = word.slice(0, -1)
  if (word.endsWith('e')) {
    return bare.length >= second || (bare.length >= first && !endsShort.test(bare)) ? bare : word
  }
  return word.endsWith('ll') && bare.length >= second ? bare : word
}

/** Finds the longest ending of these that a word has. */
function endingAmong(endings: readonly string[]): RegExp {
  return new RegExp(`(?:${endings.join('|')})$`)
}

import { anyPlaces, placesNamed } from '../../domain/article.ts'
import { foldText } from '../../domain/text.ts'
import type { Knowledge } from '../knowledge.ts'
import { sourceOf } from '../passages.ts'
import { readWords } from '../words.ts'
import { isCommonWord } from './common-words.ts'

/** What the one held is called. */
const convention = 'convention|convenio|convencion|treaty|tratado'

/** Words for rules of which none is held by articles. */
const otherKinds =
  'protocol|protocolo|covenant|pacto|constitution|constitucion|charter|code|codigo|act|law|ley|statute|agreement|acuerdo|decree|decreto|regulations|reglamento'

/** These end a name. */
const word = "(?!(?:of|in|to|by|under|for|and|or|with|on|that|de|del|en|el|la|los|y|que)\\b)[\\p{L}\\d'’]+"

/** The same, where a new noun would begin another name: `a party leave the treaty`. */
const nameWord = `(?!(?:the|this|a|an|is|are|do|does|can|must|which|what|any|no|has|have|had|without|each|every|our|article|articulo|party|parties)\\b)${word}`

/** `the palermo convention`, `convenio de viena`, `convention on the rights of the child`. */
const namings = [
  `\\b(?:the|el|la|del|a) ((?:${nameWord}[ -]+){1,5}?)(?:${convention})\\b`,
  `^\\W*((?:${nameWord}[ -]+){1,2})(?:${convention})\\b`,
  `\\b(?:${convention}) (?:on|against|for|contra|sobre) ((?:the )?${word}(?: of the ${word}| ${word})?)`,
  `\\b(?:${convention}) (?:of|de) (\\d{4})\\b`,
].map((form) => new RegExp(form, 'giu'))

const otherKind = new RegExp(
  `\\b(?:of|in|under|del?|from) (?:(?:${word}[ -]+){0,4}?)(?:${otherKinds})\\b`,
  'iu',
)

/** The Convention of 1971 is on these alone; the one held is against traffic, in these too. */
const ofOtherAlone = /^(?:psychotropic|psicotropic)/i

/** Quickly told; the forms of a name are not. */
const anyConvention = new RegExp(`\\b(?:${convention})\\b`, 'u')

/** The words by which a question tells a convention from others, folded: `palermo`, `1961`. */
export function conventionNames(question: string): string[] {
  const asked = foldText(question)
  if (!anyConvention.test(asked)) return []
  return namings.flatMap((form) =>
    [...asked.matchAll(form)].flatMap(([, name = '']) => name.split(/[\s-]+/).filter((one) => one !== '')),
  )
}

/** Places of articles with what stands before and behind it. */
const anyArticle = new RegExp(`^(.*?)(${anyPlaces})(.*)$`, 'isu')

/** The article as asked, where it is of other rules than the Convention of which articles are held: `UNCAC article 3`. */
export function otherRules(question: string, { articles, sources, acronyms }: Knowledge): string | undefined {
  const names = namesHeld({ articles, sources })
  const [, before = '', article = '', after = ''] = anyArticle.exec(question) ?? []
  if (names.length === 0 || article === '') return undefined
  const held = new Set(names.flatMap(readWords))
  const isOurs = (name: string) => !ofOtherAlone.test(name) && readWords(name).every((term) => held.has(term))
  // In a question of capitals alone they tell no name.
  const isKnown = (name: string) =>
    acronyms.some(({ id }) => id === name) || isOurs(name) || !/\p{Ll}/u.test(question)
  const isOther =
    otherKind.test(foldText(after)) ||
    nameBehind(after, isKnown) ||
    ruleBehind(after, isOurs) ||
    conventionNames(after).some((name) => !isOurs(name))
  const named = nameBefore(before, isKnown) ?? rulesBefore(before) ?? conventionBefore(before, isOurs)
  if (named === undefined && !isOther) return undefined
  return `${named ?? ''}${article}${isOther ? after : ''}`.replace(/[\s?.!,]+$/, '')
}

/** What the Convention is called of which articles are held. */
function namesHeld({ articles, sources }: Pick<Knowledge, 'articles' | 'sources'>): string[] {
  const cite = articles[0]?.cite
  const source = cite === undefined ? undefined : sourceOf(cite, sources)
  return source ? [source.title, source.id, ...source.aliases] : []
}

/**
 * What a question asks of places that it names: without them, and without the Convention's own name, which is theirs too. Of
 * `no treaty` and `a convention` it is something asked.
 */
export function askedOfPlaces(question: string, knowledge: Knowledge): string {
  const words = new Set(namesHeld(knowledge).flatMap((name) => foldText(name).match(/[\p{L}\d]+/gu) ?? []))
  const name = `\\b(?:${[...words].map((one) => one.replace(/s$/, '')).join('|')})s?\\b`
  const ourName = new RegExp(
    `(?<!\\b(?:no|an?|any|other|sin|una?|otr[oa]) )(?:${name}[ -]+){0,6}\\b(?:${convention})\\b(?:['’]s)?(?:[ -]+${name}){0,12}`,
    'gu',
  )
  return foldText(question.replace(placesNamed(question) ?? '', ' ')).replace(ourName, ' ')
}

type Knows = (name: string) => boolean

/** True when an acronym follows that is neither the Convention's nor of the lexicons: `article 3 UNCAC`. */
function nameBehind(after: string, isKnown: Knows): boolean {
  const [, name] = /^(?: (?:of|in|under|del?))?(?: (?:the|la|el))? (\p{Lu}{3,})\b/u.exec(after) ?? []
  return name !== undefined && !isKnown(name)
}

/** A name that the article is said to be of, though it is known otherwise: `article 3 of FRAA`, `article 7 OAS Charter`, `article 5 of section 490`. */
function ruleBehind(after: string, isOurs: Knows): boolean {
  const [, name] = /^,? (?:of|under|del?)(?: (?:the|la|el))? (\p{Lu}{3,})\b/u.exec(after) ?? []
  const [, kind = ''] = /^,? (?:\p{Lu}[\p{L}.'’]* ){1,4}?(\p{L}{3,})\b/u.exec(after) ?? []
  return (name !== undefined && !isOurs(name)) || isOtherKind.test(foldText(kind)) || ofSection.test(after)
}

const isOtherKind = new RegExp(`^(?:${otherKinds})$`)
const ofSection = /^,? (?:of|under|del?) (?:section|secci[oó]n) \d/i

/** Such an acronym right before the article, as it stands. */
function nameBefore(before: string, isKnown: Knows): string | undefined {
  const [named, name] = /(?<![\p{L}\d])(\p{Lu}{3,})(?:'s)?,? *$/u.exec(before) ?? []
  return name === undefined || isKnown(name) ? undefined : named
}

/** Rules of another kind right before the article: `penal code`, `Peru's constitution,`, `Ley 1008`. */
function rulesBefore(before: string): string | undefined {
  return before.slice(lastMatch(kindBefore, before)?.index ?? before.length) || undefined
}

const kindBefore = new RegExp(
  `(?:(?!(?:the|a|an|by|to|el|la|un|una)\\b)[\\p{L}'-]{1,30} )?\\b(?:(?:section|seccion) \\d[\\w()-]*|${otherKinds})(?: (?:no\\.? ?)?\\d[\\d.-]*| penal| civil| politica)?(?:'s)?,? *$`,
  'giu',
)

/** The convention last named before the article, from its name on, where that is none of ours. */
function conventionBefore(before: string, isOurs: Knows): string | undefined {
  const found = lastMatch(conventionNamed, before)
  const names = (found?.slice(1) ?? []).filter((name) => name !== undefined && isTelling(name))
  return found && names.some((name) => !isOurs(name)) ? before.slice(found.index) : undefined
}

const conventionNamed = new RegExp(
  `(?:(${nameWord})[ -]+)?\\b(?:${convention})\\b(?: (?:on|against|for|contra|sobre) (?:the |la |el )?(${word})| (?:of|de) (${word}))?`,
  'giu',
)

/** `explain convention article 3`; `Single` is the name of the one of 1961. */
const isTelling = (name: string): boolean => name === 'single' || !isCommonWord(name)

/** Where a form stands last in a text, folded: accents off, a text keeps its length. */
function lastMatch(form: RegExp, text: string): RegExpExecArray | undefined {
  return [...foldText(text).matchAll(form)].at(-1)
}

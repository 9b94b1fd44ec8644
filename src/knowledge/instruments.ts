import { foldText } from '../domain/text.ts'

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

/** True when the words after an article's number name rules of another kind than a convention. */
export function namesOtherRules(afterArticle: string): boolean {
  return otherKind.test(foldText(afterArticle))
}

import type { Instant } from './date.ts'
import type { SubstanceTerm } from './lexicon.ts'
import { foldText } from './text.ts'

/** What a deployment calls a substance beside the lexicon's words, as last said; without a substance it was taken back. */
export interface SubstanceAlias {
  /** As typed; case and accents do not tell two apart. */
  words: string
  version: number
  substance?: string
  form?: string
  changedBy: string
  changedAt: Instant
  reason: string
}

/** The lexicon's substances with these words for them, each for the substance or for one of its forms. */
export function withAliases(
  substances: readonly SubstanceTerm[],
  aliases: readonly SubstanceAlias[],
): SubstanceTerm[] {
  return substances.map((term) => {
    const own = aliases.filter(({ substance }) => substance === term.id)
    if (own.length === 0) return term
    const forms = { ...term.forms }
    for (const { form, words } of own) if (form !== undefined) forms[form] = [...(forms[form] ?? []), words]
    const plain = own.filter(({ form }) => form === undefined).map(({ words }) => words)
    return { ...term, aliases: [...term.aliases, ...plain], forms }
  })
}

/** The substance, and its form, that a text names whole: "cocaine", "cocaine paste", "PBC". */
export function findSubstance(
  text: string,
  substances: readonly SubstanceTerm[],
): { substance: string; form?: string } | undefined {
  const folded = foldText(text.trim())
  const isNamed = (names: readonly string[]) => names.some((name) => foldText(name) === folded)
  for (const { id, name, aliases } of substances) if (isNamed([name, ...aliases])) return { substance: id }
  for (const { id, name, forms } of substances) {
    for (const [form, words] of Object.entries(forms))
      if (isNamed([...words, `${name} ${form}`, `${id} ${form}`])) return { substance: id, form }
  }
  return undefined
}

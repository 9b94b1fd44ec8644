import type { Marking } from '../domain/marking.ts'
import { cleanText } from '../domain/text.ts'
import type { FormField } from './reply.ts'
import { assertWithin, UserError } from './user-error.ts'

/**
 * What was filled in, cleaned, by field. Each field is held against its marking, its limit and its own check, which throws a
 * `UserError`; throws one that says of every field at once what is wrong with it.
 */
export function readFields<Name extends string>(
  form: readonly (FormField & { name: Name })[],
  filled: Readonly<Record<string, string>>,
  ceiling: Marking,
  checks: Partial<Record<Name, (text: string) => void>>,
): Record<Name, string> {
  const texts = {} as Record<Name, string>
  const errors: Record<string, string> = {}
  const wrong: string[] = []
  for (const { name, label, limit, isNeeded, choices } of form) {
    const typed = cleanText(filled[name] ?? '')
    const chosen = choices?.find((choice) => choice.toLowerCase() === typed.toLowerCase())
    // What is chosen is no text of anybody's: a ceiling is named by its marking.
    if (chosen === undefined) assertWithin(typed, ceiling, name)
    const text = chosen ?? typed
    texts[name] = text
    const problem =
      text === ''
        ? isNeeded && 'It is needed.'
        : text.length > limit
          ? `It has ${text.length} characters, and ${limit} are read.`
          : problemOf(() => checks[name]?.(text))
    if (!problem) continue
    errors[name] = problem
    wrong.push(`${label}: ${problem}`)
  }
  if (wrong.length > 0) throw new UserError(`Nothing was kept yet. ${wrong.join(' ')}`, { fields: errors })
  return texts
}

function problemOf(check: () => void): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

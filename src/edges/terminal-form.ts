import type { Form, FormField } from '../commands/reply.ts'
import { visibleText } from './visible-text.ts'

/** A form whose fields are asked one after the other: what is filled in, and what is still to be asked. */
export interface Asking {
  form: Form
  filled: Readonly<Record<string, string>>
  left: readonly FormField[]
}

export function beginForm(form: Form): Asking {
  const filled = Object.fromEntries(form.fields.map(({ name, initial = '' }) => [name, initial]))
  return { form, filled, left: form.fields }
}

/** The form with a line for the field that was asked; an empty one keeps what is known, and asks again what is needed. */
export function fillIn({ form, filled, left }: Asking, line: string): Asking {
  const [field, ...others] = left
  if (!field) return { form, filled, left }
  const text = line.trim() || (filled[field.name] ?? '')
  const isChoice = field.choices?.some((choice) => choice.toLowerCase() === text.toLowerCase()) ?? true
  const isUnknown = text !== '' && !isChoice
  const isMissing = (field.isNeeded && text === '') || isUnknown
  if (isMissing) return { form, filled, left }
  return { form, filled: { ...filled, [field.name]: text }, left: others }
}

/** The form with only the fields that were refused still to be asked, from nothing. */
export function askAgain({ form, filled }: Asking, errors: Readonly<Record<string, string>>): Asking {
  const left = form.fields.filter(({ name }) => Object.hasOwn(errors, name))
  const emptied = Object.fromEntries(left.map(({ name }) => [name, '']))
  return { form, filled: { ...filled, ...emptied }, left }
}

/** The next question, with what stands there already. */
export function questionOf({ filled, left: [field] }: Asking): string {
  if (!field) return ''
  const known = filled[field.name]
  const end = known ? ` Enter keeps: ${known}` : field.isNeeded ? '' : ' Enter leaves it empty.'
  const choices = field.choices ? ` One of ${field.choices.join(', ')}.` : ''
  const person = field.isMember ? ' Write @ and a name, or me.' : ''
  return visibleText(`${field.label}? ${field.hint}${choices}${person}${end}`)
}

/** Said at the first question. */
export const howToLeave = 'A line that begins with / leaves the form.'

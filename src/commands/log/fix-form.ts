import { addDays } from '../../domain/date.ts'
import type { Entry } from '../../domain/entry.ts'
import { type FixField, readFix } from '../../domain/fix-entry.ts'
import { printQuantity } from '../../domain/quantity.ts'
import { cleanText } from '../../domain/text.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { Context } from '../call.ts'
import type { FormField, Part } from '../reply.ts'
import { assertWithin, UserError } from '../user-error.ts'

/** An input of the form, and the field of the entry that it fixes; the reason is of the version. */
interface FixInput extends FormField {
  fixes?: FixField
}

const inputs: readonly FixInput[] = [
  {
    name: 'quantity',
    fixes: 'qty',
    label: 'How much',
    hint: 'A number and its unit: 205 kg, 120 ha.',
    limit: 100,
  },
  { name: 'substance', fixes: 'what', label: 'Of what', hint: 'Cocaine paste, acetone, coca.', limit: 100 },
  { name: 'place', fixes: 'place', label: 'Where', hint: 'Callao, VRAE, Huallaga.', limit: 100 },
  {
    name: 'date',
    fixes: 'date',
    label: 'When',
    hint: '2009-04-03, or 2009-04-01 to 2009-04-30.',
    limit: 100,
  },
  {
    name: 'source',
    fixes: 'src',
    label: 'Source',
    hint: 'An address, a cable (09 LIMA 412), or who said it.',
    limit: 300,
  },
  { name: 'reason', label: 'Why', hint: 'A fix keeps its reason: lab weight.', limit: 300, isNeeded: true },
]

/** The form that fixes an entry, filled in with how it stands; `instead` where no form can be shown. */
export function fixForm(entry: Entry, { knowledge }: Context): Part {
  const standing = standingOf(entry, knowledge)
  return {
    part: 'form',
    instead: 'Each field is asked in turn; or type one field, what it is to be, and why.',
    form: {
      title: `Fix ${entry.id}`,
      submit: 'Fix',
      call: `log fix ${entry.id} v${entry.version}`,
      fields: inputs.map(({ fixes: _, ...input }) => {
        const initial = standing[input.name] ?? ''
        return initial !== '' && initial.length <= input.limit ? { ...input, initial } : input
      }),
    },
  }
}

function standingOf(entry: Entry, { units, substances }: Knowledge): Record<string, string> {
  const { quantity, substance, form, what, placeText, from, until, source } = entry
  const name = substances.find(({ id }) => id === substance)?.name
  const last = addDays(until, -1)
  return {
    quantity: quantity ? printQuantity(quantity, units) : '',
    substance: [name ?? what, form].filter((word) => word !== undefined).join(' '),
    place: placeText ?? '',
    date: from === last ? from : `${from} to ${last}`,
    source: source?.text ?? '',
  }
}

/** The entry as a form that was sent says it is to be. Throws a `UserError` with what is wrong, of every field at once. */
export function readFixForm(
  held: Entry,
  fields: Readonly<Record<string, string>>,
  { knowledge, today, channel }: Context,
): { fixed: Entry; reason: string; changed: FixField[]; notes: string[] } {
  const standing = standingOf(held, knowledge)
  const errors: Record<string, string> = {}
  const changed: FixField[] = []
  const notes: string[] = []
  let fixed = held
  for (const { name, fixes, limit } of inputs) {
    const value = cleanText(fields[name] ?? standing[name] ?? '')
    assertWithin(value, channel.ceiling, name)
    if (value.length > limit) errors[name] = `It has ${value.length} characters, and ${limit} are read.`
    if (fixes === undefined || value === standing[name] || errors[name] !== undefined) continue
    const reading = readFix(fixed, fixes, value === '' ? 'none' : value, { lexicon: knowledge, today })
    if ('problem' in reading) errors[name] = reading.problem
    else if ('ask' in reading)
      errors[name] = `${reading.ask} Write ${reading.readings.map((one) => one.value).join(' or ')}.`
    else {
      fixed = reading.fixed
      changed.push(fixes)
      notes.push(...reading.notes)
    }
  }
  const reason = cleanText(fields.reason ?? '')
  if (reason === '') errors.reason = 'Say why: a fix keeps its reason.'
  const wrong = inputs.flatMap(({ name, label }) => (errors[name] ? [`${label}: ${errors[name]}`] : []))
  if (wrong.length > 0) throw new UserError(`Nothing was changed yet. ${wrong.join(' ')}`, { fields: errors })
  return { fixed, reason, changed, notes }
}

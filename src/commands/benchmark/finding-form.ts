import { evidenceGrades } from '../../domain/entry.ts'
import { levels } from '../../domain/finding.ts'
import type { Call, Context } from '../call.ts'
import { readFields } from '../form.ts'
import { type FormField, formReply, type Reply } from '../reply.ts'
import { UserError } from '../user-error.ts'

type Name = 'value' | 'level' | 'src' | 'evidence' | 'because'
type Verb = 'baseline' | 'assess'

const value: FormField & { name: Name } = {
  name: 'value',
  label: 'The value and its period',
  hint: '12,000 kg cocaine FY2008 in zones; 10,143 ha CY2008.',
  limit: 200,
  isNeeded: true,
}
const level: FormField & { name: Name } = {
  name: 'level',
  label: 'How far it is met',
  hint: 'In your judgement; the reason stands beside it.',
  limit: 10,
  isNeeded: true,
  choices: levels,
}
const grounds: readonly (FormField & { name: Name })[] = [
  { name: 'src', label: 'Source', hint: 'A cable (09 LIMA 412) or an address.', limit: 300, isNeeded: true },
  {
    name: 'evidence',
    label: 'Evidence',
    hint: 'A official record, B official statement, C press, D word of mouth. Left empty, by the source.',
    limit: 1,
    choices: evidenceGrades,
  },
  {
    name: 'because',
    label: 'Why',
    hint: 'Where the figure stands, or what was seen.',
    limit: 500,
    isNeeded: true,
    isLong: true,
  },
]

const fieldsOf = (verb: Verb) => [verb === 'baseline' ? value : level, ...grounds]

/** Verbs whose lines are longer than a line, and so have a form. */
export function hasForm(verb: string): verb is Verb {
  return verb === 'baseline' || verb === 'assess'
}

/** What `/benchmark PE-IL-3b baseline` shows when nothing follows it. */
export function showFindingForm(verb: Verb, about: string): Reply {
  const isBaseline = verb === 'baseline'
  const line = isBaseline ? '12,000 kg cocaine FY2008 in zones' : 'partial'
  return formReply(
    {
      title: isBaseline ? 'Record a baseline' : 'Record an assessment',
      submit: 'Record',
      call: `benchmark ${about} ${verb}`,
      fields: fieldsOf(verb),
    },
    `Record ${isBaseline ? 'the baseline' : 'an assessment'} of ${about} with the form, or as one line: /benchmark ${about} ${verb} ${line} src 09 LIMA 412 because it is reported there`,
  )
}

/** A form that was sent, as what follows the verb in the line it stands for. */
export function lineOfFindingForm(verb: Verb, call: Call, { channel }: Context): string {
  const alone = (text: string) => {
    // Its words must not be read as another clause.
    if (/\b(?:src|source|because|mark|evidence [A-D])\b/i.test(text))
      throw new UserError(
        'The words src, source, because and mark belong in no field, nor does a grade; leave them out.',
      )
  }
  const filled = readFields(fieldsOf(verb), call.fields ?? {}, channel.ceiling, {
    value: alone,
    src: alone,
  })
  const what = verb === 'baseline' ? filled.value : filled.level
  const grade = filled.evidence === '' ? '' : ` evidence ${filled.evidence}`
  return `${what} src ${filled.src}${grade} because ${filled.because}`
}

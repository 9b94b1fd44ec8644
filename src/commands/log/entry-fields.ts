import type { Entry } from '../../domain/entry.ts'
import { printSpan } from '../../domain/period.ts'
import { printQuantity } from '../../domain/quantity.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'

/** A part of an entry as people read it, in two versions. */
export interface ChangedField {
  label: string
  was: string
  is: string
}

/** What differs between two versions of an entry, part by part, in the order a line is read. */
export function changedFields(before: Entry, after: Entry, knowledge: Knowledge): ChangedField[] {
  const earlier = fieldsOf(before, knowledge)
  return fieldsOf(after, knowledge).flatMap(([label, is], index) => {
    const was = earlier[index]?.[1] ?? 'none'
    return was === is ? [] : [{ label, was, is }]
  })
}

function fieldsOf(
  entry: Entry,
  { units, substances, places, agencies, countries }: Knowledge,
): [string, string][] {
  const { quantity, substance, form, what, place, source } = entry
  const nameOf = (terms: readonly { id: string; name: string }[], id: string | undefined) =>
    terms.find((term) => term.id === id)?.name ?? id
  const fields: [label: string, value: string | undefined][] = [
    ['Scope', entry.scope],
    ['Kind', entry.kind],
    ['Method', entry.method],
    ['Quantity', quantity && printQuantity(quantity, units)],
    ['Substance', nameOf(substances, substance)],
    ['Form', form],
    ['What', what],
    ['Place', nameOf(places, place) ?? entry.placeText],
    ['Date', printSpan(entry)],
    ['Agencies', entry.agencies.map((id) => nameOf(agencies, id)).join(', ')],
    ['Actor', entry.actor],
    ['Source', source?.text],
    ['Evidence', entry.grade],
    ['Benchmarks by hand', entry.benchmarks.join(', ')],
    ['Note', entry.note],
    ['Country', nameOf(countries, entry.country)],
    ['Marking', entry.marking],
  ]
  return fields.map(([label, value]) => [label, value || 'none'])
}

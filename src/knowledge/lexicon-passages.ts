import { unverified } from '../domain/citation.ts'
import { printDate } from '../domain/date.ts'
import { highestMarking } from '../domain/marking.ts'
import type { Knowledge } from './knowledge.ts'
import { countryName, type PassageDraft, printCite } from './passage.ts'
import type { Acronym, Agency, Country, Place, Substance } from './schema.ts'

/** Countries, acronyms, agencies, places and substances. */
export function lexiconPassages(knowledge: Knowledge): PassageDraft[] {
  return [
    ...knowledge.countries.flatMap(fromCountry),
    ...knowledge.acronyms.map((acronym) => fromAcronym(acronym, knowledge)),
    ...knowledge.agencies.map((agency) => fromAgency(agency, knowledge)),
    ...knowledge.places.flatMap((place) => fromPlace(place, knowledge)),
    ...knowledge.substances.map(fromSubstance),
  ]
}

function fromCountry({
  id,
  name,
  iso3,
  aliases,
  adjectives,
  acronyms,
  party,
  cite,
  marking,
}: Country): PassageDraft[] {
  const called = acronyms.length > 0 ? `; its government is called ${acronyms.join(', ')}` : ''
  const keywords = ['country', ...aliases, ...adjectives].join(' ')
  const of = { marking, country: id }
  const lines = [`${name}: ISO ${id} and ${iso3}${called}`]
  const record = { ...of, cite, id: `country/${id}`, title: name, lines, keywords }
  if (!party) return [record]
  const title = `${name}, party to the 1988 Convention`
  const since = `${name} has been a party to the Vienna drug convention since ${printDate(party.date)}.`
  const words = `${keywords} treaty UN narcotics ratified ratification acceded accession joined bound signatory`
  return [record, { ...of, cite: party.cite, id: `party/${id}`, title, lines: [since], keywords: words }]
}

function fromAcronym(
  { id, means, note, country, cite, marking }: Acronym,
  knowledge: Knowledge,
): PassageDraft {
  const where = country ? whereUnlessSaid(means, country, knowledge) : ''
  const lines = [`${id}: ${means}${where}`, ...(note ? [note] : [])]
  const key = country ? `acronym/${id}/${country}` : `acronym/${id}`
  return { cite, marking, ...(country && { country }), id: key, title: id, lines, keywords: 'acronym name' }
}

function fromAgency(
  { id, name, aliases, note, country, cite, marking }: Agency,
  knowledge: Knowledge,
): PassageDraft {
  const where = country ? whereUnlessSaid(name, country, knowledge) : ''
  const also = aliases.length > 0 ? `; also called ${aliases.join(', ')}` : ''
  const lines = [`${name}${where}${also}`, ...(note ? [note] : [])]
  return {
    cite,
    marking,
    ...(country && { country }),
    id: `agency/${id}`,
    title: name,
    lines,
    keywords: 'agency name',
  }
}

function whereUnlessSaid(said: string, country: string, knowledge: Knowledge): string {
  const name = countryName(country, knowledge)
  return said.includes(name) ? '' : ` (${name})`
}

function fromSubstance(substance: Substance): PassageDraft {
  const { id, name, aliases, forms, table, note, cite, marking } = substance
  const listed = table ? `; in Table ${table} of the 1988 Convention at the time of the 2009 cable` : ''
  const lines = [
    `${name}: counted as ${substance.class}${listed}`,
    ...(note ? [note] : []),
    ...(aliases.length > 0 ? [`Also called ${aliases.join(', ')}`] : []),
    ...(Object.keys(forms).length > 0 ? [`Forms kept apart: ${Object.keys(forms).join(', ')}`] : []),
  ]
  const keywords = ['substance', ...Object.values(forms).flat()].join(' ')
  return { cite, marking, id: `substance/${id}`, title: name, lines, keywords }
}

/** What a place is rests on its own citation: where that source is marked higher, the class stands apart. */
function fromPlace(place: Place, knowledge: Knowledge): PassageDraft[] {
  const { id, name, aliases, country, note, classCite } = place
  // Known by name alone, in a country whose benchmarks are not held: there for entries to be read with, and no answer.
  const isName = place.class === unverified && note === undefined
  if (isName && !knowledge.cycles.some((cycle) => cycle.country === country)) return []
  const classSource =
    classCite === unverified
      ? undefined
      : knowledge.sources.find((source) => classCite.source.startsWith(source.id))
  const classMarking = highestMarking([place.marking, classSource?.marking ?? 'U'])
  const classLine =
    place.class === unverified
      ? `${name}: not known whether it is a coca production zone, a port or an airport; unverified`
      : `${name}: ${place.class} (${printCite(classCite)})`
  const apart = classMarking !== place.marking
  const base: PassageDraft = {
    cite: place.cite,
    marking: place.marking,
    country,
    id: `place/${id}`,
    title: name,
    lines: [
      `${name}, ${countryName(country, knowledge)}${aliases.length > 0 ? `; also ${aliases.join(', ')}` : ''}`,
      ...(apart ? [] : [classLine]),
      ...(note ? [note] : []),
    ],
    keywords: 'place',
  }
  if (!apart) return [base]
  return [
    base,
    {
      ...base,
      id: `place/${id}/class`,
      marking: classMarking,
      cite: classCite,
      lines: [classLine],
      keywords: `place ${aliases.join(' ')}`,
    },
  ]
}

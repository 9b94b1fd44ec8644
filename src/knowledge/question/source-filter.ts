import { isWithin, type Marking } from '../../domain/marking.ts'
import { findParagraphs } from '../../domain/place.ts'
import { findLabels, makeLabels, startingLabel } from '../../domain/source-label.ts'
import type { Library } from '../library.ts'
import { labellingOf, sourceLabels } from './labelled-sources.ts'
import { paperKind } from './paper-kind.ts'
import { describedSources, isAlone, type Name, withSign } from './source-names.ts'

/** The labels that stand after the word "source", each written with that word. */
export function namedFilters(text: string, library: Library): Name[] {
  return [...text.matchAll(/\bsource (?=[\p{L}\d])/giu)].flatMap(({ index, 0: word }) => {
    const rest = text.slice(index + word.length)
    const label = startingLabel(rest, sourceLabels(library))
    if (!label) return []
    const end = index + word.length + label.end
    return [{ sources: label.sources, written: text.slice(index, end), start: index, end }]
  })
}

/** A question with the words that make the sources it names filters. */
interface OfSources {
  text: string
  /** Their texts are held and named by their labels: of what these do not say, nothing else is an answer. */
  isSure: boolean
}

/**
 * A question that names sources, by labels with a figure or as the papers they are, and asks something of them. A label alone,
 * or beside a paragraph, is a citation; of a treaty any source may be asked.
 */
export function asFiltered(text: string, library: Library, ceiling: Marking): OfSources | undefined {
  const { named: paragraphs } = findParagraphs(withSign(text, library))
  if (paragraphs.length > 0 || namedFilters(text, library).length > 0) return undefined
  const names = [figuredLabels, papersNamed, paperLabels]
    .map((namesIn) => namesIn(text, library, ceiling))
    .find((found) => found.length > 0)
  if (!names || isAlone(text, names)) return undefined
  const retired = retiredLabels(text, library, ceiling).filter((one) =>
    names.every(({ start, end }) => one.end <= start || one.start >= end),
  )
  const filters = names.map(({ start, end, written }) => ({ start, end, said: `source ${written}` }))
  const changed = [...filters, ...retired.map(({ start, end }) => ({ start, end, said: ' ' }))]
  return {
    text: changed
      .toSorted((one, other) => one.start - other.start)
      .reduceRight(
        (asked, { start, end, said }) => `${asked.slice(0, start)}${said}${asked.slice(end)}`,
        text,
      ),
    isSure: names.every(({ isLabel, sources }) => isLabel && sources.every(({ isHeld }) => isHeld)),
  }
}

/** Beside a source that is asked, the label of one that is retired is no word to be met: it is not searched. */
function retiredLabels(text: string, library: Library, ceiling: Marking) {
  const known = new Set(labellingOf(library).sources.map(({ id }) => id))
  const retired = [...library.standings].flatMap(([id, { keeping, text: held }]) =>
    keeping?.state === 'retired' && held && isWithin(held.marking, ceiling) && !known.has(id)
      ? [{ id, aliases: [] }]
      : [],
  )
  return findLabels(text, makeLabels(retired))
}

/** By its label, or by words that describe it. */
interface Called extends Name {
  isLabel: boolean
}

/** A text may be called `report` or `peru`; what has a figure is likely no other word. */
function figuredLabels(text: string, library: Library): Called[] {
  return findLabels(text, sourceLabels(library)).flatMap((label) => {
    const written = text.slice(label.start, label.end)
    const isCertain = /\d/.test(written) && !label.sources.some(({ isTreaty }) => isTreaty)
    return isCertain ? [{ ...label, written, isLabel: true }] : []
  })
}

/** Words that begin what a paper is about, or leave open which is meant: `any paper`, `another memo`. */
const open =
  '(?:about|on|sobre|of|del?|any|an?|another|other|each|every|some|no|which|what|un|una|otr[oa]|cada|alg[uú]n|alguna|ning[uú]n|ninguna|cualquier|qu[eé])'
const paper = `(?:(?:the|this|that|our|el|la|este|esta|nuestr[oa]) )?(?:(?!${open} )[\\p{L}\\d-]+ ){0,3}?${paperKind}`

/** Where a paper is named as what is asked: `does the memo say`, `fuel in the precursor paper`, `según el oficio`. */
const paperForm = new RegExp(
  [
    `(?<=\\b(?:does|did|do) )${paper}(?= (?:say|tell|mention|state|report|write|contain|cover|have|hold)\\b)`,
    `(?<=(?<!\\p{L})(?:dice|dijo|menciona|seg[uú]n) )${paper}(?![\\p{L}-])`,
    `(?<=\\b(?:in|of|from|according to|en|del?) )${paper}(?=\\W*$|[,;] )`,
  ].join('|'),
  'giu',
)

/** Papers named by what kind they are, each of which may be one source alone; it is then written by its label. */
function papersNamed(text: string, library: Library, ceiling: Marking): Called[] {
  return [...text.matchAll(paperForm)].flatMap(({ 0: words, index: start }) => {
    const [label, ...more] = findLabels(words, sourceLabels(library))
    const isLabel = label !== undefined && more.length === 0 && isAlone(words, [{ ...label, written: words }])
    const sources = isLabel ? label.sources : describedSources(words, library, ceiling)
    const [only, ...others] = sources
    return only && others.length === 0
      ? [{ sources, written: only.id, start, end: start + words.length, isLabel }]
      : []
  })
}

const paperLabel = new RegExp(`\\p{L} ${paperKind}$`, 'iu')

/** `precursor paper kerosene`: a label of several words, the last of which is a kind of paper, may yet be of any such paper. */
function paperLabels(text: string, library: Library): Called[] {
  return findLabels(text, sourceLabels(library)).flatMap((label) => {
    const written = text.slice(label.start, label.end)
    return paperLabel.test(written) ? [{ ...label, written, isLabel: false }] : []
  })
}

import type { Source } from '../../schema.ts'
import { inOneRow, type NumberForm } from './marker.ts'
import { isDeeper } from './open-rows.ts'

/** A number as printed before a piece. */
export interface PrintedNumber {
  number: number
  form: NumberForm
  /** How far it is set in, in spaces. */
  indent: number
}

/** The number of a paragraph: `number` is cited; `printed`, `probable` and `because` as in a citation. */
export interface ParagraphNumber {
  number: number
  printed?: number
  probable?: number
  because?: string
  /** The number that it follows; undefined for the first. */
  after?: number
  /** It stands deeper than the first number, as the numbers of items do. */
  setIn?: true
  /** False where it is not plainly the next after the one before. */
  next: boolean
}

/** Above this step a figure at the head of a line is a year or an amount, not the number of a paragraph. */
export const widestStep = 30

/**
 * The paragraph that each printed number stands for, in order; undefined for the number of an item inside a paragraph.
 * A pilcrow misread as 1 prints 18 for ¶8: where the numbers on both sides prove it, the true number is cited; where only
 * what stands before speaks for it, the printed one. What is known of the source goes before all.
 */
export function readParagraphNumbers(
  printed: readonly PrintedNumber[],
  known: Source['numbering'] = [],
): (ParagraphNumber | undefined)[] {
  const main = mainForm(printed)
  const firstOfMain = printed.findIndex(({ form }) => form === main)
  const level = printed[firstOfMain]?.indent ?? 0
  const lastPlace = new Map(
    printed.flatMap(({ number, form, indent }, index) =>
      form === main && !isDeeper(indent, level) ? [[number, index] as const] : [],
    ),
  )
  /** All that is due before the number at this place is printed later, and this number never again: so it is out of order. */
  const isSwapped = (due: number, index: number) => {
    const number = printed[index]?.number ?? 0
    if (number > due + widestStep || lastPlace.get(number) !== index) return false
    const between = Array.from({ length: number - due }, (_none, step) => due + step)
    return between.every((one) => (lastPlace.get(one) ?? -1) > index)
  }
  /** The first of the main form, or of the other of its row where the numbers between count up to that one. */
  const opens = (index: number) =>
    firstOfMain - index === (printed[firstOfMain]?.number ?? 0) - (printed[index]?.number ?? 0)
  let run: ParagraphNumber[] = []
  let last: number | undefined
  let item = 0
  let itemIndent = 0
  return printed.map(({ number, form, indent }, index) => {
    if (!inOneRow(form, main)) return undefined
    const due = (last ?? 0) + 1
    const follows = last === undefined ? opens(index) : number === due
    const dueLater = (lastPlace.get(due) ?? -1) > index
    const nextItem = item > 0 && number === item + 1 && !isDeeper(itemIndent, indent)
    if (isDeeper(indent, level) && (!follows || dueLater || nextItem)) {
      item = number
      itemIndent = indent
      return undefined
    }
    const entry = follows ? undefined : known.find((one) => one.printed === number)
    const found: ParagraphNumber = { number, next: follows }
    if (last !== undefined) found.after = last
    if (entry) {
      if (entry.proven) {
        Object.assign(found, { number: entry.paragraph, printed: number, next: entry.paragraph === due })
      } else found.probable = entry.paragraph
      found.because = entry.because
    } else if (follows && (form === 'pilcrow' || !(nextItem && (form !== main || dueLater)))) {
      prove(run, number)
      run = []
    } else if (form === 'pilcrow' && form !== main) return undefined
    else if (number === misread(due) && !dueLater) {
      found.probable = due
      found.because = `Printed ${number} where ${due} is due; a pilcrow was probably read as 1. Nothing here proves it.`
      run.push(found)
    } else if (form === main && run.at(-1)?.number === number - 1) {
      for (const one of run) forget(one)
      run = []
      found.next = true
    } else if (
      form !== main ||
      ((number === 1 || nextItem || (number > due && !isSwapped(due, index))) && dueLater)
    ) {
      item = number
      itemIndent = indent
      return undefined
    } else if (form !== 'pilcrow' && number > due + widestStep) return undefined
    item = 0
    if (isDeeper(indent, level)) found.setIn = true
    last = entry?.paragraph ?? found.probable ?? number
    return found
  })
}

/** The form that paragraphs are counted in: that of the first number, or the pilcrow where it counts more than that. */
function mainForm(printed: readonly PrintedNumber[]): NumberForm | undefined {
  const first = printed[0]?.form
  const counted = (form: NumberForm | undefined) =>
    new Set(printed.flatMap((one) => (one.form === form ? [one.number] : []))).size
  return counted('pilcrow') > counted(first) ? 'pilcrow' : first
}

function misread(number: number): number {
  return Number(`1${number}`)
}

/** The number after a run of misread ones is the very next: so they are what they seemed to be. */
function prove(run: readonly ParagraphNumber[], next: number): void {
  const before = run[0]?.after
  for (const one of run) {
    if (one.probable === undefined) continue
    one.because = `Printed ${one.number}; between ¶${before} and ¶${next} only ${one.probable} is due here: a pilcrow was read as 1.`
    one.printed = one.number
    one.number = one.probable
    one.next = true
    delete one.probable
  }
}

/** The numbers went on as printed, so nothing was misread. */
function forget(one: ParagraphNumber): void {
  delete one.probable
  delete one.because
}

/** The same where a paper counts 1.1, 1.2, 2.1 and nothing else: its paragraphs begin with their first parts. */
export function readPartNumbers(
  parts: readonly { number: number; part: number }[],
): (ParagraphNumber | undefined)[] {
  let last: number | undefined
  return parts.map(({ number, part }) => {
    const due = (last ?? number - 1) + 1
    if (part !== 1 || number < due || number > due + widestStep) return undefined
    const found: ParagraphNumber = { number, next: number === due }
    if (last !== undefined) found.after = last
    last = number
    return found
  })
}

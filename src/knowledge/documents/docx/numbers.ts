import { readXml } from './read-xml.ts'

/** Where a paragraph of a Word document takes its number from: a list of the document, and the level in it, from 0. */
export interface ListPlace {
  list: string
  level: number
}

interface Level {
  start: number
  format: string
  /** `%1.` prints the number of the first level and a point. */
  text: string
}

/** What numbering.xml says: the levels by definition, and the definition and restarts of each list. */
interface Numbering {
  levels: Map<string, Level[]>
  lists: Map<string, { definition: string; starts: Map<number, number> }>
}

/** Counts the paragraphs of a Word document that are numbered by Word: gives the next number of a list as Word would print it. */
export function countLists(numberingXml: string | undefined): (place: ListPlace) => string {
  const numbering = readNumbering(numberingXml)
  const counts = new Map<string, number[]>()
  const restarted = new Set<string>()
  return ({ list, level }) => {
    const definition = numbering.lists.get(list)
    const levels = definition && numbering.levels.get(definition.definition)
    const own = levels?.[level]
    if (!definition || !own || own.format === 'none') return ''
    if (own.format === 'bullet') return '•'
    const count = counts.get(definition.definition) ?? []
    counts.set(definition.definition, count)
    const restart = definition.starts.get(level)
    if (restart !== undefined && !restarted.has(`${list} ${level}`)) {
      restarted.add(`${list} ${level}`)
      count[level] = restart
    } else {
      count[level] = count[level] === undefined ? own.start : count[level] + 1
    }
    count.length = level + 1
    return own.text.replace(/%(\d)/g, (_sign, digit: string) => {
      const at = Number(digit) - 1
      const shown = levels?.[at]
      return printNumber(count[at] ?? shown?.start ?? 1, shown?.format ?? 'decimal')
    })
  }
}

function readNumbering(xml: string | undefined): Numbering {
  const numbering: Numbering = { levels: new Map(), lists: new Map() }
  let levels: Level[] = []
  let starts = new Map<number, number>()
  let level: Level = { start: 1, format: 'decimal', text: '' }
  let overridden = 0
  let list = ''
  readXml(xml ?? '<none/>', {
    open(name, attribute) {
      const value = attribute('val') ?? ''
      if (name === 'abstractNum') {
        levels = []
        numbering.levels.set(attribute('abstractNumId') ?? '', levels)
      } else if (name === 'lvl') {
        level = { start: 1, format: 'decimal', text: '' }
        const at = Number(attribute('ilvl'))
        if (at >= 0 && at < 10 && list === '') levels[at] = level
      } else if (name === 'start') level.start = Number(value) || 0
      else if (name === 'numFmt') level.format = value
      else if (name === 'lvlText') level.text = value
      else if (name === 'num') list = attribute('numId') ?? ''
      else if (name === 'lvlOverride') overridden = Number(attribute('ilvl'))
      else if (name === 'startOverride') starts.set(overridden, Number(value) || 0)
      else if (name === 'abstractNumId') {
        starts = new Map()
        numbering.lists.set(list, { definition: value, starts })
      }
    },
  })
  return numbering
}

const romans: [number, string][] = [
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

/** A number as Word prints it in a format such as `lowerRoman`; figures for the rarer ones. */
export function printNumber(number: number, format: string): string {
  const letter = String.fromCharCode(96 + ((((number - 1) % 26) + 26) % 26) + 1)
  if (format === 'lowerLetter') return letter
  if (format === 'upperLetter') return letter.toUpperCase()
  if (format !== 'lowerRoman' && format !== 'upperRoman') return String(number)
  if (number < 1 || number > 399) return String(number)
  let left = number
  let text = ''
  for (const [value, sign] of romans) {
    while (left >= value) {
      text += sign
      left -= value
    }
  }
  return format === 'upperRoman' ? text.toUpperCase() : text
}

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ParsedEntry } from '../src/domain/entry-text.ts'
import { readEntries } from '../src/domain/entry-text.ts'
import { figureTyped } from '../src/domain/figure-typed.ts'
import type { Knowledge } from '../src/knowledge/knowledge.ts'
import { processorTime } from './measure.ts'

/** The day the sentences are read on: after all they tell. */
const today = '2026-11-01'

/** What the scorer of the hand-read sentences says, line by line; undefined where no folder of them is given. */
export function scoreEntries(folder: string, knowledge: Knowledge): string[] | undefined {
  const path = process.env.ATTACHE_EVAL
  if (path === undefined || !existsSync(join(path, 'score.mjs'))) return undefined
  const file = join(folder, 'predictions.jsonl')
  const predictions = readLines(join(path, 'entries.jsonl')).map(({ id, sentence }) => {
    const outcome = readEntries(sentence, { lexicon: knowledge, today })
    const entries = outcome.action === 'none' ? [] : outcome.entries
    return { id, action: outcome.action, records: entries.flatMap((entry) => toRecord(entry, knowledge)) }
  })
  writeFileSync(file, predictions.map((each) => JSON.stringify(each)).join('\n'))
  const told = execFileSync(process.execPath, [join(path, 'score.mjs'), file], { encoding: 'utf8' })
  return told.trim().split('\n')
}

function readLines(path: string): { id: string; sentence: string }[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { id: string; sentence: string })
}

/** The scorer's words for our kinds and units: its types are finer in places and coarser in others. */
function toRecord({ parsed, countryWord, spans }: ParsedEntry, known: Knowledge): object[] {
  const { kind, method, quantity, substance, form, place, placeText, agencies } = parsed
  if (kind === 'estimate' || !quantity) return []
  const type = typeOf(kind, method, substance)
  const unit = units[quantity.unit] ?? quantity.unit
  return [
    {
      type,
      quantity: figureTyped(quantity, known.units),
      unit: /\bboats?\b/.test(quantity.typed) ? 'boats' : unit,
      substance: substances[`${substance} ${form ?? ''}`.trim()] ?? substance,
      place: placeText ?? spans.find(({ field }) => field === 'country')?.text,
      country: known.places.find(({ id }) => id === place)?.country ?? countryWord,
      agency: agencies.join(', '),
    },
  ]
}

const precursors =
  /acid|acet|ether|keton|permanganate|precursor|kerosene|toluene|ephedrine|soda|lime|cement|ammonia|hexane|benzene|gasoline|diesel|bleach/

function typeOf(kind: string, method: string | undefined, substance: string | undefined): string {
  if (kind === 'seizure') return precursors.test(substance ?? '') ? 'precursor_seizure' : 'seizure'
  if (kind === 'poppy eradicated') return 'eradication'
  if (kind === 'lab destruction') return 'lab_destruction'
  if (kind === 'asset') return 'asset_seizure'
  if (kind === 'context' && method === 'disposal') return 'drug_disposal'
  if (kind === 'operation' && method === 'airstrip destruction') return 'airstrip_destruction'
  if (kind === 'police') return 'training'
  if (kind === 'arrest' || kind === 'money laundering' || kind === 'corruption')
    return method === 'prosecution' || method === 'conviction' ? method : 'arrest'
  return kind
}

const units: Record<string, string> = {
  ...{
    kilogram: 'kg',
    gram: 'g',
    milligram: 'mg',
    tonne: 't',
    pound: 'lb',
    ounce: 'oz',
    litre: 'L',
    'US-gallon': 'gal',
  },
  ...{
    hectare: 'ha',
    acre: 'acre',
    'square-foot': 'ft2',
    'square-metre': 'm2',
    plant: 'plants',
    pill: 'pills',
  },
  ...{ person: 'persons', case: 'persons', laboratory: 'labs', operation: 'events', package: 'packages' },
  ...{
    vehicle: 'vehicles',
    vessel: 'vessels',
    property: 'properties',
    firearm: 'firearms',
    device: 'devices',
  },
  ...{ airstrip: 'airstrips', account: 'accounts', request: 'persons' },
}

const substances: Record<string, string> = {
  'cocaine base': 'cocaine_base',
  'cocaine hydrochloride': 'cocaine_hcl',
  'unnamed-drug': 'drugs',
  'unnamed-precursor': 'precursor_chemicals',
  'coca-leaf': 'coca_leaf',
  'opium-poppy': 'opium_poppy',
  'cannabis-plant': 'cannabis',
  cannabis: 'marijuana',
  mdma: 'MDMA',
  amphetamine: 'ATS',
  pharmaceutical: 'pharmaceuticals',
  'hydrochloric-acid': 'hydrochloric_acid',
}

export interface EntrySpeed {
  /** Sentences of ordinary length read in a second, on one core. */
  perSecond: number
  /** The slowest of many shapes of 10,000 characters, in milliseconds (least of 15). */
  slowest: number
  shape: string
  /** How many times as long a text twice as long takes, at most: of two doublings, among the shapes over 5 ms. */
  doubled: number
  shapes: number
}

const ordinary = [
  'On 3 April DIRANDRO seized 250 kilos of cocaine at Callao and arrested four people.',
  'During the first ten months of 2008, CORAH eradicated 8,000 hectares of coca, compared to 7,500 in 2007.',
  'La policía incautó 1,2 toneladas de cocaína y destruyó tres laboratorios en el VRAE.',
  'Peru plans to eradicate 25,000 hectares this year.',
  '12 kg PBC seized at Paita yesterday by PNP',
]

const shapes = [
  ...['250 ', '250 kg ', '1.5 ', '1,2 kg ', 'two hundred ', '3/4 ', '$', '- ', '( ', ', ', '; ', '. ', '" '],
  ...[
    'seized ',
    'seized 5 kg ',
    'of which ',
    'including 5 kg of cocaine ',
    'compared to 5 t ',
    'cocaine ',
    'the ',
  ],
  ...[
    'on 3 Apr ',
    '2009 ',
    'from 2009 to ',
    'January ',
    'PNP ',
    'Callao ',
    'in Callao ',
    'Police seized 5 kg of cocaine. ',
  ],
  ...['x', 'a b ', 'ñandú ', '5 kg of cocaine were seized, ', 'no ', 'goal of 5 ha ', 'Xyz ', 'in Xyz '],
]

/** How fast sentences are read, and whether a text twice as long takes twice the time, whatever its shape. */
export function measureEntrySpeed(knowledge: Knowledge): EntrySpeed {
  const reader = { lexicon: knowledge, today }
  const read = (text: string) => readEntries(text, reader)
  const all = Array.from({ length: 10 }, (_, index) => ordinary[index % ordinary.length] ?? '')
  // The least of many short rounds, in the processor's time: what one core does, whatever else the machine does.
  const rounds: number[] = []
  for (let round = 0; round < 600; round++) rounds.push(processorTime(() => all.forEach(read)))
  const perSecond = Math.round((1_000 * all.length) / Math.min(...rounds))
  const measured: { shape: string; slowest: number; doubled: number }[] = []
  for (const shape of shapes) {
    const [text, longer] = [10_000, 40_000].map((length) => shape.repeat(length).slice(0, length))
    const times = { text: [] as number[], longer: [] as number[] }
    for (let round = 0; round < 15; round++) {
      times.text.push(processorTime(() => read(text ?? '')))
      times.longer.push(processorTime(() => read(longer ?? '')))
    }
    const slowest = Math.min(...times.text)
    const doubled = Math.sqrt(Math.min(...times.longer) / slowest)
    measured.push({ shape: shape.trim(), slowest, doubled })
  }
  const [worst] = measured.toSorted((one, other) => other.slowest - one.slowest)
  if (!worst) throw new Error('nothing was measured')
  const doubled = Math.max(...measured.filter(({ slowest }) => slowest > 5).map((each) => each.doubled))
  return { perSecond, slowest: worst.slowest, shape: worst.shape, doubled, shapes: shapes.length }
}

import { foldText } from '../../domain/text.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { Sentence, Subject } from './subject.ts'

/** The last thing asked in a conversation, as far as a follow-up needs it. */
export interface Asked {
  subject: Subject
  via: LookupName
  /** Its words besides country, cycle and benchmark. */
  topic: string
}

export type LookupName = 'benchmark' | 'reportcard' | 'deadline' | 'article' | 'ask'

/** What answers a sentence: a line of a lookup or of another command, or the question which benchmark is meant. */
export type Turn =
  | { command: LookupName; text: string; topic: string }
  | { command: 'log' | 'attache'; text: string }
  | 'which benchmark'

const dueWords = words('due overdue deadline deadlines week month today tomorrow next soon coming upcoming')
const cardWords = words('report card reportcard progress overview summary')
const listWords = words('benchmark benchmarks objectives')
const asksHelp =
  /^(?:what can (?:I|you)\b|help\b|how do(?:es)? (?:I|you|this|it) (?:work|use)\b|qué puedes\b)/i
const recordId = /\b[LNR]-\d{1,9}\b/i
const mine = /\bmy (?:last |own )?(?:entr(?:y|ies)|reports?)\b|\bhave I (?:logged|recorded|reported)\b/i
const waitingWords = words('wait waits waiting pending review validate')

/** What is due at all, rather than when the benchmark spoken of is. */
const asksDueOfAll = /^(?:what|(?:is )?anything)\b(?!.*\b(?:it|its|this|that)\b).*\bdue\b/i

/** How something stands, rather than what was asked of it. */
const standing = /\b(?:doing|progress|status|standing|stands?|going)\b/i

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}

/**
 * Chooses what answers a sentence. Plain questions go to the lookup that a command would be; what goes on from a lookup goes
 * to the same lookup; everything else is asked of what is held.
 */
export function chooseTurn(
  typed: string,
  sentence: Sentence,
  subject: Subject,
  before: Asked | undefined,
  knowledge: Knowledge,
): Turn {
  const { names, rest, goesOn, asksPart } = sentence
  const said = sentence.words
  const isAll = (set: ReadonlySet<string>) => said.length > 0 && said.every((word) => set.has(word))
  const place = placeOf(subject, knowledge)
  const key = keyOf(subject)
  const isNamesOnly = said.length === 0 && !asksPart
  const isNamed = Object.keys(names).length > 0
  const isOfAll = asksDueOfAll.test(rest)
  if (key !== undefined && names.benchmark === undefined && said.length === 0 && !isOfAll)
    return { command: 'ask', text: `${key} ${rest}`, topic: before?.topic ?? '' }
  if (key !== undefined && isNamesOnly) return { command: 'benchmark', text: key, topic: '' }
  if (asksHelp.test(typed)) return { command: 'attache', text: 'help' }
  const record = recordId.exec(typed)?.[0]
  if (record !== undefined) return { command: 'log', text: `show ${record}` }
  if (mine.test(rest)) return { command: 'log', text: 'mine' }
  if (isAll(waitingWords))
    return /\b(?:I|me)\b/i.test(typed)
      ? { command: 'attache', text: 'home' }
      : { command: 'log', text: 'list submitted' }
  const country = placeOf({ ...(subject.country !== undefined && { country: subject.country }) }, knowledge)
  if (isAll(dueWords) || (said.length === 0 && /\bdue\b/i.test(rest) && (key === undefined || isOfAll)))
    return { command: 'deadline', text: country, topic: '' }
  if (isAll(cardWords) && !asksPart) return { command: 'reportcard', text: place, topic: '' }
  if (isAll(listWords) && !asksPart) return { command: 'benchmark', text: place, topic: '' }
  if (said.length === 0 && standing.test(rest)) return { command: 'reportcard', text: place, topic: '' }
  if (said.length === 0 && asksPart && key === undefined && !isNamed) return 'which benchmark'
  if (isNamesOnly && before && isNamed) return again(before, place, country)
  if (isNamesOnly)
    return isNamed ? { command: 'benchmark', text: place, topic: '' } : { command: 'attache', text: 'help' }
  const topic = said.filter((word) => !standing.test(word)).join(' ')
  if ((standing.test(rest) || (goesOn && before?.via === 'benchmark')) && isHeading(topic, knowledge))
    return { command: 'benchmark', text: `${place} ${topic}`.trim(), topic }
  return {
    command: 'ask',
    text: names.benchmark === undefined && goesOn ? rest : typed,
    topic: rest.replace(/[\s?.!]+$/, ''),
  }
}

/** The same question of another country or cycle. */
function again({ via, topic }: Asked, place: string, country: string): Turn {
  if (via === 'deadline') return { command: via, text: country, topic }
  if (via === 'ask' || via === 'article') return { command: 'ask', text: `${topic} ${country}`.trim(), topic }
  return { command: via, text: `${place} ${topic}`.trim(), topic }
}

/** `peru FY2010`, as a lookup reads it. */
export function placeOf({ country, cycle }: Subject, { countries }: Knowledge): string {
  const name = countries.find(({ id }) => id === country)?.name.toLowerCase()
  return name === undefined ? '' : [name, cycle].filter((word) => word !== undefined).join(' ')
}

function keyOf({ benchmark, cycle }: Subject): string | undefined {
  return benchmark === undefined
    ? undefined
    : [cycle, benchmark].filter((word) => word !== undefined).join('/')
}

function isHeading(topic: string, { headings }: Knowledge): boolean {
  return headings.some(({ id, name, aliases }) =>
    [id, name, ...aliases].some((known) => foldText(known) === topic),
  )
}

/** `Peru, FY2010, PE-IL-3b`: what was kept, as it is said. */
export function printSubject({ country, cycle, benchmark }: Subject, { countries }: Knowledge): string {
  const name = countries.find(({ id }) => id === country)?.name ?? country
  return [name, cycle, benchmark].filter((word) => word !== undefined).join(', ')
}

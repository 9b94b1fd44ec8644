import { type Citation, parseCitation } from '../../domain/citation.ts'
import type { Clauses } from '../../domain/clause.ts'
import { findCountry, onlyWatched } from '../../domain/country.ts'
import { isZone } from '../../domain/date.ts'
import {
  type Deadline,
  type DeadlineClass,
  type Due,
  deadlineClasses,
  notStated,
} from '../../domain/deadline.ts'
import { type Duty, duties } from '../../domain/deadline-change.ts'
import { kinds } from '../../domain/entry.ts'
import { kindRules } from '../../domain/kinds.ts'
import { badMark, highestMarking, isWithin, levelNamed } from '../../domain/marking.ts'
import { foldText, nearestWord } from '../../domain/text.ts'
import type { Call, Context } from '../call.ts'
import { unknownCountry } from '../country.ts'
import { assertDuty } from '../duty.ts'
import { aboveCeiling, UserError } from '../user-error.ts'
import { noSource } from './lines.ts'

const example = '/deadline add "Post monthly CN report" every month on the 5th'
export const longestTitle = 140

/** What may follow when it is due, each with the word before it. */
type Said = Partial<Record<(typeof clauseNames)[number], string>>

const clauseNames = [
  ...duties,
  'for',
  'src',
  'mark',
  'class',
  'zone',
  'by',
  'to',
  'strength',
  'shown',
] as const
const clauseWords: Readonly<Record<string, (typeof clauseNames)[number]>> = {
  source: 'src',
  'owed by': 'by',
  'owed to': 'to',
  'shown by': 'shown',
}
const clauseForm =
  / (?=(?:owner|alternate|validator|for|src|source|mark|class|zone|strength|owed by|owed to|shown by) )/i

/** Takes the clauses off the end of a line: `on 27 May owner @ana src 09 LIMA 1` is `on 27 May` and two clauses. */
export function readClauses(text: string): { words: string; clauses: Said } {
  const [words = '', ...pieces] = ` ${text}`.split(clauseForm).map((piece) => piece.trim())
  const clauses: Said = {}
  for (const piece of pieces) {
    const [, word = '', value = ''] = /^(owed by|owed to|shown by|\S+) (.+)$/i.exec(piece) ?? []
    const typed = word.toLowerCase()
    const name = clauseWords[typed] ?? clauseNames.find((known) => known === typed)
    if (name) clauses[name] = value.replace(/^"(.*)"$/, '$1').trim()
  }
  return { words, clauses }
}

/** A line as it was read. */
interface Read {
  title: string
  when: string
  due: Due
  clauses: Said
  claimed: 'U' | 'SBU'
}

/** The record as it is kept, save its id; what is not said is as usual for its schedule. Throws a `UserError` for what cannot be. */
export function makeRecord(
  { title, when, due, clauses, claimed }: Read,
  call: Call,
  context: Context,
): Deadline {
  const { channel } = context
  if (title === '' || title.length > longestTitle)
    throw new UserError(`A title has 1 to ${longestTitle} characters. Nothing was added.`, { example })
  const marked = clauses.mark === undefined ? channel.ceiling : readMarking(clauses.mark)
  const marking = highestMarking([marked, claimed])
  if (!isWithin(marking, channel.ceiling)) throw aboveCeiling(marking, channel.ceiling)
  const zone = clauses.zone ?? channel.zone
  if (!isZone(zone))
    throw new UserError(`"${zone}" is no time zone that is known. Nothing was added.`, {
      example: `${example} zone America/New_York`,
    })
  const country = readCountry(clauses.for, context)
  const people = duties.flatMap((duty): [Duty, string][] => {
    const name = clauses[duty]
    return name === undefined ? [] : [[duty, readMember(name, call)]]
  })
  const held = Object.fromEntries(people)
  for (const [duty, member] of people)
    assertDuty({ duty, member, held: { ...held, [duty]: member }, example }, call, context)
  const cite = clauses.src === undefined ? noSource : readSource(clauses.src)
  const shownBy = clauses.shown === undefined ? undefined : [readKind(clauses.shown)]
  return {
    id: 'new',
    title,
    ...(country !== undefined && { country }),
    owedBy: clauses.by ?? notStated,
    owedTo: clauses.to ?? notStated,
    actor: 'US mission',
    strength: readStrength(clauses.strength) ?? (clauses.src === undefined ? 'expected' : 'required'),
    class: readClass(clauses.class) ?? usualClass(due, clauses.src !== undefined),
    due,
    asWritten: when,
    basis: 'as typed',
    zone,
    ...(shownBy && { shownBy }),
    ...held,
    marking,
    cite,
    notes: [],
  }
}

/** A short fuse has a notice of its own; what no source asks for is nobody's order, and has the shortest ladder. */
function usualClass(due: Due, sourced: boolean): DeadlineClass {
  if ('every' in due) return 'yearly'
  if ('rule' in due) return 'recurring'
  if ('from' in due) return 'window'
  return sourced ? 'short-fuse' : 'internal'
}

function readClass(word: string | undefined): DeadlineClass | undefined {
  if (word === undefined) return undefined
  const known = deadlineClasses.find((name) => name === word.toLowerCase())
  if (known) return known
  throw new UserError(`"${word}" is no class; there are ${deadlineClasses.join(', ')}. Nothing was added.`, {
    example: `${example} class ${nearestWord(word, deadlineClasses) ?? 'recurring'}`,
  })
}

/** `engagement reply`, `seizure`: a kind of entry, and how it is done where that is said. */
function readKind(words: string): Clauses {
  const typed = foldText(words)
  const kind = kinds.find((name) => kindRules[name].words.some((word) => isBegunBy(typed, word)))
  if (!kind)
    throw new UserError(`"${words}" is no kind of entry. Nothing was added.`, {
      example: `${example} shown by engagement reply`,
    })
  const word = kindRules[kind].words.filter((one) => isBegunBy(typed, one)).sort(longestFirst)[0] ?? ''
  const rest = typed.slice(word.length).trim()
  const method = kindRules[kind].methods.find(({ id, words: known }) => id === rest || known.includes(rest))
  if (rest !== '' && !method)
    throw new UserError(
      `"${rest}" is no way of ${kind}; there are ${kindRules[kind].methods.map(({ id }) => id).join(', ')}. Nothing was added.`,
      { example: `${example} shown by ${kind}` },
    )
  return { kind: [kind], ...(method && { method: [method.id] }) }
}

function isBegunBy(text: string, word: string): boolean {
  return text === word || text.startsWith(`${word} `)
}

function longestFirst(a: string, b: string): number {
  return b.length - a.length
}

function readStrength(word: string | undefined): Deadline['strength'] | undefined {
  const strengths = ['required', 'recommended', 'expected'] as const
  if (word === undefined) return undefined
  const known = strengths.find((name) => name === word.toLowerCase())
  if (known) return known
  throw new UserError(
    `"${word}" is no strength; write required, recommended or expected. Nothing was added.`,
    {
      example: `${example} strength required`,
    },
  )
}

function readMarking(word: string) {
  const level = levelNamed(word)
  if (level === 'above') throw aboveCeiling(level, 'SBU')
  if (level === undefined) throw new UserError(`${badMark} Nothing was added.`, { example })
  return level
}

function readCountry(word: string | undefined, { knowledge, channel }: Context): string | undefined {
  if (word !== undefined) {
    const found = findCountry(word, knowledge.countries)
    if (!found) throw unknownCountry(word, knowledge, 'deadline')
    return found.id
  }
  const only = onlyWatched(channel.watches)
  if (only !== undefined) return only
  const names = channel.watches.map(
    (id) => knowledge.countries.find((country) => country.id === id)?.name.toLowerCase() ?? id,
  )
  throw new UserError(
    names.length === 0
      ? 'Whose is it? This channel watches no country. Nothing was added; name one.'
      : `Whose is it? This channel watches ${names.join(', ')}. Nothing was added; name one.`,
    { example: `${example} for ${names[0] ?? 'peru'}` },
  )
}

/** `@ana` and `me` as the name kept, `@ana`. */
export function readMember(
  word: string,
  call: Pick<Call, 'member'>,
  example = '/deadline assign report-card @ana',
): string {
  if (/^(?:me|myself)$/i.test(word)) return `@${call.member}`
  if (/^@[^\s@]{1,80}$/.test(word)) return word
  throw new UserError(`"${word}" is nobody's name; write it with @. Nothing was changed.`, { example })
}

/** A citation, or a web address, or words. */
export function readSource(text: string): Citation {
  const plain = text.replace(/^"(.*)"$/, '$1').trim()
  return parseCitation(plain) ?? { source: plain }
}

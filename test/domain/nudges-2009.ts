import { dateIn, instantAt, timeIn } from '../../src/domain/date.ts'
import { type Deadline, deadlineSchema } from '../../src/domain/deadline.ts'
import { type Nudge, type NudgeState, planNudges, type Watch } from '../../src/domain/nudge.ts'
import { both } from './calendars-2009.ts'

export const lima = 'America/Lima'
export const at = (date: string, time = '09:00', zone = lima) => instantAt(date, time, zone)

export const deadline = (id: string, kind: Deadline['class'], due: unknown, more: object = {}): Deadline =>
  deadlineSchema.parse({
    id,
    title: id,
    owedBy: 'one',
    owedTo: 'another',
    actor: 'US mission',
    strength: 'required',
    class: kind,
    due,
    asWritten: 'then',
    basis: 'as cabled',
    zone: 'America/New_York',
    marking: 'U',
    cite: '09 STATE 32018 ¶9(A) (printed 19)',
    ...more,
  })

export const reply = deadline('reply', 'short-fuse', { on: '2009-04-25' }, { country: 'PE' })
export const reportCard = deadline(
  'report-card',
  'window',
  { from: '2009-06-01', until: '2009-06-30' },
  { country: 'PE' },
)
export const determination = deadline('determination', 'yearly', { every: '09-15', since: 2009 })
const incsr = deadline('incsr', 'yearly', { every: '03-01', since: 2010 })
export const request = deadline(
  'report-card-request',
  'listed',
  { from: '2009-06-01', until: '2009-06-10' },
  { country: 'PE' },
)
const season = [reply, reportCard, determination, incsr, request]

export const watch: Watch = {
  channel: 'C1',
  follows: [{ country: 'PE', since: at('2009-04-06') }],
  zone: lima,
  calendars: both,
}
export const asIfDone = new Map([
  ['report-card', '2009-06-01'],
  ['determination-2009', '2009-09-15'],
  ['incsr-2010', '2010-03-01'],
])
export const state: NudgeState = { deadlines: season, watch, done: asIfDone }
export const wholeSeason = { from: at('2009-04-06'), until: at('2010-03-31') }

/** `2009-05-29 report-card 3 and 1`; the hour only when it is not 09:00. */
function say(nudge: Nudge, zone = lima): string {
  const time = timeIn(nudge.at, zone)
  const when = `${dateIn(nudge.at, zone)}${time === '09:00' ? '' : ` ${time}`}`
  const late = nudge.late ? ' late' : ''
  if (nudge.kind === 'digest') return `${when} digest of ${nudge.monday}${late}`
  const what = [
    ...(nudge.kind === 'step' ? [] : [nudge.kind]),
    ...(nudge.steps.length > 0 ? [nudge.steps.join(' and ')] : []),
  ]
  return `${when} ${nudge.occurrence} ${what.join(' ')}${nudge.validatorToo ? ', validator too' : ''}${late}`
}
export const sayAll = (nudges: readonly Nudge[], zone = lima) => nudges.map((nudge) => say(nudge, zone))
export const ofDeadlines = (nudges: readonly Nudge[]) => nudges.filter(({ kind }) => kind !== 'digest')
export const plan = (changes: Partial<NudgeState> = {}, span = wholeSeason) =>
  planNudges({ ...state, ...changes, ...span })

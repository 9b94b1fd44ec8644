import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Desk, makeContext } from '../../src/commands/context.ts'
import { describeDigest } from '../../src/commands/nudge/digest.ts'
import type { FilePart, Reply } from '../../src/commands/reply.ts'
import type { Marking } from '../../src/domain/marking.ts'
import { fileText } from '../../src/edges/documents/paper-text.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { keepDocument } from '../../src/store/documents.ts'
import { listEntries } from '../../src/store/entries.ts'
import { listFindings } from '../../src/store/findings.ts'
import { findCard } from '../../src/store/frozen-cards.ts'
import { listNilReturns } from '../../src/store/nil-returns.ts'
import { listRestatements } from '../../src/store/restatements.ts'
import { openDesk, type } from '../desk.ts'
import { inventedCable } from '../invented-cable.ts'

const now = '2009-11-20T15:00:00.000Z'
const later = '2009-11-23T14:00:00.000Z'

/** One thing that staff do, told apart from all others by its token; `SBU` ones must show nowhere at U. */
interface Act {
  mark: Marking
  token: string
  /** A figure, for what has one. */
  size: number
}

type Say = (line: string, member?: string, channel?: string) => Promise<string>

/** The id that an answer says was recorded. */
const idIn = (text: string): string => /\b(?:Recorded|Corrected) ([LFN]-\d+)/.exec(text)?.[1] ?? 'L-0'
/** What keeps U and SBU acts from correcting one another: each marking has its own substance and benchmark. */
const own = <T>(mark: Marking, open: T, sensitive: T): T => (mark === 'U' ? open : sensitive)

const seize = ({ mark, token, size }: Act, day: number) =>
  `/log seizure ${size} kg cocaine in the VRAE on ${day} Apr 2009 by DIRANDRO src 09 LIMA ${size} mark ${mark} note ${token}`

const acts: Readonly<Record<string, (act: Act, say: Say, desk: Desk) => Promise<unknown>>> = {
  seizure: (act, say) => say(seize(act, 2)),
  'evidence beside a rubric': ({ mark, token, size }, say) =>
    say(`/log inspection ${size} containers at Callao on 3 Apr 2009 src "${token}" mark ${mark}`),
  engagement: ({ mark, token }, say) =>
    say(`/log engagement delivered to the ministry on 8 Apr 2009 src 09 LIMA 5 mark ${mark} note ${token}`),
  async 'accepted eradication'({ mark, token, size }, say) {
    const line = `/log eradication forced ${size} ha coca at Monzón on 24 Mar 2009 by CORAH src 09 LIMA 9 mark ${mark} note ${token}`
    await say(`/log accept ${idIn(await say(line))}`, 'rui')
  },
  async 'total adopted as the baseline'({ mark, token, size }, say) {
    const total = `/log total seizure ${size}00 kg ${own(mark, 'cocaine', 'heroin')} in the VRAE from 2007-10-01 to 2008-09-30 src 09 LIMA 7 mark ${mark} note ${token}`
    const id = idIn(await say(total))
    await say(`/benchmark PE-IL-3b adopt ${id} as baseline mark ${mark} because ${token}`)
  },
  baseline: ({ mark, token, size }, say) =>
    say(
      `/benchmark PE-IL-3b baseline ${size}0 kg ${own(mark, 'acetone', 'potassium permanganate')} FY2008 in zones src "${token}" evidence A mark ${mark} because ${token}`,
    ),
  assessment: ({ mark, token }, say) =>
    say(
      `/benchmark ${own(mark, 'PE-CC-1', 'PE-ML-1')} assess partial src "${token}" evidence A mark ${mark} because ${token}`,
    ),
  async merge(act, say) {
    const [one, other] = [await say(seize({ ...act, mark: 'U', token: 'open' }, 9)), await say(seize(act, 9))]
    await say(`/log merge ${idIn(one)} ${idIn(other)} because ${act.token}`)
  },
  'nil return': ({ mark, size }, say) =>
    say(
      `/log nil ${own(mark, 'PE-DP-2', 'PE-IL-1')} for 2009-0${(size % 9) + 1}`,
      'ana',
      own(mark, 'C-open', 'terminal'),
    ),
  async restatement(act, say) {
    const id = idIn(await say(seize(act, 4)))
    await say('/attache lock FY2009 peru', 'ada')
    await say(`/log fix ${id} qty ${act.size}5 kg because ${act.token}`)
    await say('/attache unlock FY2009 peru because more came in', 'ada')
  },
  async void(act, say) {
    await say(`/log void ${idIn(await say(seize(act, 5)))} because ${act.token}`)
  },
  annotation: ({ mark, token }, say) =>
    say(`/source annotate 09 STATE 32018 para 9 "${token}" src "${token}" mark ${mark}`),
  deadline: ({ mark, token }, say) => say(`/deadline add ${token} on 30 Nov 2009 for peru mark ${mark}`),
  async document({ mark, token }, _say, desk) {
    const text = `Inspectors in Callao opened forty containers, ${token}.`
    const cite = { source: `26 LIMA ${token}`, paragraph: 1 }
    const paragraphs = [{ cite, text, marking: mark, line: 1 }]
    const document = inventedCable({
      id: cite.source,
      title: token,
      marking: mark,
      paragraphs,
      gaps: [token],
    })
    await keepDocument(desk.db, document, { path: token, by: 'ana', now })
  },
  /** Reasons that mark themselves, of records that do not. */
  async 'marked reasons'(act, say) {
    if (act.mark === 'U') return
    const said = `because (SBU) ${act.token}`
    const id = idIn(await say(seize({ ...act, mark: 'U', token: 'open' }, 6)))
    await say(`/log return ${id} ${said}`, 'rui')
    await say(`/log fix ${idIn(await say(seize({ ...act, mark: 'U', token: 'open' }, 7)))} qty 3 kg ${said}`)
    const finding = idIn(
      await say('/benchmark PE-DP-1b baseline 70 ha coca CY2008 src 09 LIMA 3 mark U because so'),
    )
    await say(`/benchmark return ${finding} ${said}`, 'rui')
    await say(`/benchmark void ${finding} ${said}`, 'rui')
    await say(`/log alias "pasta bruta" = cocaine paste ${said}`, 'rui')
    await say(`/deadline snooze report-card 3 days ${said}`)
    await say(`/deadline reschedule report-card to 28 Dec 2009 ${said} src 09 STATE 9`)
    await say('/watch ceiling U', 'ada')
    await say(`/reportcard peru freeze ${said}`)
    await say('/attache lock CY2008 peru', 'ada')
    await say(`/attache unlock CY2008 peru ${said}`, 'ada')
  },
  frozen: ({ token, mark }, say) =>
    say(`/reportcard peru freeze because ${own(mark, token, `(SBU) ${token}`)}`),
}

const views = [
  ...['', ' by area', ' by article', ' by category', ' as of 2009-06-01', ' compare'].map(
    (view) => `/reportcard peru${view}`,
  ),
  ...['docx', 'csv', 'json', 'md'].map((format) => `/reportcard peru export ${format}`),
  ...['non-paper', 'talking-points', 'cable'].map((kind) => `/draft ${kind} peru`),
  ...['PE-IL-3b', 'frozen', 'C-1', 'C-1 by area'].map((what) => `/reportcard ${what}`),
  ...['peru', 'PE-IL-3', 'PE-CC-1', 'PE-ML-1', 'findings', 'show F-1', 'show F-2', 'peru crosswalk'].map(
    (what) => `/benchmark ${what}`,
  ),
  ...['list peru', 'list waiting', 'list nil', 'show L-1', 'show L-2', 'show R-1', 'aliases'].map(
    (what) => `/log ${what}`,
  ),
  ...['', ' history report-card', ' report-card'].map((what) => `/deadline${what}`),
  ...['', ' faults', ' 09 STATE 32018 para 9'].map((what) => `/source${what}`),
  '/article 3.1(a)',
  '/ask how many containers did inspectors open in Callao',
  '/draft releases peru',
  '/attache home',
]

const filesOf = ({ parts }: Reply): FilePart[] => parts.filter((part) => part.part === 'file')

async function play(told: readonly (Act & { name: string })[]): Promise<Desk> {
  const desk = await openDesk()
  await type(desk, '/watch peru', { channel: 'C-open', now })
  for (const { name, ...act } of told) {
    const say: Say = async (line, member = 'ana', channel = 'terminal') =>
      renderPlainText(await type(desk, line, { member, channel, now }))
    await acts[name]?.(act, say, desk)
  }
  return desk
}

/** Ids of what is marked SBU, each alone. */
async function sensitiveIds({ db }: Desk): Promise<RegExp> {
  const entries = await listEntries(db, {})
  const records = [
    ...entries,
    ...(await listFindings(db, 'PE')),
    ...(await listNilReturns(db, 'PE')),
    ...(await listRestatements(db, 'PE')),
  ]
  const ids = records.filter(({ marking }) => marking === 'SBU').map(({ id }) => id)
  return new RegExp(`(?<![A-Z-])(?:${ids.join('|') || 'L-0'})\\b`)
}

const told = fc
  .array(
    fc.record({
      name: fc.constantFrom(...Object.keys(acts)),
      mark: fc.constantFrom<Marking>('U', 'SBU', 'SBU'),
      size: fc.integer({ min: 11, max: 98 }),
    }),
    { minLength: 4, maxLength: 14 },
  )
  .map((list) => list.map((one, index) => ({ ...one, token: `${one.mark}TOKEN${index}` })))

/** Each act once at SBU, after one at U. */
const everything = Object.keys(acts).flatMap((name, at) =>
  (['U', 'SBU'] as const).map((mark) => ({ name, mark, size: 20 + at, token: `${mark}TOKEN${at}` })),
)

describe('over random mixtures of all that is recorded', () => {
  it('nothing SBU is said in a channel for U, nor stands in a file marked U', async () => {
    await fc.assert(
      fc.asyncProperty(told, async (list) => {
        const desk = await play(list)
        const ids = await sensitiveIds(desk)
        for (const line of views) {
          const reply = await type(desk, line, { channel: 'C-open', member: 'rui', now: later })
          expect([line, reply.marking]).toEqual([line, 'U'])
          const text = [renderPlainText(reply), ...filesOf(reply).map(fileText)].join('\n')
          // What was asked for by its id is told to be withheld.
          const said = text
            .split('\n')
            .filter((one) => !line.includes('show') || !/^You typed|^For example/.test(one))
          expect([
            line,
            said.filter((one) => /SBUTOKEN/.test(one) || (!/show/.test(line) && ids.test(one))),
          ]).toEqual([line, []])
        }
        const context = await makeContext(desk, { member: '', channel: 'C-open' }, later)
        expect(renderPlainText(await describeDigest(context))).not.toMatch(/SBUTOKEN/)
        for (const line of views.filter((one) => /draft|export/.test(one))) {
          const reply = await type(desk, line, { now: later })
          for (const file of filesOf(reply)) {
            const text = fileText(file)
            if (/SBUTOKEN/.test(text) || ids.test(text))
              expect([file.name, file.marking ?? reply.marking]).toEqual([file.name, 'SBU'])
          }
        }
      }),
      { seed: 1988, numRuns: 4, endOnFailure: true, examples: [[everything]] },
    )
  })

  it.each(Object.keys(acts))(
    'what is marked U says no more than a channel for U is told: %s',
    async (name) => {
      const desk = await play([{ name, mark: 'SBU', size: 37, token: 'SBUTOKEN' }])
      await type(desk, '/reportcard peru freeze', { now: later })
      const unlike = /withheld|^Share: |fingerprint|· card /
      const say = async (line: string, channel: string): Promise<[Marking, string[]]> => {
        const reply = await type(desk, line, { channel, now: later, member: 'rui' })
        const lines = renderPlainText(reply).split('\n')
        return [reply.marking, lines.filter((one) => !unlike.test(one))]
      }
      const { card } = (await findCard(desk.db, 'C-1')) ?? {}
      for (const line of [
        '/reportcard peru',
        '/reportcard PE-IL-3b',
        '/benchmark peru',
        '/benchmark PE-IL-3',
      ]) {
        const [marking, above] = await say(line, 'terminal')
        if (line === '/reportcard peru') expect(card?.marking).toBe(marking)
        if (marking === 'U') expect([line, above]).toEqual([line, (await say(line, 'C-open'))[1]])
      }
    },
  )

  it.each([
    '/log return L-1 because (SBU) so',
    '/log merge L-1 L-2 because (SBU) so',
    '/benchmark return F-1 because (SBU) so',
    '/log alias "pasta bruta" = cocaine paste because (SBU) so',
    '/deadline snooze report-card 3 days because (SBU) so',
    '/reportcard peru freeze because (SBU) so',
    '/attache unlock CY2008 peru because (SBU) so',
  ])('%s is refused, unsaid: what keeps the reason is U', async (line) => {
    const desk = await openDesk()
    const act: Act = { mark: 'U', token: 'open', size: 20 }
    for (const recorded of [seize(act, 2), seize({ ...act, token: 'again' }, 2)]) await type(desk, recorded)
    await type(desk, '/benchmark PE-DP-1b baseline 70 ha coca CY2008 src 09 LIMA 3 mark U because so')
    const reply = await type(desk, line, { member: 'ada' })
    expect(reply.refused).toBe(true)
    expect(renderPlainText(reply)).toContain('it would show wherever that does')
    expect(renderPlainText(reply)).not.toContain('(SBU) so')
  })

  it('a clean copy at U is, letter for letter, what it is where nothing SBU was ever recorded', async () => {
    const papers = async (desk: Desk) => {
      const replies = ['non-paper', 'talking-points', 'cable'].map((kind) =>
        type(desk, `/draft ${kind} peru`, { channel: 'C-open', now: later }),
      )
      return (await Promise.all(replies)).map((reply) => filesOf(reply).slice(0, 1).map(fileText).join(''))
    }
    await fc.assert(
      fc.asyncProperty(told, async (list) => {
        const mixed = list.filter(({ name }) => name !== 'marked reasons' && name !== 'merge')
        const open = await play(mixed.filter(({ mark }) => mark === 'U'))
        expect(await papers(await play(mixed))).toEqual(await papers(open))
      }),
      { seed: 1988, numRuns: 3, endOnFailure: true },
    )
  })
})

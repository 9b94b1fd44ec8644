import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Call } from '../../src/commands/call.ts'
import { type Desk, makeContext, terminal } from '../../src/commands/context.ts'
import { handle, readLine } from '../../src/commands/handle.ts'
import { commands } from '../../src/commands/table.ts'
import { isWithin, type Marking } from '../../src/domain/marking.ts'
import { isAtLeast, type Role } from '../../src/domain/role.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { listActs } from '../../src/store/audit.ts'
import { addRoleTurn } from '../../src/store/roles.ts'
import { keepWatchSettings } from '../../src/store/watch-settings.ts'
import { openDesk, start, type } from '../desk.ts'

/** Everybody there is, by the role they have. Greta, Gus and Fred come from outside; Gus and Rea were given a role. */
const people: Readonly<Record<string, Role>> = {
  rui: 'reviewer',
  ana: 'reporter',
  rea: 'reader',
  greta: 'reader',
  gus: 'reporter',
  fred: 'reader',
  // Last, for she changes how the channel is set.
  ada: 'administrator',
}
const outsiders = ['greta', 'gus', 'fred']

/** Every kind of place, with the highest marking that members are shown there. */
const places = [
  { place: 'the terminal', id: terminal, ceiling: 'SBU', audience: 'members', isOpen: true },
  { place: 'a direct message', id: 'D1', ceiling: 'SBU', audience: 'members', isOpen: true },
  { place: 'a public channel', id: 'C1', ceiling: 'U', audience: 'members', isOpen: true },
  { place: 'a private channel, raised', id: 'G1', ceiling: 'SBU', audience: 'members', isOpen: true },
  { place: 'a shared channel, raised', id: 'C2', ceiling: 'U', audience: 'shared', isOpen: false },
  { place: 'a shared channel, allowed', id: 'C3', ceiling: 'U', audience: 'shared', isOpen: true },
  { place: 'a direct message of others', id: 'D2', ceiling: 'U', audience: 'unseen', isOpen: false },
  { place: 'a private channel without the app', id: 'G2', ceiling: 'U', audience: 'unseen', isOpen: false },
] as const

/** Why nothing is recorded from a place, and what mends it. */
const closedWords = {
  shared: /shared with another organisation, or[\s\S]*Administrators: @ada/,
  unseen: /is not in this channel[\s\S]*\/invite @attache|not the one between you and Attaché/,
}
const anyClosed = /Nothing is recorded from here/

/** What each line of each command takes. */
const lines: readonly [line: string, needed: Role][] = [
  ['/benchmark peru 2005', 'reader'],
  ['/benchmark PE-IL-3 assign @ana', 'reporter'],
  ['/benchmark accept F-1', 'reviewer'],
  ['/article 3.1(a)', 'reader'],
  ['/ask when is the report card due', 'reader'],
  ['/reportcard peru 2005', 'reader'],
  ['/draft releases peru', 'reader'],
  ['/draft non-paper peru', 'reporter'],
  ['/draft release non-paper peru FY2010 as of 2009-04-06 0000000000000000', 'reviewer'],
  ['/reportcard frozen peru', 'reader'],
  ['/reportcard peru 2005 freeze', 'reporter'],
  ['/deadline', 'reader'],
  ['/deadline history report-card', 'reader'],
  ['/deadline assign report-card @ana', 'reporter'],
  ['/log help', 'reader'],
  ['/log show L-1', 'reader'],
  ['/log list peru', 'reader'],
  ['/log', 'reporter'],
  ['/log seizure 5 kg heroin at Paita mark U', 'reporter'],
  ['/log seizure 6 kg heroin at Paita mark SBU', 'reporter'],
  ['/log void L-1 because zebra', 'reporter'],
  ['/log accept L-1', 'reviewer'],
  ['/log return L-1 because weight', 'reviewer'],
  ['/source', 'reader'],
  ['/source review 09 STATE 32018', 'reporter'],
  ['/source retire 09 STATE 32018 because old', 'administrator'],
  ['/watch preview', 'reader'],
  ['/watch peru', 'reporter'],
  ['/attache status', 'reader'],
  ['/attache feedback', 'reviewer'],
  ['/attache roles', 'reader'],
  ['/attache audit', 'administrator'],
  ['/attache log seizure 5 kg heroin at Paita mark U', 'reporter'],
  ['/attache lock FY2007 peru', 'reviewer'],
  ['/attache unlock FY2007 peru because early', 'administrator'],
  ['/attache roles take @nobody because left', 'administrator'],
  ['/share 2009-04-06T14:00:00.000Z benchmark peru 2005', 'reader'],
  ['/watch ceiling U', 'administrator'],
  ['/watch recording off', 'administrator'],
]

async function filledDesk(): Promise<Desk> {
  const desk = await openDesk({
    isGuest: async (member) => outsiders.includes(member),
    audience: async (channel) => places.find(({ id }) => id === channel)?.audience ?? 'members',
  })
  const [by, at] = ['ada', start]
  for (const [member, role] of [
    ['rea', 'reader'],
    ['gus', 'reporter'],
  ] as const)
    await addRoleTurn(desk.db, { member, role, version: 1, changedBy: by, changedAt: at, reason: 'asked' })
  await keepWatchSettings(desk.db, 'G1', { ceiling: 'SBU' }, by, at)
  await keepWatchSettings(desk.db, 'G2', { ceiling: 'SBU' }, by, at)
  await keepWatchSettings(desk.db, 'C2', { ceiling: 'SBU' }, by, at)
  await keepWatchSettings(desk.db, 'C3', { ceiling: 'SBU', recording: 'on' }, by, at)
  await type(desk, '/log seizure 7 kg heroin at Callao note zebra', { member: 'olga' })
  return desk
}

/** Rows written by this connection so far. */
async function changes({ db }: Desk): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT total_changes() AS n`.execute(db)
  return rows[0]?.n ?? 0
}

const who = Object.entries(people)

it.each(places)(
  'in $place everybody may do what their role takes, sees what the place may show, and no more',
  async ({ id, ceiling, audience, isOpen }) => {
    const desk = await filledDesk()
    for (const [member, role] of who) {
      // Nobody from outside sits at the terminal.
      if (id === terminal && outsiders.includes(member)) continue
      const seen = outsiders.includes(member) ? 'U' : ceiling
      for (const [line, needed] of lines) {
        const before = await changes(desk)
        const call = readLine(line, { member, channel: id })
        const reply = await handle(call, await makeContext(desk, call, start))
        const text = renderPlainText(reply)
        const lacks = !isAtLeast(role, needed)
        const isClosed = !isOpen && (needed === 'reporter' || needed === 'reviewer')
        expect([
          member,
          line,
          text.includes('That takes a'),
          anyClosed.test(text),
          isWithin(reply.marking, seen),
        ]).toEqual([member, line, lacks, isClosed && !lacks, true])
        if (lacks || isClosed) expect([member, line, reply.refused]).toEqual([member, line, true])
        if (lacks) expect(text).toContain('Administrators: @ada')
        else if (isClosed) expect(text).toMatch(closedWords[audience])
        // A question that was answered is kept, for those who say what they think of the answer; a share is an act.
        if (lacks || isClosed || (needed === 'reader' && !/^.(?:ask|share)/.test(line)))
          expect([member, line, await changes(desk)]).toEqual([member, line, before])
        // What is typed is shown again; what is held is not.
        if (seen === 'U') expect(text.replaceAll(line, '')).not.toMatch(/zebra|8,000/)
        if (needed === 'reader' && /show L-1|peru 2005/.test(line))
          expect([member, line, /withheld \(SBU\)/.test(text)]).toEqual([member, line, seen === 'U'])
      }
      expect(audience !== 'members' && seen === 'SBU').toBe(false)
    }
  },
)

it('has lines of every command that takes more than a reader in its table', () => {
  const covered = lines.map(([line]) => line)
  for (const { name, needs } of commands) {
    if (!needs) continue
    const here = covered.filter((line) => line.startsWith(`/${name} `) || line === `/${name}`)
    expect(here.length, name).toBeGreaterThan(2)
  }
})

describe('a role that is taken', () => {
  const fields = { kind: 'seizure cocaine', quantity: '5 kg', place: 'Callao' }
  const send = async (desk: Desk) => {
    const call: Call = { command: 'log', text: '', member: 'ana', channel: terminal, fields, key: 'form/V1' }
    return handle(call, await makeContext(desk, call, start))
  }

  it('refuses a form that was open, by its first field, so that what was filled in stays', async () => {
    const desk = await openDesk()
    const form = await type(desk, '/log')
    expect(form.parts[0]?.part).toBe('form')
    await type(desk, '/attache roles give @ana reader because she left', { member: 'ada' })
    const refused = await send(desk)
    expect(refused).toMatchObject({
      refused: true,
      errors: { kind: expect.stringMatching(/^That takes a reporter, and you are a reader/) },
    })
    await type(desk, '/attache roles take @ana because she is back', { member: 'ada' })
    expect(renderPlainText(await send(desk))).toContain('Recorded L-1')
  })
})

it('keeps an act of each answer that is shared and of each file that is handed out', async () => {
  const desk = await openDesk()
  await type(desk, '/deadline export')
  await type(desk, `/share ${start} ask when is the report card due`)
  expect((await listActs(desk.db, {}, 9)).map(({ act, about, detail }) => [act, about, detail])).toEqual([
    ['shared', '/ask', undefined],
    ['exported', 'deadlines.ics', undefined],
    ['followed', 'PE', undefined],
  ])
})

describe('/attache roles', () => {
  const told = async (desk: Desk, line: string, member = 'ada') =>
    renderPlainText(await type(desk, line, { member }))

  it('gives and takes, each with who and why, and keeps every turn', async () => {
    const desk = await openDesk()
    expect(await told(desk, '/attache roles', 'ana')).toMatch(
      /- @ada · administrator · by the settings\n- @rui · reviewer · by the settings[\s\S]*Everybody else is a reporter/,
    )
    await told(desk, '/attache roles give <@ben|ben> as a reviewer because Rui travels')
    expect(await told(desk, '/attache roles give @ben reviewer because again')).toContain('already')
    expect(await told(desk, '/attache roles')).toContain(
      '- @ben · reviewer · given by @ada on 6 Apr 2009, because Rui travels',
    )
    await told(desk, '/attache roles give ben administrator because Ada travels')
    await told(desk, '/attache roles take @ada because I can', 'ben')
    await told(desk, '/attache roles take @ben because Ada is back')
    expect(await told(desk, '/attache roles')).not.toContain('@ben')
    const turns = await desk.db.selectFrom('roles').select(['member', 'version', 'role']).execute()
    expect(turns).toEqual([
      { member: 'ben', version: 1, role: 'reviewer' },
      { member: 'ben', version: 2, role: 'administrator' },
      { member: 'ben', version: 3, role: null },
    ])
  })

  it.each([
    ['/attache roles give @ben', /Say which role; there are reader, reporter, reviewer, administrator/],
    ['/attache roles give @ben reviewr because x', /"reviewr" is no role/],
    ['/attache roles give @ben reviewer', /Say why/],
    ['/attache roles give @ben reviewer because (SBU) zebra', /say it without markings/],
    ['/attache roles give two words reviewer because x', /is no role/],
    ['/attache roles take', /Name a person/],
    ['/attache roles take @ada because x', /@ada is an administrator by the settings/],
    ['/attache roles give @rui reader because x', /@rui is a reviewer by the settings/],
    ['/attache roles grant @ben reviewer because x', /has no "grant"/],
  ])('refuses %s', async (line, why) => {
    const desk = await openDesk()
    const text = await told(desk, line)
    expect(text).toMatch(why)
    expect(text).not.toContain('zebra')
    expect(await desk.db.selectFrom('roles').selectAll().execute()).toEqual([])
  })

  it('makes readers of all whom nobody named, where the settings say so', async () => {
    const desk = await openDesk({ appointed: { administrator: [], reviewer: ['rui'], member: 'reader' } })
    const line = '/log seizure 5 kg cocaine at Callao'
    expect(await told(desk, line, 'ana')).toMatch(/That takes a reporter[\s\S]*ATTACHE_ADMINS/)
    expect(await told(desk, line, 'rui')).toContain('Recorded L-1')
  })
})

describe('of whom Slack is asked', () => {
  const asking = async (ceiling: Marking, line: string, channel: string) => {
    const asked: string[] = []
    const note =
      <T>(answer: T) =>
      async (id: string) => {
        asked.push(id)
        return answer
      }
    const desk = await openDesk({ ceiling, isGuest: note(false), audience: note('members' as const) })
    await type(desk, line, { channel, member: 'maria' })
    return [...new Set(asked)].sort()
  }

  it.each([
    ['U', '/benchmark PE-CC-1', 'DMARIA', []],
    ['U', '/deadline', 'CLIMA', []],
    ['SBU', '/deadline', 'CLIMA', []],
    ['SBU', '/benchmark PE-CC-1', 'DMARIA', ['DMARIA', 'maria']],
    ['U', '/log seizure 250 kg cocaine at Callao', 'DMARIA', ['DMARIA', 'maria']],
    ['U', '/log seizure 250 kg cocaine at Callao', 'CLIMA', ['CLIMA', 'maria']],
  ] as const)('at ceiling %s, %s in %s: %j', async (ceiling, line, channel, asked) =>
    expect(await asking(ceiling, line, channel)).toEqual(asked),
  )
})

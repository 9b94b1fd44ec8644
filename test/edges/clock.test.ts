import { describe, expect, it } from 'vitest'
import { type Desk, terminal } from '../../src/commands/context.ts'
import type { Instant } from '../../src/domain/date.ts'
import { tick } from '../../src/edges/clock.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import type { Said, Voice } from '../../src/edges/voice.ts'
import { claimedKeys, listDoubtful, type Outgoing } from '../../src/store/outbox.ts'
import { keepWatchSettings } from '../../src/store/watch-settings.ts'
import { openDesk, type } from '../desk.ts'
import { at } from '../domain/nudges-2009.ts'

/** A voice that remembers what it said, and is answered as the test has it. */
function makeVoice(
  answer: (outgoing: Outgoing, count: number) => Said = (_, count) => ({ posted: `${count}` }),
) {
  const said: Outgoing[] = []
  const replaced: { posted: string; body: string }[] = []
  const voice: Voice = {
    render: renderPlainText,
    async say(outgoing) {
      said.push(outgoing)
      return answer(outgoing, said.length)
    },
    find: async () => undefined,
    async replace({ body }, posted) {
      replaced.push({ posted, body })
      return { posted }
    },
    link: (recipient, posted) => `https://example.org/${recipient}/${posted}`,
  }
  return { said, replaced, voice }
}

const to = (said: readonly Outgoing[], recipient: string) =>
  said.filter((outgoing) => outgoing.recipient === recipient).map(({ body }) => body)

async function assign(desk: Desk, who: string, now: Instant = at('2009-04-06')): Promise<void> {
  await type(desk, `/deadline assign reply ${who}`, { now })
}

describe('a nudge', () => {
  it('tells of the latest entry that its channel may see, however many are above it', async () => {
    const desk = await openDesk()
    await type(desk, '/watch peru', { channel: 'C-open' })
    await type(desk, '/log seizure 7 kg cocaine at Callao src 09 LIMA 1', { channel: 'C-open' })
    for (let size = 1; size <= 21; size++)
      await type(desk, `/log seizure ${size} kg heroin at Callao src 09 LIMA 2`)
    const { said, voice } = makeVoice()
    await tick(desk, voice, at('2009-04-06', '09:01'))
    expect(to(said, 'C-open').join()).toContain('Last logged: L-1, seizure 7 kg cocaine')
  })

  it('offers no snooze from two days before in the zone of its channel, though elsewhere it is the day before', async () => {
    const desk = await openDesk()
    await type(desk, '/watch peru', { channel: 'C-east' })
    await keepWatchSettings(desk.db, 'C-east', { zone: 'Pacific/Auckland' }, 'ana', at('2009-04-06'))
    const { said, voice } = makeVoice()
    // 09:01 on Wednesday 22 April in Auckland, for a deadline of Saturday 25: three days, then Thursday and two.
    await tick(desk, voice, '2009-04-21T21:01:00.000Z')
    await type(desk, '/deadline snooze reply 1 day', { channel: 'C-east', now: '2009-04-21T21:02:00.000Z' })
    await tick(desk, voice, '2009-04-22T21:01:00.000Z')
    const [, , ...last] = to(said, 'C-east')
    expect(last.join()).toContain('as snoozed')
    expect(last.join()).not.toContain('Snooze a Day')
  })
})

describe('nudges of one moment in one channel', () => {
  it('say of each who validates it', async () => {
    const desk = await openDesk()
    await assign(desk, '@rui as validator')
    await type(desk, '/deadline add figures on 28 Apr 2009 for peru')
    const { said, voice } = makeVoice()
    await tick(desk, voice, at('2009-04-27', '09:01'))
    await tick(desk, voice, at('2009-04-28', '09:01'))
    const [body] = to(said, terminal).slice(-1)
    expect(body).toContain('2 deadlines')
    expect(body).toMatch(/- 3 days overdue.* · The validator is told too: @rui\.\n/)
  })

  it('are one message, whose fate is that of all of them', async () => {
    const desk = await openDesk()
    const { said, voice } = makeVoice()
    await tick(desk, voice, at('2009-04-17', '09:01'))
    expect(said).toHaveLength(2)
    expect(said[0]?.body).toMatch(/2 deadlines[\s\S]*8 days left[\s\S]*Opens in 45 days/)
    expect(said[1]?.body).toContain('This week')
    const keys = await claimedKeys(desk.db, terminal)
    expect(keys).toContain('nudge/reply/7/terminal')
    expect(keys).toContain('nudge/report-card/45/terminal')
    await tick(desk, voice, at('2009-04-17', '09:02'))
    expect(said).toHaveLength(2)
  })

  it('are doubtful together where nobody can tell, and said again by nobody', async () => {
    const desk = await openDesk()
    const { said, voice } = makeVoice(() => ({ unknown: 'no answer' }))
    await tick(desk, voice, at('2009-04-17', '09:01'))
    await tick(desk, voice, at('2009-04-17', '09:05'))
    expect(await listDoubtful(desk.db, terminal)).toEqual(
      expect.arrayContaining(['nudge/reply/7/terminal', 'nudge/report-card/45/terminal']),
    )
    expect(said).toHaveLength(2)
  })

  it('are planned anew together where they were certainly not said', async () => {
    const desk = await openDesk()
    let busy = true
    const { said, voice } = makeVoice(() => (busy ? { later: at('2009-04-17', '09:02') } : { posted: '1' }))
    await tick(desk, voice, at('2009-04-17', '09:01'))
    busy = false
    await tick(desk, voice, at('2009-04-17', '09:03'))
    await tick(desk, voice, at('2009-04-17', '09:04'))
    expect(said.filter(({ body }) => body.includes('2 deadlines'))).toHaveLength(2)
    const rows = await desk.db
      .selectFrom('outbox')
      .select('state')
      .where('key', 'like', '%/terminal')
      .execute()
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['sent', 'superseded']))
  })

  it('link to the one before', async () => {
    const desk = await openDesk()
    const { said, voice } = makeVoice()
    await tick(desk, voice, at('2009-04-06'))
    await tick(desk, voice, at('2009-04-08'))
    expect(to(said, terminal).at(-1)).toMatch(/nudged Mon 6 Apr 2009 \(https:\/\/example\.org\/terminal\/1\)/)
  })
})

describe('an owner', () => {
  it('is told directly from three days before on, once, in however many channels', async () => {
    const desk = await openDesk()
    await type(desk, '/watch peru', { channel: 'C-two' })
    await assign(desk, '@ana')
    const { said, voice } = makeVoice()
    for (const day of ['2009-04-17', '2009-04-20', '2009-04-21']) await tick(desk, voice, at(day))
    expect(to(said, 'ana')).toEqual([])
    for (const day of ['2009-04-22', '2009-04-23', '2009-04-24', '2009-04-27'])
      await tick(desk, voice, at(day))
    expect(to(said, 'ana').map((body) => /: (.*)\n/.exec(body)?.[1])).toEqual([
      '3 days left',
      '1 day left, today is the last working day',
      '2 days overdue',
    ])
    expect(to(said, 'C-two').length).toBeGreaterThan(3)
  })

  it('who was named since is told in place of the one before', async () => {
    const desk = await openDesk()
    await assign(desk, '@ana')
    const { said, voice } = makeVoice()
    await tick(desk, voice, at('2009-04-22'))
    await assign(desk, '@bob', at('2009-04-22', '12:00'))
    await tick(desk, voice, at('2009-04-24'))
    expect(to(said, 'ana')).toHaveLength(1)
    expect(to(said, 'bob')).toHaveLength(1)
  })

  it('who left is named in the channel as not reached, and nothing is lost', async () => {
    const desk = await openDesk()
    await assign(desk, '@gone')
    const { said, voice } = makeVoice(({ recipient }, count) =>
      recipient === 'gone' ? { refused: 'account_inactive' } : { posted: `${count}` },
    )
    await tick(desk, voice, at('2009-04-22'))
    await tick(desk, voice, at('2009-04-24'))
    expect(to(said, terminal).at(-1)).toContain('@gone could not be told directly (account_inactive)')
  })

  it('who is no longer a member is not written to; each nudge says so and asks for another', async () => {
    const desk = await openDesk({ hasLeft: async (member) => member === 'Ugone' })
    await assign(desk, '@Ugone')
    const { said, voice } = makeVoice()
    for (const day of ['2009-04-08', '2009-04-17', '2009-04-24']) await tick(desk, voice, at(day))
    expect(to(said, 'Ugone')).toEqual([])
    const [first, both, last] = to(said, terminal).filter((body) => !body.includes('This week'))
    for (const body of [first, last]) {
      expect(body).toContain('Owner: @Ugone. @Ugone has left the workspace: who takes it over?')
      expect(body).toContain('I Own It: /deadline assign reply me')
    }
    expect(both).toContain('owner: @Ugone (has left)')
    await assign(desk, '@ana', at('2009-04-24', '10:00'))
    await tick(desk, voice, at('2009-04-27'))
    expect(to(said, 'ana')).toHaveLength(1)
    expect(to(said, terminal).join().split('has left').length).toBe(4)
  })

  it('is not told of what a direct message may not show', async () => {
    const desk = await openDesk({ isGuest: async (member) => member === 'Uguest' })
    await type(desk, '/deadline add "Clear the card" on 24 Apr 2009 owner @Uguest', { now: at('2009-04-06') })
    const { said, voice } = makeVoice()
    await tick(desk, voice, at('2009-04-24'))
    expect(to(said, 'Uguest')).toEqual([])
    expect(to(said, terminal).join()).toContain('Clear the card')
  })

  it('that nobody is, is what the nudge says', async () => {
    const desk = await openDesk()
    const { said, voice } = makeVoice()
    for (const day of ['2009-04-17', '2009-04-22']) await tick(desk, voice, at(day))
    expect(to(said, terminal).join()).toContain('Owner: nobody is named.')
  })
})

describe('a validator', () => {
  it('is announced before, and told of the second overdue day', async () => {
    const desk = await openDesk()
    await assign(desk, '@rui as validator')
    const { said, voice } = makeVoice()
    await tick(desk, voice, at('2009-04-24'))
    expect(to(said, terminal).join()).toContain('the validator is told on Tue 28 Apr 2009: @rui.')
    await tick(desk, voice, at('2009-04-27'))
    expect(to(said, 'rui')).toEqual([])
    await tick(desk, voice, at('2009-04-28'))
    expect(to(said, 'rui')).toHaveLength(1)
  })
})

describe('what was said of a deadline', () => {
  it('stops its nudges once validated, and says so while evidence waits', async () => {
    const desk = await openDesk()
    const { said, voice } = makeVoice()
    await type(desk, '/deadline done reply 09 LIMA 531', { now: at('2009-04-16') })
    for (const day of ['2009-04-17', '2009-04-22']) await tick(desk, voice, at(day))
    expect(to(said, terminal).join()).toContain(
      'Evidence is linked: 09 LIMA 531, by @ana; waits to be validated',
    )
    await type(desk, '/deadline validate reply', { member: 'rui', now: at('2009-04-23') })
    const before = said.length
    await tick(desk, voice, at('2009-04-24'))
    expect(said.slice(before).filter(({ key }) => key.includes('/reply/'))).toEqual([])
  })

  it('may be met by what was logged: the nudge names it, and Done links it', async () => {
    const desk = await openDesk()
    const { said, voice } = makeVoice()
    const log = (line: string, day: string) =>
      type(desk, `/log engagement ${line} src 09 LIMA 520 mark U`, { now: at(day, '10:00') })
    await log('delivered to the foreign ministry on 3 Apr 2009', '2009-04-06')
    await log('reply of the foreign ministry on 15 Mar 2009', '2009-04-06')
    for (const day of ['2009-04-08', '2009-04-17']) await tick(desk, voice, at(day))
    await log('reply of the foreign ministry on 20 Apr 2009', '2009-04-21')
    for (const day of ['2009-04-22', '2009-04-24']) await tick(desk, voice, at(day))
    const [before, , named] = to(said, terminal).filter((body) => !body.includes('This week'))
    expect(before).toContain('Missing: evidence that it is done. Last logged: L-2')
    expect(named).toContain('3 days left, perhaps done')
    expect(named).toContain(
      'L-3 may show it done: engagement reply foreign ministry on 20 Apr 2009, by @ana (looked for from 2 Apr 2009 on; our reading of what would show it). If so, Done links it as evidence; until then nudges go on.',
    )
    expect(named).toContain('Done: /deadline done reply L-3')
    expect(named).not.toContain('Missing')
    const answer = await type(desk, '/deadline done reply L-3', { now: at('2009-04-24', '10:00') })
    expect(renderPlainText(answer)).toContain('evidence linked, L-3')
    await type(desk, '/deadline return reply because it answers two of five', {
      member: 'rui',
      now: at('2009-04-24', '11:00'),
    })
    await tick(desk, voice, at('2009-04-27'))
    expect(to(said, terminal).at(-2)).toContain('Missing: evidence that it is done. Last logged: L-3')
  })

  it('is looked for by the kind that a person names, and of a rule since the last time', async () => {
    const desk = await openDesk()
    const { said, voice } = makeVoice()
    const add = (clause: string) =>
      type(desk, `/deadline add "Demand report" every month on the 8th for peru mark U shown by ${clause}`)
    expect(renderPlainText(await add('paperwork'))).toContain('"paperwork" is no kind of entry')
    expect(renderPlainText(await add('engagement smoke'))).toContain('there are delivered, reply, views')
    await add('demand reduction campaign')
    await type(desk, '/log demand reduction campaign in schools on 7 Apr 2009 mark U', {
      now: at('2009-04-07'),
    })
    await tick(desk, voice, at('2009-04-08'))
    expect(to(said, terminal)[0]).toMatch(/Demand report · .* · L-1 may show it done/)
    await tick(desk, voice, at('2009-05-07'))
    expect(to(said, terminal).join()).not.toMatch(/1 day left[\s\S]*L-1 may show/)
  })

  it('fits the screen of a telephone', async () => {
    const desk = await openDesk()
    const { said, voice } = makeVoice()
    for (const day of ['2009-04-06', '2009-04-24', '2009-04-28']) await tick(desk, voice, at(day))
    for (const { body } of said.filter(({ key }) => key.includes('reply'))) {
      const words = body.split('\n').filter((line) => !/: \/deadline /.test(line))
      expect(words.join('\n').length).toBeLessThan(620)
    }
  })
})

describe('an outcome', () => {
  const validate = async (desk: Desk, id: string, day: string) => {
    await type(desk, `/deadline done ${id} 09 LIMA 531`, { now: at(day, '10:00') })
    await type(desk, `/deadline validate ${id}`, { member: 'rui', now: at(day, '10:01') })
  }

  it('takes the place of the last nudge said of it, once', async () => {
    const desk = await openDesk()
    const { replaced, voice } = makeVoice()
    for (const day of ['2009-04-06', '2009-04-08']) await tick(desk, voice, at(day))
    await type(desk, '/deadline done reply 09 LIMA 531', { now: at('2009-04-08', '10:00') })
    await tick(desk, voice, at('2009-04-08', '10:01'))
    expect(replaced).toEqual([])
    await type(desk, '/deadline validate reply', { member: 'rui', now: at('2009-04-08', '10:02') })
    for (const time of ['10:03', '10:04']) await tick(desk, voice, at('2009-04-08', time))
    expect(replaced).toEqual([
      {
        posted: '2',
        body: "[U] Done: Report the Government of Peru's responses to the benchmarks, due Sat 25 Apr 2009. Evidence: 09 LIMA 531, by @ana, validated by @rui. 09 STATE 32018 ¶9(A) (printed 19)",
      },
    ])
  })

  it('leaves the lines of the others in a message that said several', async () => {
    const desk = await openDesk()
    const { replaced, voice } = makeVoice()
    await tick(desk, voice, at('2009-04-17'))
    await validate(desk, 'reply', '2009-04-17')
    await tick(desk, voice, at('2009-04-17', '10:03'))
    await validate(desk, 'report-card', '2009-04-17')
    await tick(desk, voice, at('2009-04-17', '10:05'))
    expect(
      replaced.map(({ body }) => [...body.matchAll(/(Done|Open): R/g)].map(([, state]) => state)),
    ).toEqual([
      ['Done', 'Open'],
      ['Done', 'Done'],
    ])
  })

  it('that could not be put there yet is put there later', async () => {
    const desk = await openDesk()
    const { replaced, voice } = makeVoice()
    await tick(desk, voice, at('2009-04-08'))
    await validate(desk, 'reply', '2009-04-08')
    const busy: Voice = { ...voice, replace: async () => ({ later: at('2009-04-08', '10:10') }) }
    await tick(desk, busy, at('2009-04-08', '10:03'))
    await tick(desk, voice, at('2009-04-08', '10:04'))
    expect(replaced).toHaveLength(1)
  })
})

describe('a clock that runs a year ahead and is set right', () => {
  it('posts nothing twice, tells the rest of the season in its time, and the digest each week', async () => {
    const desk = await openDesk()
    const { said, voice } = makeVoice()
    for (const day of ['2009-04-06', '2009-04-08', '2010-04-08', '2009-04-09', '2009-04-13']) {
      await tick(desk, voice, at(day))
      await tick(desk, voice, at(day, '09:01'))
    }
    for (const day of ['2009-04-17', '2009-04-20', '2009-04-22']) await tick(desk, voice, at(day))
    await type(desk, '/deadline done reply 09 LIMA 531', { now: at('2009-04-22') })
    await type(desk, '/deadline validate reply', { member: 'rui', now: at('2009-04-22', '10:00') })
    for (const day of ['2009-04-24', '2009-04-27', '2009-05-18']) await tick(desk, voice, at(day))
    const keys = said.map(({ key }) => key.replace(/^nudge\/(.*)\/terminal$/, '$1'))
    expect(new Set(keys).size).toBe(keys.length)
    const [before, jump, after] = [keys.slice(0, 2), keys.slice(2, 4), keys.slice(4)]
    expect(before).toEqual(['reply/notice', 'reply/14'])
    expect(jump[1]).toBe('digest/2010-04-05')
    expect(await claimedKeys(desk.db, terminal)).toContain('nudge/reply/overdue-6/terminal')
    expect(after.filter((key) => !key.startsWith('digest'))).toEqual(['reply/7', 'reply/3', 'report-card/14'])
    expect(after.filter((key) => key.startsWith('digest'))).toEqual(
      ['2009-04-13', '2009-04-20', '2009-04-27', '2009-05-18'].map((day) => `digest/${day}`),
    )
  })

  it('finds what was being said when it was set right', async () => {
    const desk = await openDesk()
    const { said, voice } = makeVoice(() => ({ unknown: 'no answer' }))
    await tick(desk, voice, at('2010-04-08'))
    const begun = said.length
    const looked: string[] = []
    const finding: Voice = {
      ...voice,
      find: async ({ key }) => {
        looked.push(key)
        return '1.2'
      },
    }
    await tick(desk, finding, at('2009-04-05'))
    expect(looked.sort()).toEqual(said.map(({ key }) => key).sort())
    expect(said).toHaveLength(begun)
  })

  it('stops the nudges of what was validated in that time', async () => {
    const desk = await openDesk()
    const { said, voice } = makeVoice()
    await type(desk, '/deadline done reply 09 LIMA 531', { now: at('2010-04-08') })
    await type(desk, '/deadline validate reply', { member: 'rui', now: at('2009-04-08') })
    for (const day of ['2009-04-17', '2009-04-22', '2009-04-27']) await tick(desk, voice, at(day))
    expect(said.filter(({ key }) => key.includes('/reply/'))).toEqual([])
  })
})

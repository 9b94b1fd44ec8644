import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { makeContext } from '../../src/commands/context.ts'
import { suggestPrompts } from '../../src/commands/conversation/prompts.ts'
import { followSubject, readSentence, type Subject } from '../../src/commands/conversation/subject.ts'
import { chooseTurn } from '../../src/commands/conversation/turn.ts'
import { handle, readSaid } from '../../src/commands/handle.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { keepConversation } from '../../src/store/conversations.ts'
import { addKeeping } from '../../src/store/keepings.ts'
import { openStore } from '../../src/store/open.ts'
import { openDesk, shippedKnowledge, start, type } from '../desk.ts'
import { temporaryFolder } from '../folder.ts'

const day = '2009-04-06'
const peru = {
  subject: { country: 'PE', cycle: 'FY2010', benchmark: 'PE-IL-3b' },
  via: 'benchmark',
  topic: 'interdiction',
} as const

describe('a sentence', () => {
  it.each<[string, Subject, string[]]>([
    ['and chemical control?', {}, ['chemical', 'control']],
    ["Peru's benchmarks", { country: 'PE' }, ['benchmarks']],
    ['and in 2005?', { cycle: '2005' }, []],
    ['in 2009?', {}, ['2009']],
    ['what is the baseline of pe-il-3B?', { country: 'PE', cycle: 'FY2010', benchmark: 'PE-IL-3b' }, []],
    ['what about Dominican Republic FY2010?', { country: 'DO', cycle: 'FY2010' }, []],
    ['why does the United States ask it?', {}, ['united', 'states', 'ask']],
    ['¿y en el Perú?', { country: 'PE' }, []],
  ])('%s', (text, names, words) => {
    expect(readSentence(text, shippedKnowledge(), day)).toMatchObject({ names, words })
  })

  it.each<[string, Subject]>([
    ['and chemical control?', { country: 'PE', cycle: 'FY2010' }],
    ['when is the report card due?', { country: 'PE' }],
    ['what is its target?', { country: 'PE', cycle: 'FY2010', benchmark: 'PE-IL-3b' }],
    ['and in 2005?', { country: 'PE' }],
    ['and Colombia?', {}],
    ['and PE-CC-1?', {}],
  ])('%s keeps of what was spoken of', (text, kept) => {
    const sentence = readSentence(text, shippedKnowledge(), day)
    expect(followSubject(sentence, peru.subject).kept).toEqual(kept)
  })

  it.each<[string, string]>([
    ['and chemical control?', 'benchmark peru FY2010 chemical control'],
    ['and in 2005?', 'benchmark peru 2005 interdiction'],
    ['and Colombia?', 'benchmark colombia interdiction'],
    ['what is its baseline?', 'ask FY2010/PE-IL-3b what is its baseline?'],
    ['what is due this week?', 'deadline peru'],
    ['what is due?', 'deadline peru'],
    ['when is it due?', 'ask FY2010/PE-IL-3b when is it due?'],
    ['how is Peru doing?', 'reportcard peru FY2010'],
    ['how is Colombia doing?', 'reportcard colombia'],
    ['report card?', 'reportcard peru'],
    ['when is the report card due?', 'ask when is the report card due?'],
    ['how is interdiction going?', 'benchmark peru interdiction'],
    ['PE-CC-1?', 'benchmark FY2010/PE-CC-1'],
    ['what is the baseline of PE-CC-2?', 'ask what is the baseline of PE-CC-2?'],
    ['what is waiting for review?', 'log list submitted'],
    ['why was L-12 returned?', 'log show L-12'],
    ['what waits for me?', 'attache home'],
    ['show me my last entries', 'log mine'],
    ['who signs the demarche?', 'ask who signs the demarche?'],
  ])('%s is answered by %s', (text, line) => {
    const knowledge = shippedKnowledge()
    const sentence = readSentence(text, knowledge, day)
    const turn = chooseTurn(text, sentence, followSubject(sentence, peru.subject).subject, peru, knowledge)
    expect(turn === 'which benchmark' ? turn : `${turn.command} ${turn.text}`).toBe(line)
  })
})

describe('a conversation', () => {
  const said = async (
    desk: Awaited<ReturnType<typeof openDesk>>,
    text: string,
    conversation: string,
    now = start,
  ) => {
    const call = readSaid(text, { member: 'ana', channel: conversation.split('/')[0] ?? '', conversation })
    return renderPlainText(await handle(call, await makeContext(desk, call, now)))
  }

  it('is apart from every other, outlives a restart, and is forgotten after a day', async () => {
    const path = join(temporaryFolder(), 'talk.sqlite')
    const store = openStore(path)
    const desk = await openDesk({ ceiling: 'U', db: store.db })
    await said(desk, 'benchmark PE-IL-3b', 'D1/1.2')
    expect(await said(desk, 'what is its target?', 'D1/1.3')).toContain('Of which benchmark?')
    await store.close()
    const again = openStore(path)
    onTestFinished(() => again.close())
    const later = { ...desk, db: again.db }
    const nextDay = '2009-04-07T13:59:59.000Z'
    expect(await said(later, 'what is its target?', 'D1/1.2', nextDay)).toContain(
      'Kept from before: Peru, FY2010, PE-IL-3b.',
    )
    expect(await said(later, 'what is its target?', 'D1/1.2', '2009-04-08T14:00:01.000Z')).toContain(
      'Of which benchmark?',
    )
  })

  it('keeps a bounded number of conversations, the latest', async () => {
    const { db } = await openDesk()
    const at = (n: number) => new Date(Date.parse(start) + n * 1_000).toISOString()
    await db.transaction().execute(async (trx) => {
      for (let n = 0; n < 2_003; n++)
        await trx
          .insertInto('conversations')
          .values({ name: `D${n}`, asked: '{}', said_at: at(n) })
          .execute()
    })
    await keepConversation(db, 'D9999', {}, at(3_000))
    const rows = await db.selectFrom('conversations').select('name').execute()
    expect(rows).toHaveLength(2_000)
    expect(rows.map(({ name }) => name)).toContain('D9999')
  })

  it('never logs by itself, and logs at one tap, by whoever said it, once', async () => {
    const desk = await openDesk()
    const offer = await type(desk, 'Police seized 250 kg of cocaine at Callao on 3 April')
    const draft = /log draft (D-\d+ take 1)/.exec(renderPlainText(offer))?.[1]
    expect(renderPlainText(await type(desk, '/log mine'))).toContain('nothing yet')
    expect(renderPlainText(await type(desk, `/log draft ${draft}`, { member: 'eve' }))).toContain(
      "is somebody else's",
    )
    // The button of yesterday: the day it tells of is the day it was said on.
    const late = await type(desk, `/log draft ${draft}`, { now: '2009-04-07T14:00:00.000Z' })
    expect(renderPlainText(late)).toContain('seizure 250 kg cocaine at Callao on 3 Apr 2009')
    expect(renderPlainText(await type(desk, `/log draft ${draft}`))).toContain('That is done already')
  })

  it.each(['PNP seized 250 kg of cocaine (S//NF)', 'what is (S//NF) about?', 'SECRET//NOFORN'])(
    'refuses and keeps nothing of %s',
    async (text) => {
      const desk = await openDesk()
      expect((await type(desk, text)).refused).toBe(true)
      for (const table of ['conversations', 'answers', 'drafts'] as const)
        expect(await desk.db.selectFrom(table).selectAll().execute()).toEqual([])
    },
  )

  it('takes the country spoken of before where nothing else says whose it is, and says so', async () => {
    const desk = await openDesk()
    const say = async (text: string) => {
      const call = readSaid(text, { member: 'ana', channel: 'D1', conversation: 'D1' })
      return renderPlainText(await handle(call, await makeContext(desk, call, start)))
    }
    expect(await say('police seized 250 kg of cocaine')).toContain('Whose is it?')
    await say('how is Peru doing?')
    const offer = await say('police seized 250 kg of cocaine')
    expect(offer).toMatch(/250 kg cocaine.* \(Peru\)[\s\S]*Kept from before: Peru\./)
    const logged = await type(desk, `/${/log draft D-\d+ take 1/.exec(offer)?.[0]}`, { channel: 'D1' })
    expect(renderPlainText(logged)).toMatch(/Recorded L-1[\s\S]*Country: Peru/)
    // What it names itself comes first, and what it tells of a country that nobody follows is no longer Peru's.
    expect(await say('police seized 31 kg of cocaine in Colombia')).toContain('(Colombia)')
    expect(await say('police seized 32 kg of cocaine in Spain')).not.toContain('(Peru)')
  })

  it('reads what tells an event and ends with a question mark as a question', async () => {
    const desk = await openDesk()
    const reply = renderPlainText(await type(desk, 'Police seized 250 kg of cocaine at Callao on 3 April?'))
    expect(reply).not.toContain('reads as an entry')
  })

  it('logs what a thread begins with when it is told to log this', async () => {
    const desk = await openDesk()
    const evidence = {
      text: 'Police seized 91 kg of cocaine at Callao',
      permalink: 'https://x.test/p1',
      channel: 'C1',
      ts: '1239000000.000001',
    }
    const call = { ...readSaid('log this', { member: 'ana', channel: 'C1', conversation: 'C1/1' }), evidence }
    const offer = renderPlainText(await handle(call, await makeContext(desk, call, start)))
    expect(offer).toContain('seizure 91 kg cocaine at Callao')
    const shown = await type(desk, `/${/log draft D-\d+ take 1/.exec(offer)?.[0]}`, { channel: 'C1' })
    expect(renderPlainText(shown)).toContain('Kept as evidence: the message')
    const alone = { ...call, evidence: { ...evidence, isAlone: true as const } }
    expect(renderPlainText(await handle(alone, await makeContext(desk, alone, start)))).toContain(
      'history scope',
    )
  })

  it('offers prompts of which each, said as it stands, is answered as its line is', async () => {
    const desk = await openDesk()
    await type(desk, '/log seizure 250 kg cocaine at Callao')
    await type(desk, '/log return L-1 because the weight is missing', { member: 'rui' })
    for (const member of ['ana', 'rui']) {
      const from = { member, channel: 'terminal' }
      const prompts = await suggestPrompts(from, await makeContext(desk, from, start))
      expect(prompts.length).toBe(4)
      for (const { title, call } of prompts) {
        expect(title.length).toBeLessThanOrEqual(75)
        const [asked, typed] = [await type(desk, title, { member }), await type(desk, `/${call}`, { member })]
        expect(asked.parts[0], title).toEqual(typed.parts[0])
      }
    }
  })

  it.each([
    ['what is the target of PE-IL-3b?', 'What is FY2010/PE-IL-3b?'],
    ['PE-IL-3b?', 'What is the target of FY2010/PE-IL-3b?'],
    ['how is Peru doing?', "What are Peru's benchmarks?"],
    ['what is due in Peru?', 'How is Peru doing?'],
  ])('offers what goes on from "%s" first', async (said, first) => {
    const desk = await openDesk()
    await type(desk, said)
    const from = { member: 'ana', channel: 'terminal', conversation: 'terminal' }
    const prompts = await suggestPrompts(from, await makeContext(desk, from, start))
    expect(prompts.map(({ title }) => title)[0]).toBe(first)
    expect(new Set(prompts.map(({ title }) => title)).size).toBe(4)
    for (const { title, call } of prompts) {
      const again = await openDesk()
      await type(again, said)
      const asked = await type(again, title)
      expect(asked.parts[0], title).toEqual((await type(await openDesk(), `/${call}`)).parts[0])
    }
  })
})

describe('feedback', () => {
  const question = '/ask when is the report card due?'

  it('is kept with the question and what was cited, for reviewers, until it is closed', async () => {
    const desk = await openDesk()
    await type(desk, question)
    expect(renderPlainText(await type(desk, '/attache feedback Q-1 wrong'))).toContain('noted as wrong')
    await type(desk, '/attache feedback Q-1 wrong because it is a window')
    await type(desk, '/attache feedback Q-1 helpful', { member: 'eve' })
    expect(renderPlainText(await type(desk, '/attache feedback'))).toContain('That takes a reviewer')
    const list = renderPlainText(await type(desk, '/attache feedback', { member: 'rui' }))
    expect(list).toContain('1 wrong, 1 helpful.')
    expect(list).toContain('Q-1 wrong (U) "when is the report card due?", because it is a window · by @ana')
    expect(list).toContain('09 STATE 32018')
    expect((await type(desk, '/attache feedback Q-1 reviewed')).refused).toBe(true)
    await type(desk, '/attache feedback Q-1 reviewed', { member: 'rui' })
    expect(renderPlainText(await type(desk, '/attache feedback', { member: 'rui' }))).toContain(
      'Nothing waits',
    )
  })

  it('says of a source retired since that it was', async () => {
    const desk = await openDesk()
    await type(desk, question)
    const retired = { state: 'retired', changedBy: 'ada', changedAt: '2009-04-07T14:00:00.000Z' } as const
    await addKeeping(desk.db, { source: '09 STATE 32018', version: 1, ...retired })
    const told = renderPlainText(
      await type(desk, '/attache feedback Q-1 helpful', { now: '2009-04-08T14:00:00.000Z' }),
    )
    expect(told).toContain('Its source 09 STATE 32018 was retired on 7 Apr 2009, after the answer was given')
  })

  it('of an answer that is forgotten, or above the ceiling, keeps nothing; a number is never given twice', async () => {
    const desk = await openDesk()
    await type(desk, question)
    const later = { now: '2009-05-20T14:00:00.000Z' }
    await type(desk, question, later)
    await type(desk, question, later)
    expect(renderPlainText(await type(desk, '/attache feedback Q-1 wrong', later))).toContain('is not kept')
    expect(renderPlainText(await type(desk, '/attache feedback Q-3 wrong', later))).toContain(
      'noted as wrong',
    )
    await type(desk, '/ask what is the coca target of 2005', later)
    const low = { ...desk, ceiling: 'U' as const }
    expect((await type(low, '/attache feedback Q-4 wrong', later)).refused).toBe(true)
    expect((await type(low, '/attache feedback nonsense')).refused).toBe(true)
  })

  it('pressed twice is kept once', async () => {
    const desk = await openDesk()
    await type(desk, question)
    await type(desk, '/attache feedback Q-1 helpful')
    expect(renderPlainText(await type(desk, '/attache feedback Q-1 helpful'))).toContain('already')
    expect(await desk.db.selectFrom('feedback').selectAll().execute()).toHaveLength(1)
  })
})

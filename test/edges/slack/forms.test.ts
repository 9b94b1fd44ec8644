import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../../fake-slack/fake-slack.ts'
import { type Served, serveHere } from '../../fake-slack/served.ts'
import type { View } from '../../fake-slack/world.ts'
import { makeFolder } from '../../folder.ts'

/** The entry form, captured messages and files, as people meet them in Slack. */
const start = '2009-04-06T09:00:00-05:00'

type Running = { slack: FakeSlack; served: Served; folder: string }

/** Served once for all tests of the `describe` that it stands in. */
function serve(options: Partial<FakeSlackOptions> = {}, env: Record<string, string> = {}): () => Running {
  let running: Running | undefined
  beforeAll(async () => {
    const folder = makeFolder()
    const slack = await startFakeSlack({ transport: 'http', ...options })
    const served = await serveHere(slack, { folder, now: start, env })
    running = { slack, served, folder }
    await slack.command('maria', 'lima-nas', '/watch peru')
  })
  afterEach(() => {
    expect(running?.slack.complaints).toEqual([])
  })
  afterAll(async () => {
    await running?.served.stop()
    await running?.slack.close()
    if (running) rmSync(running.folder, { recursive: true, force: true })
  })
  return () => needed(running)
}

const shownIn = (view: View | undefined) => JSON.stringify(view?.content)
const said = (slack: FakeSlack, channel: string) =>
  slack
    .channelMessages(channel)
    .filter(({ author }) => author === slack.botUser)
    .map(slack.plain)
const needed = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('nothing was shown')
  return value
}

describe.each(['http', 'socket'] as const)('the entry form over %s', (transport) => {
  const running = serve({ transport })

  it('opens at bare /log, says all errors at once, and is recorded in the channel', async () => {
    const { slack } = running()
    const { view: form, ephemerals } = await slack.command('maria', 'lima-nas', '/log')
    expect(ephemerals).toEqual([])
    const wrong = { 'What happened': 'seizure cocaine', 'How much': '1.500 kg', When: '04/05/2009' }
    const refused = await slack.submit('maria', needed(form), wrong)
    expect(refused.ack.body).toMatchObject({
      response_action: 'errors',
      errors: { quantity: expect.stringContaining('1.500'), date: expect.stringContaining('04/05/2009') },
    })
    const right = { ...wrong, 'How much': '250 kg', Where: 'Callao', When: '3 Apr 2009' }
    const sent = await slack.submit('maria', needed(form), right)
    expect(sent.ack.body).toMatchObject({ response_action: 'update' })
    expect(shownIn(sent.view)).toMatch(/Recorded L-\d+/)
    await slack.until(() => said(slack, 'lima-nas').some((text) => /Recorded L-\d+/.test(text)), 'the entry')
    expect(said(slack, 'lima-nas').at(-1)).toMatch(
      /seizure 250 kg cocaine at Callao on 3 Apr 2009[\s\S]*@UMARIA/,
    )
  })

  it('asks what is doubtful as a whole in its own place, and takes the answer there', async () => {
    const { slack } = running()
    const { view: form } = await slack.command('maria', 'lima-nas', '/attache log')
    const sent = await slack.submit('maria', needed(form), {
      'What happened': 'seizure 5 tons coca leaf',
      Where: 'the VRAE',
    })
    expect(shownIn(sent.view)).toContain('Choose one')
    const before = said(slack, 'lima-nas').length
    const taken = await slack.press('maria', needed(sent.view), '5 t')
    expect(shownIn(taken.view)).toMatch(/Recorded L-\d+/)
    await slack.until(() => said(slack, 'lima-nas').length > before, 'the entry in the channel')
  })

  it('opens from Home and from the global shortcut, and is answered in the direct message', async () => {
    const { slack } = running()
    const { home } = await slack.openHome('maria')
    const fromHome = await slack.press('maria', needed(home), 'Log Progress')
    expect(fromHome.view?.type).toBe('modal')
    const fromAnywhere = await slack.shortcut('maria', 'Log Progress')
    const before = slack.directMessages('maria').length
    await slack.submit('maria', needed(fromAnywhere.view), {
      'What happened': 'seizure 11 kg cocaine',
      Where: 'Callao',
    })
    await slack.until(() => slack.directMessages('maria').length > before, 'the entry')
    expect(slack.directMessages('maria').map(slack.plain).at(-1)).toMatch(/Recorded L-\d+/)
  })

  it('is recorded once when it is sent again, its acknowledgement having been lost', async () => {
    const { slack } = running()
    const { view: form } = await slack.command('maria', 'lima-nas', '/log')
    const values = { 'What happened': 'seizure 13 kg cocaine', Where: 'Callao' }
    const interaction = slack.payloads.submit('maria', needed(form), values)
    await slack.perform(interaction)
    await slack.perform(interaction)
    const told = () => said(slack, 'lima-nas').filter((one) => one.includes('seizure 13 kg'))
    await slack.until(() => told().length > 0, 'the entry in the channel')
    const { text } = await slack.command('maria', 'lima-nas', '/log mine')
    expect(text.match(/seizure 13 kg/g)).toHaveLength(1)
    expect(told()).toHaveLength(1)
  })

  it('takes one correction after another in the same modal, each once', async () => {
    const { slack } = running()
    const { view: form } = await slack.command('maria', 'lima-nas', '/log')
    const values = { 'What happened': 'seizure 250 kg cocaine', Where: 'Callao' }
    let { view } = await slack.submit('maria', needed(form), values)
    const id = needed(/L-\d+/.exec(shownIn(view))?.[0])
    const corrections = []
    for (const weight of ['205 kg', '204 kg']) {
      const { view: fix } = await slack.press('maria', needed(view), 'Fix')
      const correction = slack.payloads.submit('maria', needed(fix), {
        'How much': weight,
        Why: 'lab weight',
      })
      corrections.push(correction)
      view = (await slack.perform(correction)).view
      expect(shownIn(view)).toContain(`Fixed ${id}, version ${corrections.length + 1}`)
    }
    // Sent again, their acknowledgements having been lost.
    for (const correction of corrections)
      expect(shownIn((await slack.perform(correction)).view)).toContain('That is done already')
    const { text } = await slack.command('maria', 'lima-nas', `/log show ${id}`)
    expect(text).toMatch(/version 3[\s\S]*204 kg/)
    expect(text).not.toContain('version 4')
    expect(said(slack, 'lima-nas').filter((one) => one.includes(`Fixed ${id}`))).toHaveLength(2)
  })

  it('comes with a button when the trigger holds no more, and opens at a press', async () => {
    const { slack } = running()
    slack.faults.next('views.open', { fault: 'refused', error: 'expired_trigger_id' })
    const { ephemerals } = await slack.command('maria', 'lima-nas', '/log')
    const { view } = await slack.press('maria', needed(ephemerals[0]), 'Open Form')
    expect(shownIn(view)).toContain('What happened')
  })

  it('opens on a message with what was understood, and keeps it as evidence', async () => {
    const { slack } = running()
    const report = slack.say('john', 'lima-nas', 'PNP seized 77 kg of cocaine at Callao & burned it')
    const { view } = await slack.shortcut('maria', 'Log as Progress', report)
    expect(shownIn(view)).toContain('"initial_value":"77 kg"')
    const sent = await slack.submit('maria', needed(view), {})
    const id = needed(/L-\d+/.exec(shownIn(sent.view))?.[0])
    expect(shownIn(sent.view)).toContain('Kept as evidence')
    const { text } = await slack.command('maria', 'lima-nas', `/log show ${id}`)
    expect(text).toContain('PNP seized 77 kg of cocaine at Callao & burned it')
    expect(text).toContain(`https://test.slack.com/archives/${report.channel}/p${report.ts.replace('.', '')}`)
  })
})

/** A message in a channel, logged by a mention in its thread. */
async function logInThread({ slack }: Running) {
  const report = slack.say('john', 'lima-nas', 'Callao port police say 91 kg of cocaine, in bananas')
  const seen = await slack.mention('maria', 'lima-nas', 'log seizure 91 kg cocaine at Callao', {
    thread: report.ts,
  })
  const id = needed(/Recorded (L-\d+)/.exec(seen.text)?.[1])
  const show = async () => (await slack.command('maria', 'lima-nas', `/log show ${id}`)).text
  return { report, seen, show }
}

describe('a form that takes long', () => {
  const running = serve({}, { ATTACHE_CEILING: 'SBU', ATTACHE_REVIEWERS: 'UJOHN' })

  it('stands as a waiting view, and then as its answer; refused, as it was filled in', async () => {
    const { slack } = running()
    const send = async (values: Record<string, string>, expected: string) => {
      const { view } = await slack.shortcut('john', 'Log Progress')
      // Whether somebody is a guest is asked again within the hour only after a failure.
      slack.faults.next('users.info', { fault: 'slow', ms: 1_700 })
      return slack.submit('john', needed(view), values, {
        until: (seen) => shownIn(seen.view).includes(expected),
      })
    }
    slack.faults.next('users.info', { fault: 'cut' })
    const refused = await send({ 'What happened': 'seizure cocaine', 'How much': '1.500 kg' }, '1.500')
    expect(JSON.stringify(refused.ack.body)).toContain('Being recorded')
    expect(shownIn(refused.view)).toContain('"initial_value":"1.500 kg"')
    const mended = await slack.submit('john', needed(refused.view), { 'How much': '3 kg', Where: 'Callao' })
    expect(shownIn(mended.view)).toMatch(/Recorded L-\d+/)
  })
})

/** Nothing of it is kept, on disk or in the log. */
async function expectRefused({ slack, served, folder }: Running, member: string, text: string, why: string) {
  const seen = await slack.sendFile(member, 'report.txt', text)
  expect(seen.text).toContain(why)
  const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))
  for (const held of [...kept, served.stderr.join('\n'), seen.text])
    expect(held).not.toMatch(/Quillabamba|refused paragraph/)
}

const paper = (which: string) =>
  ['Monthly report', '', '', '', `1. The ${which} paragraph.`, '2. The second.'].join('\n')
const fetched = (slack: FakeSlack) => slack.calls.filter(({ method }) => method === 'file').length

describe('where history and files may be read', () => {
  const running = serve(
    { grant: ['channels:history', 'files:read'] },
    { ATTACHE_ADMINS: 'UMARIA', ATTACHE_CEILING: 'SBU', LOG_LEVEL: 'debug' },
  )

  it('a mention in a thread keeps the first message of the thread where it may be read, and flags it when it changes', async () => {
    const { slack } = running()
    const { report, seen, show } = await logInThread(running())
    expect(seen.text).toContain('Kept as evidence: the message')
    expect(await show()).not.toContain('since')
    slack.editMessage(report, 'never mind')
    expect(await show()).toMatch(/in bananas[\s\S]*The message was edited since/)
    slack.deleteMessage(report)
    expect(await show()).toMatch(/in bananas[\s\S]*The message was deleted since/)
  })

  it('text above the ceiling is nowhere on disk and in no log, whichever way it came', async () => {
    const { slack, served, folder } = running()
    const secret = 'SECRET//NOFORN raid on Quillabamba'
    const sensitive = '(SBU) raid on Tocache'
    const hidden = (text: string) => expect(text).not.toMatch(/Quillabamba|Tocache/)
    for (const text of [secret, sensitive]) {
      const report = slack.say('john', 'lima-nas', text)
      const onMessage = await slack.shortcut('maria', 'Log as Progress', report)
      expect(onMessage.text).toContain("above this channel's ceiling (U)")
      hidden(onMessage.text)
      const line = 'log seizure 2 kg cocaine at Callao'
      const inThread = await slack.mention('maria', 'lima-nas', line, { thread: report.ts })
      expect(inThread.text).toContain('above')
      hidden(inThread.text)
      const typed = await slack.mention('maria', 'lima-nas', `${line} note ${text}`)
      hidden(typed.text)
      const { view } = await slack.command('maria', 'lima-nas', '/log')
      const sent = await slack.submit('maria', needed(view), { 'What happened': text })
      expect(sent.ack.body).toMatchObject({ response_action: 'errors' })
      hidden(JSON.stringify(sent.ack.body))
    }
    await pause(200)
    for (const name of readdirSync(folder)) hidden(readFileSync(join(folder, name), 'latin1'))
    hidden(served.stderr.join('\n'))
    expect((await slack.command('maria', 'lima-nas', '/log list')).text).not.toContain('2 kg')
  })

  it('a document sent in a direct message is taken in from an administrator where the scope is granted, and can be cited', async () => {
    const { slack } = running()
    const taken = await slack.sendFile('maria', 'report.txt', paper('first'), { text: 'as 26 LIMA 77' })
    expect(taken.text).toMatch(/26 LIMA 77[\s\S]*Taken in\.[\s\S]*Paragraphs: \d/)
    const again = await slack.sendFile('maria', 'report.txt', paper('first'), { text: 'as 26 LIMA 77' })
    expect(again.text).toContain('Held already')
    const other = await slack.sendFile('maria', 'other.txt', paper('other'), { text: 'as 26 LIMA 77' })
    expect(other.text).toContain('Taken in as version 2; version 1 can still be cited.')
    expect(other.text).toMatch(/Version 1: \d paragraphs, U, from report\.txt\./)
    expect((await slack.directMessage('maria', 'source 26 LIMA 77 para 2')).text).toContain('The second.')
    const claims = () =>
      slack
        .directMessages('maria')
        .map(slack.plain)
        .filter((text) => / claims /.test(text))
    await slack.sendFile('maria', 'a.txt', paper('one'), {
      text: 'as 26 LIMA 78',
      beside: { 'b.txt': paper('two') },
      expect: 'ack',
      until: () => claims().length === 2,
    })
    expect(claims()).toEqual([
      expect.stringContaining('a.txt claims 26 LIMA 78, as b.txt does'),
      expect.stringContaining('b.txt claims 26 LIMA 78, as a.txt does'),
    ])
  })

  it.each([
    ['anybody else', 'john', paper('refused'), 'That takes an administrator', 0],
    [
      'a file above the ceiling',
      'maria',
      `${paper('refused')}\n3. (S/NF) Quillabamba.`,
      'nothing of it is kept; if that line only looks marked, write it otherwise in a copy and take that in. The file is still where you sent it: delete it there',
      1,
    ],
    ['a binary', 'maria', '\u0000\u0001\u0002', 'Nothing of it is kept', 1],
    ['a large file', 'maria', 'x'.repeat(4 * 1024 * 1024 + 1), '4 MB are read here', 0],
  ])('a document sent from %s is refused, and nothing of it kept', async (_, member, text, why, reads) => {
    const before = fetched(running().slack)
    await expectRefused(running(), member, text, why)
    expect(fetched(running().slack) - before).toBe(reads)
  })
})

describe('where neither may be read', () => {
  const running = serve({}, { ATTACHE_ADMINS: 'UMARIA', ATTACHE_CEILING: 'SBU' })

  it('an export is shown as text where Slack refuses it, and says why', async () => {
    const { slack } = running()
    const error = 'storage_limit_reached'
    slack.faults.next('files.getUploadURLExternal', { fault: 'refused', error })
    await expectShownAsText(slack)
  })

  it('an export is handed over in the direct message', async () => {
    const { slack } = running()
    await slack.command('maria', 'lima-nas', '/deadline add "Post monthly CN report" every month on the 5th')
    const seen = await slack.command('maria', 'lima-nas', '/deadline export')
    expect(seen.text).toContain('deadlines.ics is in your conversation with Attaché')
    expect(seen.text).not.toContain('BEGIN:VCALENDAR')
    const [file] = slack.filesIn('DMARIA')
    expect(file).toMatchObject({ name: 'deadlines.ics' })
    expect(file?.text).toContain('BEGIN:VCALENDAR')
    expect(slack.directMessages('maria').map(slack.plain)).toEqual(['[U] deadlines.ics'])

    // A document is bytes, and an answer that is shared takes it along.
    const card = await slack.command('maria', 'lima-nas', '/reportcard peru export docx')
    expect(card.text).toMatch(/report-card-PE-\S+\.docx is in your conversation with Attaché/)
    const word = slack.filesIn('DMARIA').find(({ name }) => name.endsWith('.docx'))
    expect(word?.text).toMatch(/PK\u0003\u0004[\s\S]*word\/document\.xml/)
    const message = card.ephemerals[0] ?? card.messages[0]
    await slack.press('maria', needed(message), 'Share')
    expect(slack.filesIn('lima-nas').map(({ name }) => name)).toEqual([word?.name])
  })

  it('a mention in a thread keeps only itself without the scope, and says so', async () => {
    const { seen, show } = await logInThread(running())
    expect(seen.text).toContain('your own message alone')
    const shown = await show()
    expect(shown).toContain('log seizure 91 kg cocaine at Callao')
    expect(shown).not.toContain('in bananas')
  })

  it('a document sent from an administrator is refused, and nothing of it kept', async () => {
    await expectRefused(running(), 'maria', paper('refused'), 'needs the scope files:read')
    expect(fetched(running().slack)).toBe(0)
  })
})

describe('where files may not be written', () => {
  const running = serve({ withhold: ['files:write'] })

  it('an export is shown as text, and says why', () => expectShownAsText(running().slack))
})

async function expectShownAsText(slack: FakeSlack) {
  const seen = await slack.command('maria', 'lima-nas', '/deadline export')
  expect(seen.text).toContain('BEGIN:VCALENDAR')
  expect(seen.text).toContain('files:write')
}

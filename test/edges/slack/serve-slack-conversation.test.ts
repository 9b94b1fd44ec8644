import { describe, expect, it, onTestFinished } from 'vitest'
import { type FakeSlack, startFakeSlack } from '../../fake-slack/fake-slack.ts'
import { serveHere } from '../../fake-slack/served.ts'
import { temporaryFolder } from '../../folder.ts'

/** Sentences, follow-ups, prompts and feedback, as people meet them in Slack. */
async function serve(options: { grant?: string[]; withhold?: string[] }): Promise<FakeSlack> {
  const slack = await startFakeSlack({ transport: 'http', ...options })
  const { stop } = await serveHere(slack, {
    folder: temporaryFolder(),
    now: '2009-04-06T09:00:00-05:00',
    env: { ATTACHE_REVIEWERS: 'UJOHN' },
  })
  onTestFinished(async () => {
    await stop()
    await slack.close()
    expect(slack.complaints).toEqual([])
  })
  return slack
}

const needed = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('nothing was shown')
  return value
}
const prompts = (slack: FakeSlack) =>
  slack.calls.filter(({ method }) => method === 'assistant.threads.setSuggestedPrompts')

describe('a conversation in Slack', () => {
  it('is understood thread by thread, offers entries, suggests prompts and takes feedback', async () => {
    const slack = await serve({ grant: ['channels:history'] })
    await slack.command('maria', 'lima-nas', '/watch peru')
    // A thread keeps what it is about, and another knows nothing of it.
    const first = await slack.mention('maria', 'lima-nas', 'how is Peru doing on interdiction?')
    const thread = needed(first.messages[0]?.threadTs)
    expect(first.text).toContain('PE-IL-4')
    const second = await slack.mention('john', 'lima-nas', 'and chemical control?', { thread })
    expect(second.text).toMatch(/PE-CC-1[\s\S]*Kept from before: Peru\./)
    expect(needed(second.messages[0]).threadTs).toBe(thread)
    expect((await slack.mention('john', 'lima-nas', 'what is its target?')).text).toContain(
      'Of which benchmark?',
    )
    // What tells an event is offered with the thread's first message, and one tap logs it there.
    const report = slack.say('john', 'lima-nas', 'PNP seized 91 kg of cocaine at Callao')
    const offer = await slack.mention('maria', 'lima-nas', 'log this', { thread: report.ts })
    expect(offer.text).toContain('That reads as an entry. Nothing is recorded yet.')
    const logged = await slack.press('maria', needed(offer.messages[0]), 'Log It')
    expect(logged.text).toMatch(/Recorded L-1[\s\S]*Kept as evidence: the message/)
    expect(logged.messages[0]?.threadTs).toBe(report.ts)
    // A direct message is a conversation of its own; what is said of its answer is kept for the reviewer.
    const answer = await slack.directMessage('maria', 'when is the report card due?')
    expect((await slack.directMessage('maria', 'and what about Colombia?')).text).not.toContain(
      'Kept from before',
    )
    const wrong = await slack.press('maria', needed(answer.messages[0]), 'Wrong')
    expect(wrong.view?.type).toBe('modal')
    const sent = await slack.submit('maria', needed(wrong.view), { 'What is wrong': 'the month is June' })
    expect(JSON.stringify(sent.view)).toContain('noted as wrong')
    const list = await slack.directMessage('john', 'attache feedback')
    expect(list.text).toMatch(/Q-\d+ wrong \(U\) "when is the report card due\?", because the month is June/)
    expect(list.text).toMatch(/call event\/Ev/)
    // Whoever opens the conversation is offered what fits the moment.
    await slack.openHome('john', { tab: 'messages', expect: 'ack' })
    const offered = (channel: string) =>
      JSON.stringify(
        prompts(slack)
          .filter(({ args }) => args.channel_id === channel)
          .at(-1)?.args ?? {},
      )
    await slack.until(() => offered('DJOHN').includes('Which entries wait for review?'), 'prompts')
    // Each answer is followed by what goes on from it.
    await slack.directMessage('maria', 'what is the target of PE-IL-3b?')
    await slack.until(() => offered('DMARIA').includes('What is FY2010/PE-IL-3b?'), 'prompts after an answer')
  })

  it('keeps a Home up to date, answers over it, and keeps its settings; without the scope the prompts are the manifest’s', async () => {
    const slack = await serve({ withhold: ['assistant:write'] })
    await slack.command('maria', 'lima-nas', '/watch peru')
    const shown = (member: string) => JSON.stringify(slack.home(member)?.content)
    const { home } = await slack.openHome('maria')
    await slack.openHome('greta')
    expect(shown('greta')).toContain('Nothing. What is returned to you')
    const card = await slack.press('maria', needed(home), 'Peru Report Card')
    expect(JSON.stringify(card.view)).toMatch(/"type":"modal"[\s\S]*Report card: Peru/)
    const published = () => slack.calls.filter(({ method }) => method === 'views.publish').length
    const before = published()
    await slack.command('maria', 'lima-nas', '/log seizure 12 kg cocaine at Callao')
    await slack.until(() => shown('maria').includes('seizure 12 kg'), 'Home with the entry')
    await slack.command('maria', 'lima-nas', '/log mine')
    await slack.command('maria', 'lima-nas', '/benchmark peru')
    // A guest reads; a reviewer is shown what to review, and returns it there; it is fixed from the Home it was returned to.
    expect(shown('greta')).toMatch(/Your role: reader\./)
    expect(shown('greta')).not.toMatch(/Log Progress|12 kg/)
    const { home: reviewing } = await slack.openHome('john')
    const opened = await slack.press('john', needed(reviewing), 'Review L-1')
    await slack.press('john', needed(opened.view), 'Return')
    await slack.command('maria', 'lima-nas', '/log mine')
    await slack.until(() => shown('john').includes('Nothing. What is returned'), 'nothing to review')
    const { home: returned } = await slack.openHome('maria')
    expect(shown('maria')).toContain('To fix: L-1')
    const fix = await slack.press('maria', needed(returned), 'Fix L-1')
    expect(JSON.stringify(fix.view?.content)).toMatch(/Fix L-1.*"initial_value":"12 kg"/)
    const amiss = await slack.submit('maria', needed(fix.view), { 'How much': '1.500 kg', Why: '' })
    expect(amiss.ack.body).toMatchObject({
      errors: { quantity: expect.any(String), reason: expect.any(String) },
    })
    const fixed = await slack.submit('maria', needed(fix.view), { 'How much': '11 kg', Why: 'lab weight' })
    expect(JSON.stringify(fixed.view)).toMatch(/Fixed L-1, version 3/)
    await slack.until(() => !shown('maria').includes('To fix'), 'Home with nothing to fix')
    // A form that was open while its entry was voided says so, with what was filled in kept.
    const { view: open } = await slack.command('maria', 'lima-nas', '/log fix L-1')
    await slack.command('john', 'lima-nas', '/log void L-1 because a duplicate')
    const late = await slack.submit('maria', needed(open), { 'How much': '9 kg', Why: 'too late' })
    expect(late.ack.body).toMatchObject({
      response_action: 'errors',
      errors: { quantity: expect.stringContaining('L-1 is void, because a duplicate, and is not fixed') },
    })
    const form = await slack.press('maria', needed(slack.home('maria')), 'My Settings')
    const wrong = await slack.submit('maria', needed(form.view), { 'My time zone': 'Lima' })
    expect(wrong.ack.body).toMatchObject({ response_action: 'errors', errors: { zone: expect.any(String) } })
    const right = { 'My time zone': 'Europe/Vienna', messages: 'off' }
    const saved = await slack.submit('maria', needed(form.view), right)
    expect(JSON.stringify(saved.view)).toContain('no longer told directly')
    await slack.until(() => shown('maria').includes('Europe/Vienna'), 'Home in the zone')
    const add = await slack.command('maria', 'lima-nas', '/deadline add')
    const due = { 'What is due': 'Monthly report', When: 'every month on the 5th', Owner: 'UJOHN' }
    const added = await slack.submit('maria', needed(add.view), due)
    expect(JSON.stringify(added.view)).toMatch(/Added monthly-report[\s\S]*UJOHN/)
    // What changed nothing published nothing.
    expect(published() - before).toBeLessThanOrEqual(11)

    await slack.openHome('maria', { tab: 'messages', expect: 'ack' })
    expect((await slack.directMessage('maria', 'What is due?')).text).toContain('Due from Mon 6 Apr 2009')
    expect(prompts(slack)).toEqual([])
  })
})

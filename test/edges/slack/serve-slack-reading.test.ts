import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Paragraph } from '../../../src/domain/document.ts'
import { keepDocument } from '../../../src/store/documents.ts'
import { openStore } from '../../../src/store/open.ts'
import { stampMode } from '../../../src/store/settings.ts'
import { startAttache } from '../../fake-slack/child.ts'
import { startFakeSlack } from '../../fake-slack/fake-slack.ts'
import { temporaryFolder } from '../../folder.ts'
import { inventedCable } from '../../invented-cable.ts'

/** Cables of so many paragraphs of so many words: several seconds of reading. */
const [cables, perCable, words] = [6, 1_000, 80]

const beginning = 'The harbour office counted its lanterns'
const now = '2009-04-06T14:00:00.000Z'

/** A store with more text than is read while a call waits, and no image of it. */
async function fillStore(path: string): Promise<void> {
  const store = openStore(path)
  await stampMode(store.db, 'rehearsal')
  for (let cable = 1; cable <= cables; cable++) {
    const id = `09 LUMBRE ${cable}`
    const paragraphs = Array.from({ length: perCable }, (_, at): Paragraph => {
      const text = Array.from({ length: words }, (_, word) => `qu${(at * 31 + word * 17) % 5_000}x`).join(' ')
      return { cite: { source: id, paragraph: at + 1 }, text, marking: 'U', line: at + 1 }
    })
    const [first] = paragraphs
    if (first) first.text = `${beginning} in cable ${cable}.`
    const document = inventedCable({ id, paragraphs, marking: 'U', gaps: [] })
    await keepDocument(store.db, document, { path: `/${cable}.txt`, by: 'ana', now })
  }
  await store.close()
}

it('says how far it is while it reads what is held, and answers at once what needs no search', async () => {
  const folder = temporaryFolder(onTestFinished)
  await fillStore(join(folder, 'store.sqlite'))
  const slack = await startFakeSlack({ transport: 'http', channels: [{ name: 'lima-nas' }] })
  onTestFinished(() => slack.close())
  const child = await startAttache(slack, { folder, args: ['--now', '2009-04-06T09:00:00-05:00'] })
  onTestFinished(async () => void (await child.kill()))
  const said: string[] = []
  const say = async (line: string) => {
    const { text } = await slack.command('maria', 'lima-nas', line)
    said.push(line)
    return text
  }
  const question = `/ask ${beginning.toLowerCase()}`
  const [asked, benchmark, article] = await Promise.all([
    say(question),
    say('/benchmark PE-CC-1'),
    say('/article 3.1(a)'),
  ])
  expect(asked).toMatch(/are being made ready for searching: .*\d+ paragraphs?.* Ask again in a few seconds/)
  expect(benchmark).toContain('FY2010/PE-CC-1')
  expect(article).toContain('3.1(a)')
  expect(said.at(-1), 'what needs no search waits for no reading').toBe(question)
  await expect.poll(() => say(question), { timeout: 60_000, interval: 300 }).toContain('09 LUMBRE 1 ¶1')
  expect(slack.complaints).toEqual([])
  await child.stop()
}, 120_000)

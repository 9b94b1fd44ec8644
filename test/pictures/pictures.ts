import { makeContext } from '../../src/commands/context.ts'
import { handle, readSaid } from '../../src/commands/handle.ts'
import { describeHome } from '../../src/commands/home/home.ts'
import type { Reply } from '../../src/commands/reply.ts'
import { passTime } from '../../src/edges/clock.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { renderBlockKit } from '../../src/edges/slack/block-kit.ts'
import { renderForm } from '../../src/edges/slack/views.ts'
import { setWatch } from '../../src/store/watches.ts'
import { openDesk, start } from '../desk.ts'
import { type Json, objects } from '../fake-slack/json.ts'
import { drawPicture, type Scene } from './draw.ts'

const channel = 'CLIMANAS'

/** A picture for the README: its file's name, what is shown, and the same in words. */
export interface Picture {
  name: string
  title: string
  svg: string
  /** What is said in it, as a screen reader says it. */
  words: string
}

type Desk = Awaited<ReturnType<typeof openDesk>>

/** Every picture, made from the real answers of the program: invented entries, the data shipped. */
export async function drawPictures(): Promise<Picture[]> {
  const desk = await openDesk({ ceiling: 'U' })
  await setWatch(desk.db, { channel, country: 'PE', since: start, by: 'UMARIA' }, 'on')
  const talk = (name: string, title: string, turns: Turn[]) => drawTalk(desk, name, title, turns)
  return [
    await talk('look-up', 'A look-up: the benchmarks under a heading, each with its status and paragraph', [
      { who: 'Maria', line: '/benchmark peru chemical control' },
    ]),
    await talk('entry', 'An entry: what it measures, what it supports, each near miss', [
      { who: 'Maria', line: '/log seizure 250 kg cocaine at Callao src 09 LIMA 412' },
    ]),
    await talk(
      'conversation',
      'A conversation in a thread: a follow-up, and a sentence that is offered as an entry',
      [
        { who: 'John', line: 'what is the target of PE-IL-3b?', thread: '1' },
        { who: 'John', line: 'and chemical control?', thread: '1' },
        { who: 'Maria', line: 'PNP seized 91 kg of cocaine at Paita', thread: '1' },
      ],
    ),
    await drawNudge(desk),
    await drawFormPicture(desk),
    await drawHome(desk),
  ]
}

interface Turn {
  who: string
  line: string
  thread?: string
}

async function drawTalk(desk: Desk, name: string, title: string, turns: readonly Turn[]): Promise<Picture> {
  const scenes: Scene[] = []
  const words: string[] = []
  for (const { who, line, thread } of turns) {
    const from = {
      member: `U${who.toUpperCase()}`,
      channel,
      ...(thread && { conversation: `${channel}/${thread}` }),
    }
    const call = readSaid(line, from)
    const reply = await handle(call, await makeContext(desk, call, start))
    scenes.push({ who, says: thread ? `@attache ${line}` : line })
    scenes.push({
      app: reply.to === 'member' && !thread ? 'to you' : 'to all',
      blocks: renderBlockKit(reply).blocks,
    })
    words.push(`${who}: ${line}`, `Attaché: ${renderPlainText(reply)}`)
  }
  return made(name, title, words.join('\n'), scenes)
}

async function drawNudge(desk: Desk): Promise<Picture> {
  const posts: Reply[] = []
  await passTime(desk, channel, start, '2009-04-06T15:00:00.000Z', async (reply) => {
    posts.push(reply)
  })
  const [first] = posts
  if (!first) throw new Error('no nudge fell due')
  const title = 'A nudge: what is due, by when, owed by whom, what is missing'
  return made('nudge', title, renderPlainText(first), [
    { app: 'to all', blocks: renderBlockKit(first).blocks },
  ])
}

async function drawFormPicture(desk: Desk): Promise<Picture> {
  const call = readSaid('/deadline add', { member: 'UMARIA', channel })
  const reply = await handle(call, await makeContext(desk, call, start))
  const part = reply.parts.find(({ part }) => part === 'form')
  if (part?.part !== 'form') throw new Error('no form is shown')
  const [view] = objects([renderForm(part.form, { channel }, '')]) as [Json]
  const words = part.form.fields.map(({ label, hint }) => `${label}: ${hint}`).join('\n')
  const { title, submit } = part.form
  return made('form', `A form: ${title.toLowerCase()}, every field of which is also a typed line`, words, [
    { app: 'form', title, submit, blocks: objects(view.blocks) },
  ])
}

async function drawHome(desk: Desk): Promise<Picture> {
  const from = { member: 'UMARIA', channel: 'UMARIA' }
  const reply = await describeHome(from, await makeContext(desk, from, start))
  const title = "Home: what waits, what is due, how the countries watched stand, one's own last entries"
  return made('home', title, renderPlainText(reply), [{ app: 'home', blocks: renderBlockKit(reply).blocks }])
}

function made(name: string, title: string, words: string, scenes: readonly Scene[]): Picture {
  return { name, title, words, svg: drawPicture(title, words, scenes) }
}

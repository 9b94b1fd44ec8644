import { expect, it } from 'vitest'
import type { SentFile } from '../../src/commands/call.ts'
import { type Desk, makeContext } from '../../src/commands/context.ts'
import { handle } from '../../src/commands/handle.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { openDesk, start } from '../desk.ts'

const cable = (what: string) =>
  `P 141500Z MAR 26\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC\n\nUNCLAS LIMA 000077\n\nSUBJECT: PORTS\n\n1. ${what}\n`

/** What an administrator is told of each file of a message, in a direct message. */
async function send(desk: Desk, files: Record<string, string>, text = ''): Promise<string[]> {
  const reads = new Map<string, number>()
  const sent = Object.entries(files).map(([name, content]): SentFile => {
    const read = async () => {
      reads.set(name, (reads.get(name) ?? 0) + 1)
      return Buffer.from(content)
    }
    return { name, size: content.length, read }
  })
  const told: string[] = []
  for (const file of sent) {
    const besideFile = sent.filter((other) => other !== file)
    const call = { command: 'source', text, member: 'ada', channel: 'D-1', file, besideFile }
    told.push(renderPlainText(await handle(call, await makeContext(desk, call, start))))
  }
  expect([...reads.values()].every((times) => times === 1)).toBe(true)
  return told
}

it('gives a number that two files of one message claim to neither, and says what to send', async () => {
  const desk = await openDesk()
  const files = { 'a.txt': cable('Forty were opened.'), 'b.txt': cable('Fifty were opened.') }
  const rule = 'with another text, so neither is taken in; take them in one after the other, the older first'
  for (const text of ['', 'as 26 LIMA 77'])
    expect(await send(desk, files, text)).toEqual([
      expect.stringContaining(`a.txt claims 26 LIMA 77, as b.txt does ${rule}, each with “as 26 LIMA 77”`),
      expect.stringContaining(`b.txt claims 26 LIMA 77, as a.txt does ${rule}, each with “as 26 LIMA 77”`),
    ])
  expect(await desk.db.selectFrom('documents').selectAll().execute()).toEqual([])
})

it('takes files of one message in that are the same, or of other numbers, or beside one that cannot be read', async () => {
  const desk = await openDesk()
  const one = cable('Forty were opened.')
  const other = one.replace('000077', '000078')
  const told = await send(desk, { 'a.txt': one, 'again.txt': one, 'b.txt': other, 'none.txt': '' })
  expect(told).toEqual([
    expect.stringMatching(/26 LIMA 77\nTaken in\./),
    expect.stringMatching(/26 LIMA 77\nHeld already/),
    expect.stringMatching(/26 LIMA 78\nTaken in\./),
    expect.stringContaining('none.txt is empty'),
  ])
})

it('takes a number held with another text as a new version, and says how to take that back', async () => {
  const desk = await openDesk()
  await send(desk, { 'a.txt': cable('Forty were opened.') })
  const [again] = await send(desk, { 'a.txt': cable('Forty-one were opened.') })
  expect(again).toContain('Taken in as version 2')
  expect(again).not.toContain('another file')
  const [from] = await send(desk, { 'b.txt': cable('Fifty were opened.') })
  expect(from).toContain(
    'It came from another file. If it is not the same document: send it again with as and a label of its own, and then the file of version 2 with as 26 LIMA 77, which makes that text the current one again.',
  )
  await send(desk, { 'b.txt': cable('Fifty were opened.') }, 'as 26 LIMA 77 (B)')
  const [back] = await send(desk, { 'a.txt': cable('Forty-one were opened.') }, 'as 26 LIMA 77')
  expect(back).toContain('Taken in as version 4')
})

it('obeys the label sent with a file, says that it is not the number printed, and how to mend it', async () => {
  const desk = await openDesk()
  const files = { 'a.txt': cable('Forty were opened.') }
  const [slip] = await send(desk, files, 'as 26 LIMA 777')
  expect(slip).toMatch(/26 LIMA 777\nTaken in\./)
  expect(slip).toContain(
    'line 1: prints the number 26 LIMA 77, and 26 LIMA 777 was given; if that is a mistake: “as 26 LIMA 77” sent with it',
  )
  const [mended] = await send(desk, files, 'as 26 LIMA 77')
  expect(mended).toMatch(/26 LIMA 77\nTaken in\./)
  expect(mended).toContain(
    'the file is held as 26 LIMA 777 too; if 26 LIMA 777 was a mistake: /source retire 26 LIMA 777 because …',
  )
})

it('takes the sections of a cable that one message brings in as one document, in whatever order', async () => {
  const desk = await openDesk()
  const section = (number: number, text: string) =>
    cable(text).replace('UNCLAS LIMA 000077', `UNCLAS SECTION 0${number} OF 02 LIMA 000077`)
  const files = {
    'two.txt': section(2, 'x').replace('1. x', '2. Fifty were opened.'),
    'note.txt': cable('Ten were opened.').replace('000077', '000078'),
    'one.txt': section(1, 'Forty were opened.'),
  }
  const [two, note, one] = await send(desk, files)
  expect(one).toMatch(/26 LIMA 77\nTaken in\..*Paragraphs: 2/s)
  expect(one).not.toContain('Missing')
  expect(two).toContain('two.txt is a later section of the cable in one.txt')
  expect(note).toMatch(/26 LIMA 78\nTaken in\./)
  const [, , copy, again] = await send(desk, { ...files, 'one, copied.txt': files['one.txt'] })
  expect(again).toContain('Held already, with the same text')
  expect(copy).toContain('one.txt holds a section of the cable in one, copied.txt once more, and is not read')
})

it('keeps nothing of a cable of which one section is marked above the ceiling', async () => {
  const desk = await openDesk()
  const section = (number: number, text: string) =>
    cable(text).replace('UNCLAS LIMA 000077', `UNCLAS SECTION 0${number} OF 02 LIMA 000077`)
  const [one, two] = await send(desk, {
    'one.txt': section(1, 'Forty were opened.'),
    'two.txt': section(2, '(C) Fifty were opened.'),
  })
  expect(one).toContain(
    'one.txt is section 1 of 2 of cable LIMA 77, of which section 2, in two.txt, is refused.',
  )
  expect(two).toMatch(/two\.txt, line 9, is marked above.*delete it there/)
  expect(await desk.db.selectFrom('documents').selectAll().execute()).toEqual([])
})

it('refuses a section sent without the first, and two files that are the same section', async () => {
  const desk = await openDesk()
  const section = (number: number, text: string) =>
    cable(text).replace('UNCLAS LIMA 000077', `UNCLAS SECTION 0${number} OF 02 LIMA 000077`)
  expect(await send(desk, { 'two.txt': section(2, 'Fifty.') })).toEqual([
    expect.stringContaining(
      'two.txt is section 2 of 2 of cable LIMA 77, and section 1 is not among the files',
    ),
  ])
  const [one] = await send(desk, { 'one.txt': section(1, 'Forty.'), 'again.txt': section(1, 'Fifty.') })
  expect(one).toContain(
    'one.txt is section 1 of 2 of cable LIMA 77, of which again.txt and one.txt hold section 1',
  )
  expect(await desk.db.selectFrom('documents').selectAll().execute()).toEqual([])
})

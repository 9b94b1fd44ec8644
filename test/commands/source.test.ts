import { describe, expect, it, test } from 'vitest'
import type { Desk } from '../../src/commands/context.ts'
import { type Paragraph, tombstone } from '../../src/domain/document.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { keepDocument } from '../../src/store/documents.ts'
import { openDesk, start, type } from '../desk.ts'
import { inventedCable } from '../invented-cable.ts'

const from = { path: '/cables/77.txt', by: 'ana', now: start }
const nextDay = '2009-04-07T14:00:00.000Z'

async function deskWithCable(): Promise<Desk> {
  const desk = await openDesk()
  await keepDocument(desk.db, inventedCable(), from)
  return desk
}

type Who = { member?: string; channel?: string; now?: string }

/** Types lines and gives the last answer, with its plain text after the marking. */
async function say(desk: Desk, lines: string | string[], who: Who = {}) {
  const [last = '', ...earlier] = [lines].flat().toReversed()
  for (const line of earlier.toReversed()) {
    const reply = await type(desk, line, who)
    expect(reply.refused, renderPlainText(reply)).toBeUndefined()
  }
  const reply = await type(desk, last, who)
  return { ...reply, text: renderPlainText(reply).replace(/^\[\w+\]\s/, '') }
}

const reviewer = { member: 'rui' }
const administrator = { member: 'ada' }

describe('the list', () => {
  it('has what is known of each: those held first, then those only cited', async () => {
    const { text, marking } = await say(await deskWithCable(), '/source')
    expect(text).toContain('Sources: 1 held, 24 only cited')
    expect(text).toContain(
      '26 LIMA 77 · Port inspections in the first quarter · 14 Mar 2026 · 9 paragraphs · SBU · 1 gap · no faults · no owner · never reviewed, no review interval',
    )
    expect(text).toMatch(/09 STATE 32018 · FY2010 demarche.* · 2 Apr 2009 · U · 19 faults/)
    expect(marking).toBe('SBU')
  })

  it('shows who owns a source and when it was reviewed', async () => {
    const desk = await deskWithCable()
    const lines = [
      '/source owner 26 LIMA 77 @ben',
      '/source interval LIMA 77 month',
      '/source review LIMA 77',
    ]
    await say(desk, lines, reviewer)
    const { text } = await say(desk, '/source')
    expect(text).toContain('owner @ben · reviewed 6 Apr 2009, interval month, next 6 May 2009')
    const later = await say(desk, '/source', { now: '2009-05-06T14:00:00.000Z' })
    expect(later.text).toContain('interval month, due since 6 May 2009')
  })

  it('counts what is above the ceiling, and no more', async () => {
    const { text, marking } = await say(await deskWithCable(), '/source', { channel: 'C-1' })
    expect(text).toContain('2 items withheld (SBU)')
    expect(text).not.toMatch(/26 LIMA 77|05 LIMA 1409/)
    expect(marking).toBe('U')
  })

  it('has on its second page the lists that go on there, and no label of another', async () => {
    const { text } = await say(await deskWithCable(), '/source page 2')
    expect(text).toContain('Only cited')
    expect(text).not.toContain('Held, in full or in part')
  })

  it('of words has the sources they are about', async () => {
    const { text } = await say(await openDesk(), '/source presidential determination')
    expect(text).toContain('73 FR 54927')
    expect(text).not.toContain('05 LIMA 1409')
  })
})

describe('one source', () => {
  it('has its head, its gaps and how to read it', async () => {
    const { text } = await say(await deskWithCable(), '/source LIMA 77')
    for (const line of [
      'Number: UNCLAS LIMA 000077',
      'Sent: 141500Z MAR 26',
      'Classification: UNCLAS, SENSITIVE',
      'Section: 1 of 2',
      'Text: 9 paragraphs, taken in 6 Apr 2009 by @ana',
      'Owner: nobody is named',
      'Section 1 of 2 only.',
      '/source 26 LIMA 77 para 1',
    ])
      expect(text).toContain(line)
  })

  it('tells a gap once that the data folder and the text both tell', async () => {
    const desk = await openDesk()
    const gaps = [
      'Partial extract; the full text is not held.',
      'Headed section 1 of 3; no head of section 2, 3 is in this file.',
      'Page 4 holds no text.',
    ]
    await keepDocument(desk.db, inventedCable({ id: '05 LIMA 1409', gaps }), from)
    const { text } = await say(desk, '/source 05 LIMA 1409')
    expect(text.match(/partial extract|section 1 of 3;/gi)).toHaveLength(2)
    expect(text).toContain('Page 4 holds no text.')
  })

  test.each(['09 STATE 32018', '09STATE32018', 'state 032018', '2009 STATE 32018'])(
    'goes by %s',
    async (label) => {
      const { text } = await say(await openDesk(), `/source ${label}`)
      expect(text).toMatch(/^09 STATE 32018\n/)
      expect(text).toContain('Text: not held')
      expect(text).toContain('attache ingest FILE')
    },
  )

  test.each([
    ['22 U.S.C. 2291', '22 U.S.C. 2291\n'],
    ['22 U.S.C. 2291j', '22 U.S.C. 2291j\n'],
    ['22 U.S.C. 2291j-1', '22 U.S.C. 2291j-1\n'],
  ])('%s is not another that begins so', async (label, first) => {
    expect((await say(await openDesk(), `/source ${label}`)).text.startsWith(first)).toBe(true)
  })

  it('above the ceiling is withheld', async () => {
    for (const line of ['/source LIMA 77', '/source faults LIMA 77', '/source faults 05 LIMA 1409']) {
      const { text } = await say(await deskWithCable(), line, { channel: 'C-1' })
      expect(text.trim()).toBe('1 item withheld (SBU)')
    }
  })

  it('that nobody knows gives the nearest', async () => {
    const { refused, text } = await say(await deskWithCable(), '/source 09 STATE 32081 para 2')
    expect(refused).toBe(true)
    expect(text).toContain('Did you mean /source 09 STATE 32018?')
  })
})

it('a label that begins a longer name finds what is called so', async () => {
  const desk = await openDesk()
  await keepDocument(desk.db, inventedCable({ id: 'aide', title: 'AIDE-MÉMOIRE' }), from)
  expect((await say(desk, '/source aide-memoire')).text).toContain('aide · AIDE-MÉMOIRE')
  const other = await say(desk, '/source aide-camp')
  expect(other.text).toContain('"-camp" is no paragraph of aide.')
})

describe('one paragraph', () => {
  test.each([
    ['para 1', '26 LIMA 77 ¶1', 'forty   containers in Callao.'],
    ['¶3(A) Ports 2', '26 LIMA 77 ¶3(A) Ports 2', 'Paita follows in June.'],
    ['para 15', '26 LIMA 77 ¶5 (printed 15)', 'Numbering: 4 is followed by 15, then 6.'],
    ['para 5', '26 LIMA 77 ¶5 (printed 15)', 'A reply is asked for'],
    ['para 6', '26 LIMA 77 ¶16 (probably 6)', 'Numbering: Follows 15; not proven.'],
    ['para 4(3)', '26 LIMA 77: 2 places', '¶4 category 3'],
  ])('%s is shown as written, cited', async (place, title, words) => {
    const { text } = await say(await deskWithCable(), `/source 26 LIMA 77 ${place}`)
    expect(text.startsWith(title)).toBe(true)
    expect(text).toContain(words)
  })

  test.each([
    ['/source 26 LIMA 77 paras 1 and 5', ['forty   containers', 'A reply is asked for']],
    ['/source 26 LIMA 77 ¶1 and ¶5', ['forty   containers', 'A reply is asked for']],
    ['/source 26 LIMA 77 1, 5', ['forty   containers', 'A reply is asked for']],
    ['/source paras 4-5 of LIMA 77', ['¶4 category 3', 'A reply is asked for']],
    ['/source 26 LIMA 77 paragraph five', ['A reply is asked for']],
    ['/source para 5 of 26 LIMA 77', ['A reply is asked for']],
    ['/source para 5 of the LIMA 77', ['A reply is asked for']],
    ['/source para 1 of LIMA 77 and para 6 of 09 STATE 32018', ['forty   containers', 'The Department asks']],
    ['/source LIMA 77 paras 1-9', ['A reply is asked for', 'Only the first 5 are shown; name the others.']],
  ])('beside another is shown too: %s', async (line, words) => {
    const { text } = await say(await deskWithCable(), line)
    for (const written of words) expect(text).toContain(written)
  })

  it('of a range that ends behind the text leaves no others to name', async () => {
    const { text } = await say(await deskWithCable(), '/source LIMA 77 paras 4-9')
    expect(text).toContain('¶8 is not in the extract held of 26 LIMA 77. Held: ¶1-5, 16.')
    expect(text).not.toContain('Only the first 5')
  })

  it('that is held is not said to be lacking where the words behind it name nothing there', async () => {
    const { text } = await say(await deskWithCable(), '/source 26 LIMA 77 para 1 corrected to fifty')
    expect(text).toContain('"corrected to fifty" is not understood: nothing in ¶1 of 26 LIMA 77 goes by it.')
    expect(text).not.toContain('not in the extract')
  })

  it('that the extract lacks is said to be lacking, with what is held and the gaps', async () => {
    const { text, refused } = await say(await deskWithCable(), '/source 26 LIMA 77 para 9')
    expect(refused).toBeUndefined()
    expect(text).toContain('¶9 is not in the extract held of 26 LIMA 77. Held: ¶1-5, 16.')
    expect(text).toContain('Section 1 of 2 only.')
  })

  it('above the ceiling is withheld and counted; a U paragraph of an SBU source is shown', async () => {
    const desk = await deskWithCable()
    const withheld = await say(desk, '/source 26 LIMA 77 para 2', { channel: 'C-1' })
    expect(withheld).toMatchObject({
      marking: 'U',
      text: expect.stringMatching(/^1 item withheld \(SBU\)\s*$/),
    })
    const shown = await say(desk, '/source 26 LIMA 77 para 1', { channel: 'C-1' })
    expect(shown.text).toContain('containers in Callao')
    expect(shown.marking).toBe('U')
    const missing = await say(desk, '/source 26 LIMA 77 para 9', { channel: 'C-1' })
    expect(missing.text).not.toMatch(/Section 1 of 2 only|Held:/)
    const annotate = '/source annotate 26 LIMA 77 para 2 "words" src x'
    expect((await say(desk, annotate, { channel: 'C-1' })).text).toContain('may not be shown in this channel')
  })

  it('of a source whose text is not held has what the data folder states, its faults, and how to take it in', async () => {
    const { text } = await say(await openDesk(), '/source 09 STATE 32018 para 19(C) Interdiction 3')
    expect(text).toContain('The text of 09 STATE 32018 is not held.')
    expect(text).toContain('PE-IL-3 (FY2010)')
    expect(text).toContain('Known fault of the source: 09 STATE 32018 ¶9(C) Interdiction 3 (printed 19)')
    expect(text).toContain('attache ingest FILE')
    const none = await say(await openDesk(), '/source 09 STATE 32018 para 99')
    expect(none.text).toContain('Nothing in the data folder cites ¶99.')
  })

  it('of a source with known faults has them beside the text, and what rests on it', async () => {
    const desk = await openDesk()
    const cable = inventedCable({ id: '09 STATE 32018', marking: 'U' })
    const paragraphs = cable.paragraphs.filter(({ marking }) => marking === 'U')
    const second = paragraphs.map((one, index) =>
      index === 0 ? { ...one, cite: { source: cable.id, paragraph: 2 } } : one,
    )
    await keepDocument(desk.db, { ...cable, paragraphs: second }, from)
    const { text } = await say(desk, '/source 09 STATE 32018 para 2')
    expect(text).toContain('prints "Section 760": It is section 706. (shown by: 22 U.S.C. 2291j-1)')
    expect(text).toMatch(/Rests on it: .*FRAA/)
    expect(text).toMatch(/Ours and the paragraph differ: .*"Section 760".* in ours only\./)
    const { text: listed } = await say(desk, '/source faults 09 STATE 32018')
    expect(listed).toMatch(
      /- In the copy we read, and not in the text held: 09 STATE 32018 ¶2 prints "Section 760"/,
    )
    expect(listed).toMatch(/- 09 STATE 32018 ¶9\(A\)/)
  })

  it('of many places quotes the first and lists the rest by their first words', async () => {
    const desk = await openDesk()
    const paragraphs = Array.from({ length: 30 }, (_, index) => ({
      cite: { source: 'memo', paragraph: 1, place: `Item ${index + 1}` },
      text: `Point ${index + 1}: ${'words and more words '.repeat(20)}`,
      marking: 'U' as const,
      line: index + 1,
    }))
    await keepDocument(desk.db, inventedCable({ id: 'memo', kind: 'paper', paragraphs }), from)
    const { text, parts } = await say(desk, '/source memo para 1')
    expect(parts.filter(({ part }) => part === 'quote')).toHaveLength(6)
    expect(text).toContain('¶1 Item 7 Point 7: words and more')
    expect(text).toContain('1 to 20 of 24, page 1 of 2.')
    expect(text).toContain('/source memo ¶1 Item 7')
  })

  it('whose places were taken away together is told of once, with each fault once', async () => {
    const desk = await openDesk()
    const cable = inventedCable({ id: '09 STATE 32018', marking: 'U' })
    const at = (place?: string) => ({ source: cable.id, paragraph: 9, part: 'C', ...(place && { place }) })
    const removed = [at(), at('Interdiction 3'), at('Interdiction 3')].map((cite, line) => ({
      cite,
      text: tombstone('2026-04-06', 'wrong system'),
      marking: line === 0 ? 'SBU' : 'U',
      line,
    }))
    const kept = { ...removed[0], cite: at('Interdiction 4'), text: 'Laws follow.' }
    await keepDocument(desk.db, { ...cable, paragraphs: [...removed, kept] as Paragraph[] }, from)
    const { text, parts, marking } = await say(desk, '/source 09 STATE 32018 para 9')
    expect(marking).toBe('SBU')
    expect(text).toMatch(/^09 STATE 32018: 2 places/)
    expect(text.match(/\[Removed on 6 Apr 2026, because wrong system\]/g)).toHaveLength(1)
    const quotes = parts.filter((part) => part.part === 'quote')
    expect(quotes.map(({ citation }) => citation.split(' · ').slice(0, 2))).toEqual([
      ['09 STATE 32018 ¶9', 'SBU'],
      ['09 STATE 32018 ¶9(C) Interdiction 4', 'SBU'],
    ])
    expect(text.match(/prints "10 percent above/g)).toHaveLength(1)
  })

  test.each(['/source 26 LIMA 77 the last paragraph', '/source último párrafo de 26 LIMA 77'])(
    '%s is the one that its text ends with',
    async (line) => {
      const last = inventedCable().paragraphs.at(-1)?.cite.paragraph
      expect((await say(await deskWithCable(), line)).text).toMatch(new RegExp(`^26 LIMA 77 ¶${last}\\b`))
    },
  )

  test.each([
    ['/source 26 LIMA 77 nine', '"nine" is no paragraph of 26 LIMA 77'],
    ['/source 26 LIMA 77 version 2', '26 LIMA 77 has no version 2; held are 1 to 1.'],
    ['/source 09 STATE 32018 version 1', 'The text of 09 STATE 32018 is not held, so it has no versions.'],
    ['/source faults nothing', 'No source goes by "nothing"'],
  ])('%s is told what was wrong', async (line, words) => {
    const { refused, text } = await say(await deskWithCable(), line)
    expect(refused).toBe(true)
    expect(text).toContain(words)
  })
})

describe('versions', () => {
  it('leave the old text citable', async () => {
    const desk = await deskWithCable()
    const [first, ...rest] = inventedCable().paragraphs
    const corrected = first
      ? [{ ...first, text: 'Fifty containers.', written: 'Fifty containers.' }, ...rest]
      : []
    await keepDocument(desk.db, inventedCable({ paragraphs: corrected }), { ...from, now: nextDay })
    const who = { now: nextDay }
    const { text } = await say(desk, '/source 26 LIMA 77', who)
    expect(text).toContain('version 2 of 2')
    expect(text).toContain('of an earlier version: /source 26 LIMA 77 version 1 para 1')
    expect((await say(desk, '/source 26 LIMA 77 para 1', who)).text).toContain('Fifty containers.')
    const old = await say(desk, '/source 26 LIMA 77 version 1 para 1', who)
    expect(old.text).toContain(
      'This is version 1 of 2; say so where you cite it. The current one: /source 26 LIMA 77 ¶1',
    )
    expect(old.text).toContain('(26 LIMA 77 ¶1 · version 1 · U · 14 Mar 2026)')
    expect(old.text).toContain('Inspectors opened')
    for (const line of [
      '/ask 26 LIMA 77 version 1 para 1',
      '/ask LIMA 77 ¶1 version 1',
      '/source LIMA 77 ¶1 version 1',
      '/source LIMA 77 v1 para 1',
    ])
      expect((await say(desk, line, who)).text).toBe(old.text)
    const none = await say(desk, '/ask 26 LIMA 77 para 1 version 3', who)
    expect(none.text).toContain('26 LIMA 77 has no version 3; held are 1 to 2.')
    expect((await say(desk, '/ask which version 2 of the plan is right?', who)).refused).toBeUndefined()
  })

  it('are those of the instant an answer is made again for', async () => {
    const desk = await deskWithCable()
    const channel = { channel: 'D-1', now: nextDay }
    await keepDocument(desk.db, inventedCable({ title: 'Corrected' }), { ...from, now: nextDay })
    expect((await say(desk, '/share 2009-04-06T14:00:00Z source 26 LIMA 77', channel)).text).toContain(
      'Port inspections in the first quarter',
    )
    expect((await say(desk, '/source 26 LIMA 77', channel)).text).toContain('Corrected')
  })
})

describe('annotations', () => {
  const annotate =
    '/source annotate LIMA 77 para 1 "Forty-one by the port log." src STATE 32018 para 2 mark U'

  it('stand beside the text with their own source and author', async () => {
    const desk = await deskWithCable()
    const noted = await say(desk, annotate)
    expect(noted.to).toBe('channel')
    const { text } = await say(desk, '/source LIMA 77 para 1')
    expect(text).toContain(
      'A-1 at ¶1: Forty-one by the port log. (source: 09 STATE 32018 ¶2; noted by @ana, 6 Apr 2009, U)',
    )
    expect(text).toContain('containers in Callao.')
    expect((await say(desk, '/source LIMA 77 para 3')).text).not.toContain('A-1')
    expect((await say(desk, '/source LIMA 77')).text).toContain('A-1 at 26 LIMA 77 ¶1: Forty-one')
  })

  const asked = ['/ask 26 LIMA 77 para 1', '/ask containers opened in Callao']

  it.each(asked)('stand beside %s too, as notes and not as faults, as long as they stand', async (line) => {
    const desk = await deskWithCable()
    expect((await say(desk, line)).text).not.toContain('Note A-')
    await say(desk, annotate)
    const { text, marking } = await say(desk, line)
    expect(text).toContain(
      'Note A-1: Forty-one by the port log. (U, noted here; shown by: 09 STATE 32018 ¶2) · /source 26 LIMA 77 ¶1',
    )
    expect(text).not.toContain('Known fault')
    expect(marking).toBe('U')
    await say(desk, '/source annotate A-1 "Forty-two." src the port log')
    expect((await say(desk, line)).text).toContain('Note A-1: Forty-two.')
    await say(desk, '/source withdraw A-1 because the log was misread')
    expect((await say(desk, line)).text).not.toContain('Note A-')
  })

  it.each(asked)('above the marking of the paragraph stand beside %s within the ceiling', async (line) => {
    const desk = await deskWithCable()
    await say(desk, '/source annotate LIMA 77 para 1 "A reading." src ana')
    const { text, marking } = await say(desk, line)
    expect(text).toContain('Note A-1: A reading. (SBU, noted here; shown by: ana)')
    expect(marking).toBe('SBU')
    const below = await say(desk, line, { channel: 'C-1' })
    expect(below.text).not.toContain('A reading')
    expect(below.text).toContain('1 item withheld (SBU)')
    expect(below.marking).toBe('U')
  })

  it('stand beside what is ours where the text is not held, each once', async () => {
    const desk = await openDesk({ ceiling: 'SBU' })
    await say(desk, '/source annotate 09 STATE 32018 para 12 "By phone." src ana mark U')
    const { text } = await say(desk, '/ask 09 STATE 32018 para 12')
    expect(text.match(/Note A-1: By phone\./g)).toHaveLength(1)
    const { text: place } = await say(desk, '/source 09 STATE 32018 ¶12')
    expect(place).toContain('A-1 at ¶12: By phone.')
  })

  it('beside an answer are the latest two, and how many more there are', async () => {
    const desk = await deskWithCable()
    for (const says of ['One.', 'Two.', 'Three.'])
      await say(desk, `/source annotate LIMA 77 para 1 "${says}" src ana`)
    await keepDocument(desk.db, inventedCable({ title: 'Corrected' }), { ...from, now: nextDay })
    const { text } = await say(desk, asked[0] ?? '', { now: nextDay })
    expect(text).not.toContain('Note A-1')
    expect(text).toContain('Two. (SBU, noted here; shown by: ana; of an earlier version of the text)')
    expect(text).toContain('Note A-3: Three.')
    expect(text).toContain('1 earlier note there.')
  })

  it('of an earlier version of the text say so beside the later one, and there alone', async () => {
    const desk = await deskWithCable()
    await say(desk, annotate)
    await keepDocument(desk.db, inventedCable({ title: 'Corrected' }), { ...from, now: nextDay })
    const who = { now: nextDay }
    const says = 'noted by @ana, 6 Apr 2009, U; of an earlier version of the text)'
    expect((await say(desk, '/source LIMA 77 para 1', who)).text).toContain(says)
    expect((await say(desk, '/source LIMA 77', who)).text).toContain(says)
    expect((await say(desk, '/source LIMA 77 version 1 para 1', who)).text).not.toContain('of an earlier')
  })

  it('typed twice are one; changed are a new version; withdrawn are gone, and come back', async () => {
    const desk = await deskWithCable()
    expect((await say(desk, [annotate, annotate])).text).toContain('A-1')
    expect((await say(desk, '/source LIMA 77')).text).not.toContain('A-2')
    await say(desk, '/source annotate A-1 "Forty-two." src the port log')
    const { text } = await say(desk, '/source LIMA 77 para 1')
    expect(text).toContain('Forty-two. (source: the port log; noted by @ana, 6 Apr 2009, version 2, U)')
    expect(text).not.toContain('Forty-one')
    await say(desk, '/source withdraw A-1 because the log was misread')
    expect((await say(desk, '/source LIMA 77 para 1')).text).not.toContain('Forty')
    await say(desk, '/source annotate A-1 "Forty-two." src the port log')
    expect((await say(desk, '/source LIMA 77 para 1')).text).toContain('version 4')
  })

  it('carry the ceiling of the channel unless marked lower, and are withheld above it', async () => {
    const desk = await deskWithCable()
    const noted = await say(desk, '/source annotate LIMA 77 para 1 "A reading." src ana')
    expect(noted.marking).toBe('SBU')
    const { text } = await say(desk, '/source LIMA 77 para 1', { channel: 'C-1' })
    expect(text).not.toContain('A reading')
    expect(text).toContain('1 item withheld (SBU)')
  })

  it('of another person are changed by a reviewer only', async () => {
    const desk = await deskWithCable()
    await say(desk, annotate)
    const other = await say(desk, '/source withdraw A-1 because no', { member: 'ben' })
    expect(other.refused).toBe(true)
    expect((await say(desk, '/source withdraw A-1 because no', reviewer)).refused).toBeUndefined()
  })

  test.each([
    ['/source annotate LIMA 77 para 1 "no source"', 'gives its own source'],
    ['/source annotate', 'gives its own source'],
    ['/source annotate LIMA 77 "words" src x', 'stands at a paragraph'],
    ['/source annotate LIMA 77 para 9 "words" src x', 'not in the extract held'],
    ['/source annotate LIMA 77 para 1 forty "words" src x', '"forty" is not understood'],
    ['/source annotate LIMA 77 paras 1 and 5 "words" src x', 'stands at one paragraph'],
    ['/source annotate LIMA 77 para 3(A) Ports "words" src x', 'That is 2 places'],
    ['/source annotate 74 FR 48369 para 1 "words" src x', 'is not held, so nothing can be noted'],
    ['/source annotate QUITO 3 para 1 "words" src x', 'No source goes by'],
    ['/source annotate A-9 "words" src x', 'There is no annotation A-9'],
    ['/source annotate LIMA 77 para 1 "words" src x mark red', 'mark takes U or SBU'],
    ['/source withdraw A-1', 'There is no annotation A-1'],
    ['/source withdraw', 'say why it is withdrawn'],
    ['/source retire', 'Name the source'],
  ])('%s is told what was wrong, and records nothing', async (line, words) => {
    const desk = await deskWithCable()
    const { refused, text } = await say(desk, line, administrator)
    expect(text).toContain(words)
    expect(refused).toBe(true)
    expect(await desk.db.selectFrom('annotations').selectAll().execute()).toEqual([])
  })

  it('that mark themselves above the ceiling are neither kept nor shown again', async () => {
    const desk = await deskWithCable()
    for (const channel of ['terminal', 'C-1']) {
      const [mark, end] = channel === 'terminal' ? ['(S//NF)', 'confidential'] : ['(SBU)', 'sbu']
      for (const words of [`"${mark} hidden words" src x`, `"hidden words" src x mark ${end}`]) {
        const { refused, text } = await say(desk, `/source annotate LIMA 77 para 1 ${words}`, { channel })
        expect(refused).toBe(true)
        expect(text).not.toContain('hidden words')
      }
    }
    expect(await desk.db.selectFrom('annotations').selectAll().execute()).toEqual([])
  })
})

describe('what people decide', () => {
  it('retires a source, which stays citable, and restores it', async () => {
    const desk = await deskWithCable()
    const retired = await say(desk, '/source retire LIMA 77 because a corrected copy came', administrator)
    expect(retired.to).toBe('channel')
    const { text } = await say(desk, '/source')
    expect(text).toContain('Sources: 0 held')
    expect(text).toContain('Retired: 26 LIMA 77.')
    const one = await say(desk, '/source LIMA 77 para 1')
    expect(one.text).toContain('containers in Callao.')
    expect(one.text).toContain('Retired 6 Apr 2009 by @ada, because a corrected copy came')
    await say(desk, '/source restore LIMA 77 because it is the right one', administrator)
    expect((await say(desk, '/source')).text).toContain('Sources: 1 held')
  })

  it('tells whoever asks for a retired source that it is, and shows what they name of it', async () => {
    const desk = await deskWithCable()
    await say(desk, '/source retire LIMA 77 because a corrected copy came', administrator)
    const since = 'Retired 6 Apr 2009 by @ada, because a corrected copy came: no longer searched'
    for (const line of [
      '/ask 26 LIMA 77 para 1',
      '/ask para 1 of 26 LIMA 77?',
      '/ask LIMA 77 ¶1 version 1',
    ]) {
      const { text } = await say(desk, line)
      expect(text).toContain('containers in Callao.')
      expect(text).toContain(since)
    }
    expect((await say(desk, '/ask 26 LIMA 77')).text).toContain(since)
    const asked = await say(desk, '/ask what does 26 LIMA 77 tell of the quays?')
    expect(asked.text).toContain('26 LIMA 77 is retired.')
    expect(asked.text).toContain(since)
    expect(asked.text).toContain('To read it: /source 26 LIMA 77 para 1')
    expect(asked.text).not.toContain('Not held: 26 LIMA 77')
    expect(asked.marking).toBe('SBU')
    const low = await say(desk, '/ask what does 26 LIMA 77 tell of the quays?', { channel: 'C-1' })
    expect(low.text).not.toContain('retired')
    expect(low.marking).toBe('U')
  })

  test.each([
    '/ask memo para 1',
    '/ask para 1 of the memo',
    '/ask what does para 1 of the memo say of Callao?',
    '/ask para 1 of the memo and para 6 of 09 STATE 32018',
  ])('of a retired paper called by a plain word shows the paragraph: %s', async (line) => {
    const desk = await openDesk()
    await keepDocument(desk.db, inventedCable({ id: 'memo' }), from)
    await say(desk, '/source retire memo because a corrected copy came', administrator)
    const { text } = await say(desk, line)
    expect(text).toContain('containers in Callao.')
    expect(text).toContain('Retired 6 Apr 2009 by @ada')
    const other = await say(desk, '/ask para 6 of the demarche and para 1 of the memo')
    expect(other.text).toContain('09 STATE 32018 ¶6')
    expect(other.text).not.toContain('¶6 is not in the extract held of memo')
  })

  it('shows beside an entry what was noted since at the paragraph that it was recorded from', async () => {
    const desk = await deskWithCable()
    await say(desk, '/log seizure 30 kg cocaine at Callao on 14 Mar 2009 src LIMA 77 para 1 mark U')
    const note = '/source annotate LIMA 77 para 1 "thirty-nine by the later count" src call with the port'
    await say(desk, [`${note} mark U`, '/source annotate LIMA 77 para 1 "forty-one" src letter mark SBU'])
    await say(desk, '/source annotate LIMA 77 para 5 "answered in May" src letter mark U')
    const { text } = await say(desk, '/log show L-1')
    for (const said of ['thirty-nine by the later count', 'forty-one']) expect(text).toContain(said)
    expect(text).not.toContain('answered in May')
    const low = await say(desk, '/log show L-1', { channel: 'C-1' })
    expect(low.text).toContain('thirty-nine by the later count')
    expect(low.text).toContain('1 item withheld (SBU)')
    expect(low.text).not.toContain('forty-one')
  })

  it('lets anybody take on a source without an owner, who may then review it', async () => {
    const desk = await deskWithCable()
    const lines = ['/source owner LIMA 77 me', '/source interval LIMA 77 two years', '/source review LIMA 77']
    await say(desk, lines)
    expect((await say(desk, '/source LIMA 77')).text).toContain('interval two years, next 6 Apr 2011')
    const taken = await say(desk, '/source owner LIMA 77 me', { member: 'ben' })
    expect(taken.refused).toBe(true)
  })

  const desksCiting: [what: string, make: () => Promise<Desk>][] = [
    ['only cited', () => openDesk()],
    [
      'held',
      async () => {
        const desk = await openDesk()
        const cable = inventedCable({ id: '09 STATE 32018', marking: 'U', date: '2009-04-02' })
        await keepDocument(desk.db, { ...cable, paragraphs: cable.paragraphs.slice(0, 1) }, from)
        return desk
      },
    ],
  ]

  test.each(desksCiting)('of a source %s goes with whatever cites it', async (what, make) => {
    const desk = await make()
    await say(desk, '/log police graduated 5 on 20 Nov 2008 src 09 STATE 32018 para 1')
    const screens = [
      '/log show L-1',
      '/ask PE-IL-3',
      '/benchmark PE-IL-3',
      '/benchmark peru',
      '/reportcard peru',
      '/reportcard peru by area',
      '/reportcard PE-IL-3b',
      '/draft non-paper peru',
      '/deadline report-card',
      '/deadline peru',
      '/article 3.1(a)',
      '/benchmark peru changes',
      ...(what === 'held' ? ['/source 09 STATE 32018 para 1'] : []),
    ]
    const later = { now: '2010-04-06T14:00:00.000Z' }
    const expectAll = async (words: RegExp, who: Who = {}) => {
      for (const line of screens) expect((await say(desk, line, who)).text, line).toMatch(words)
    }
    const expectNone = async () => {
      for (const line of screens)
        expect((await say(desk, line)).text, line).not.toMatch(/review due|reviewed \d|, retired/)
    }
    await expectNone()
    await say(desk, '/source interval 09 STATE 32018 year', reviewer)
    await expectNone()
    await expectAll(/[,:] review due since 6 Apr 2010/, later)
    await say(desk, '/source review 09 STATE 32018', reviewer)
    await expectAll(/[,:] reviewed 6 Apr 2009/)
    if (what !== 'held') return
    await say(desk, '/source retire 09 STATE 32018 because a corrected copy came', administrator)
    await expectAll(/[,:] review due since 6 Apr 2010, retired/, later)
  })

  it('is kept version by version', async () => {
    const desk = await deskWithCable()
    await say(desk, ['/source owner LIMA 77 me', '/source review LIMA 77'])
    await say(desk, '/source retire LIMA 77 because old', administrator)
    const rows = await desk.db
      .selectFrom('keepings')
      .select(['version', 'state', 'owner', 'reviewed', 'changed_by', 'reason'])
      .orderBy('version')
      .execute()
    expect(rows).toEqual([
      { version: 1, state: 'kept', owner: 'ana', reviewed: null, changed_by: 'ana', reason: null },
      { version: 2, state: 'kept', owner: 'ana', reviewed: '2009-04-06', changed_by: 'ana', reason: null },
      {
        version: 3,
        state: 'retired',
        owner: 'ana',
        reviewed: '2009-04-06',
        changed_by: 'ada',
        reason: 'old',
      },
    ])
  })

  test.each([
    ['ana', '/source retire LIMA 77 because old', 'That takes an administrator'],
    ['rui', '/source restore LIMA 77 because new', 'That takes an administrator'],
    ['ada', '/source retire LIMA 77', 'Say why'],
    [
      'ada',
      '/source retire 09 STATE 32018 because old',
      'what only the data folder cites is taken out there',
    ],
    ['ada', '/source restore LIMA 77 because new', '26 LIMA 77 is not retired.'],
    ['ana', '/source review LIMA 77', 'a reviewer or an administrator reviews it'],
    ['rui', '/source review LIMA 77 soon', 'takes the source alone'],
    ['rui', '/source interval LIMA 77 weekly', 'Write one of: month, quarter'],
    ['ana', '/source interval LIMA 77 year', 'sets its interval'],
    ['ana', '/source owner LIMA 77 @ben', 'names another'],
    ['rui', '/source owner LIMA 77 ben and cal', 'Name one owner'],
    ['ada', '/source retire QUITO 3 because old', 'No source goes by'],
  ])('as %s, %s is refused', async (member, line, words) => {
    const desk = await deskWithCable()
    const { refused, text } = await say(desk, line, { member })
    expect(text).toContain(words)
    expect(refused).toBe(true)
    expect(await desk.db.selectFrom('keepings').selectAll().execute()).toEqual([])
  })

  it('is never repeated by Share, nor run twice for a page', async () => {
    const desk = await deskWithCable()
    const line = 'source retire LIMA 77 because it lacks page 2'
    const shared = await say(desk, `/share 2009-04-06T14:00:00Z ${line}`, administrator)
    expect(shared.refused).toBe(true)
    await say(desk, `/${line}`, administrator)
    expect(await desk.db.selectFrom('keepings').select('reason').execute()).toEqual([
      { reason: 'it lacks page 2' },
    ])
  })
})

it('lists the known faults, each with what shows it', async () => {
  const all = await say(await openDesk(), '/source faults')
  expect(all.text).toMatch(/^Known faults: \d\d/)
  const one = await say(await openDesk(), '/source faults STATE 32018')
  expect(one.text).toContain('Known faults of 09 STATE 32018: 19')
  expect((await say(await openDesk(), '/source STATE 32018 faults')).text).toBe(one.text)
  expect(one.marking).toBe('U')
  const low = await say(await openDesk(), '/source faults', { channel: 'C-1' })
  expect(low.text).toContain('1 item withheld (SBU)')
  expect(low.text).not.toContain('LIMA 1409 ¶')
})

test.each([
  '/source 26 LMA 77',
  '/source 14 LIMA 77',
  '/source port inspections',
  '/source review 26 LIMA 77',
  '/source faults 26 LIMAA 77',
])('%s names no label that is SBU as near at U', async (line) => {
  const { text } = await say(await deskWithCable(), line, { ...reviewer, channel: 'C-1' })
  expect(text).toContain('No source goes by')
  expect(text).not.toContain('Did you mean')
})

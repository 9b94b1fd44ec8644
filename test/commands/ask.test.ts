import { describe, expect, test } from 'vitest'
import { type Desk, terminal } from '../../src/commands/context.ts'
import { type Document, type Paragraph, tombstone } from '../../src/domain/document.ts'
import { renderMarkdown } from '../../src/edges/markdown.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { keepDocument } from '../../src/store/documents.ts'
import { desksFilled, openDesk, start, type } from '../desk.ts'
import { inventedCable } from '../invented-cable.ts'

type Ceiling = 'U' | 'SBU'

const answer = async (line: string, ceiling: Ceiling = 'SBU') => ask(await openDesk({ ceiling }), line)

async function ask(desk: Desk, line: string) {
  const reply = await type(desk, line)
  return { ...reply, text: renderPlainText(reply), written: renderMarkdown(reply) }
}

describe('/ask by id, reference and citation', () => {
  test.each([
    ['PE-IL-3', 'PE-IL-3 (FY2010)'],
    ['pe-il-3b', 'PE-IL-3b, Drugs and precursors seized'],
    ['what is the baseline of PE-IL-3b?', 'baseline not recorded'],
    ['2005/PE-M-1', 'PE-M-1 (2005)'],
    ['IL-3', 'PE-IL-3 (FY2010)'],
    ['what is the baseline of il-3b?', 'PE-IL-3b, Drugs and precursors seized'],
    ['2005/M-1', 'PE-M-1 (2005)'],
    ['article 3.1(a)', 'Article 3.1(a), Offences and sanctions'],
    ['what does art. 12.9(b) say?', 'seizure'],
    ['why is article 18 under precursors?', 'Category 4'],
    ['3.1(b)', 'money laundering'],
    ['article 3 paragraph 1(a) of the 1988 Convention', 'Article 3.1(a), Offences and sanctions'],
    ['¿qué dice el artículo 3, párrafo 1, inciso a)?', 'Article 3.1(a), Offences and sanctions'],
    ['articles 12 and 18', 'Article 18, Free trade zones'],
    ['explain convention article 5', 'Article 5, Confiscation'],
    [
      "is possession against the law under the Vienna Convention's article 3?",
      'Article 3.2, Offences and sanctions',
    ],
    ['Convención de Viena artículo 5', 'Article 5, Confiscation'],
    ['WHAT DOES ARTICLE 3 SAY?', 'Article 3, Offences and sanctions'],
    ['which articles does category 4 name?', 'Articles 3.1(a); 12; 18'],
    ['09 STATE 32018 ¶9(A)', "Report the Government of Peru's responses"],
    ['STATE 032018 para 19(C) Interdiction 3', 'PE-IL-3 (FY2010)'],
    ['09 STATE 32018 ¶8 category 3', 'Category 3, Drug transportation and distribution'],
    ['para 9(C) Interdiction 3 of the demarche', 'PE-IL-3 (FY2010)'],
    ['para 9C interdiction 3 of the demarche', 'PE-IL-3 (FY2010)'],
    ['¶8 category 3 of the demarche', 'Category 3, Drug transportation and distribution'],
    ['09 STATE 32018 para 9(C) Development', 'PE-DI-1 (FY2010)'],
    ['para 9(C) money laundering of the demarche', 'PE-ML-1 (FY2010)'],
    ['paragraph 12 of the state cable', "Report card on Peru's drug control performance"],
    ['paragraph 9 of the demarche', 'Peru, FY2010 Majors List benchmarks'],
    ['¶9A of the demarche', "Report the Government of Peru's responses"],
    ['párr. 12 de la gestión', "Report card on Peru's drug control performance"],
    ['párrafo 9 de 09 STATE 32018', 'Peru, FY2010 Majors List benchmarks'],
    ['paragraph nine of the demarche', 'Peru, FY2010 Majors List benchmarks'],
    ['what does the ninth paragraph of the demarche say?', 'Peru, FY2010 Majors List benchmarks'],
    ['paras 6 and 12 of 09 STATE 32018', '09 STATE 32018 ¶12'],
    ['¶¶6-12 of the demarche', '09 STATE 32018 ¶9'],
    ['para 6 of the demarche and para 18 of 05 LIMA 1409', '09 STATE 32018 ¶6'],
    ['para 6 of the demarche and para 18 of 05 LIMA 1409', '05 LIMA 1409 ¶18'],
    ['05 LIMA 1409 para 18 and para 6 of the demarche', '09 STATE 32018 ¶6'],
    ['para 6 of the demarche on benchmarks met', '09 STATE 32018 ¶6'],
    ['article 3.1(a) and paragraph 9 of the demarche', 'Article 3.1(a), Offences and sanctions'],
    ['article 3.1(a) and paragraph 9 of the demarche', '09 STATE 32018 ¶9'],
    ['09 STATE 32018 para 6, PE-IL-3', 'PE-IL-3 (FY2010)'],
    ['article 3, paragraph 1 and paragraph 4', 'Article 3.4, Offences and sanctions'],
    ['09 STATE 32018, 6', '09 STATE 32018 ¶6'],
    ['09STATE32018 6 and 12', '09 STATE 32018 ¶12'],
    ['POLICE GRADUATES 400', 'PE-M-3 (2005)'],
    ['VRAE 200 police', 'PE-M-5 (2005)'],
    ['SECTION 489', 'What the INCSR reports (s. 489)'],
    ['09 STATE 32018 para 6 and BOGOTA 44 para 2', 'Nothing is held of BOGOTA 44.'],
    ['paragraphs 6, 99 and 103-104 of the demarche', 'Nothing is held of 09 STATE 32018 ¶103-104.'],
    ['¶18', 'Which is meant: 05 LIMA 1409 ¶18; 09 STATE 32018 ¶18?'],
    ['05 LIMA 1409 para 8', 'PE-M-1 (2005)'],
    ['05 LIMA 1409', 'Undated'],
    ['STATE 32018', 'Printed paragraph 18 is ¶8'],
    ['STATE 32018', 'Printed paragraph 19 is ¶9'],
  ])('%s', async (question, expected) => {
    const { text } = await answer(`/ask ${question}`)
    expect(text).toContain(expected)
  })

  test.each([
    ['09 STATE 32018 para 99', 'Not in what is held: 09 STATE 32018 ¶99.'],
    ['read me paragraph 23 of the State cable', 'Not in what is held: 09 STATE 32018 ¶23.'],
    ['¶99', 'Not in what is held: ¶99.'],
    ['10 LIMA 77', 'Not held: 10 LIMA 77.'],
    ['LIMA 400', 'Not held: LIMA 400.'],
    ['10 BRASILIA 33', 'Not held: 10 BRASILIA 33.'],
    ['coca seized in 10 LIMA 77', 'Not held: 10 LIMA 77.'],
    ['VRAE 200 para 3', 'Not held: VRAE 200.'],
    ['PE-IL-9', 'Not held: PE-IL-9.'],
    ['article 45 of the convention', 'Not held: article 45 (the 1988 Convention has articles 1 to 34).'],
    ['article 5 of the Palermo convention', 'Not held: article 5 of the Palermo convention.'],
    ['art. 20 UNCAC', 'Not held: art. 20 UNCAC.'],
    ['article 8 of the penal code', 'Not held: article 8 of the penal code.'],
    ['what does UNCAC article 3 say?', 'Not held: UNCAC article 3.'],
    ['Convention against Corruption article 3', 'Not held: Convention against Corruption article 3.'],
    ['1961 Convention article 3, paragraph 1', 'Not held: 1961 Convention article 3.1.'],
    [
      'Convention on Psychotropic Substances article 2',
      'Not held: Convention on Psychotropic Substances article 2.',
    ],
    ["does the Single Convention's article 3 apply?", "Not held: Single Convention's article 3."],
    ['Convención de Palermo artículo 5', 'Not held: Convención de Palermo artículo 5.'],
    ["what does Peru's constitution, article 2, say?", "Not held: Peru's constitution, article 2."],
    ['Ley 1008 artículo 3', 'Not held: Ley 1008 artículo 3.'],
    ['article 3 of FRAA', 'Not held: article 3 of FRAA.'],
    ['article 7 OAS Charter', 'Not held: article 7 OAS Charter.'],
    ['section 490 article 5', 'Not held: section 490 article 5.'],
    ['article 3 bis', 'Not held: article 3 bis.'],
    ['articles 7 to 5', 'Not held: articles 7-5.'],
    ['category 9', 'Not held: category 9.'],
  ])('%s is nothing held, and says so', async (question, expected) => {
    const { text } = await answer(`/ask ${question}`)
    expect(text).toContain('No source held for that.')
    expect(text).toContain(expected)
  })

  test('a record is named with the command that shows it, to those who may read it', async () => {
    const desk = await openDesk({ ceiling: 'SBU' })
    await ask(desk, '/log police graduated 5 on 20 Nov 2008 mark SBU')
    const reply = await ask(desk, '/ask who checked l-1?')
    expect(reply.text).toContain('L-1 is no source, but recorded here: /log show L-1')
    expect(JSON.stringify(reply.parts)).toContain('"call":"log show L-1"')
    expect((await ask({ ...desk, ceiling: 'U' }, '/ask L-1')).text).not.toContain('recorded here')
  })

  test.each(['L-999', 'N-12', 'R-5', 'D-4', 'F-1'])('no record is called %s', async (id) => {
    const { text } = await answer(`/ask ${id}`)
    expect(text).toContain('No source held for that.')
    expect(text).not.toContain('recorded here')
  })

  test('an annotation is shown with its source, to those who may read it', async () => {
    const desk = await openDesk({ ceiling: 'SBU' })
    await ask(
      desk,
      '/source annotate 09 STATE 32018 para 2 "Section 706 is meant." src 22 U.S.C. 2291j-1 mark SBU',
    )
    const { text, marking } = await ask(desk, '/ask A-1')
    expect(text).toContain('A-1 is no source, but recorded here: /source 09 STATE 32018')
    expect(marking).toBe('SBU')
    expect((await ask(desk, '/source 09 STATE 32018')).text).toContain(
      'A-1 at 09 STATE 32018 ¶2: Section 706 is meant.',
    )
    expect((await ask({ ...desk, ceiling: 'U' }, '/ask A-1')).text).not.toContain('32018')
    expect((await ask(desk, '/ask A-2')).text).not.toContain('recorded here')
  })

  test('a record above the ceiling is counted, not named', async () => {
    const { text, marking } = await answer('/ask PE-M-2', 'U')
    expect(marking).toBe('U')
    expect(text).toContain('Nothing held for that may be shown in this channel.')
    expect(text).toContain('1 item withheld (SBU)')
    expect(text).not.toContain('Security Group')
  })
})

describe('/ask in words', () => {
  test('the day asked for is in the first line, the citation and the fault stand below', async () => {
    const { text, to } = await answer('/ask when must the reply be sent?')
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    expect(lines.slice(0, 2).join(' ')).toContain('Sat 25 Apr 2009')
    expect(text).toContain('Source: 09 STATE 32018 ¶9(A) (printed 19) · U · 2 Apr 2009')
    expect(text).toContain(
      'Known fault of the source: 09 STATE 32018 ¶9(A) (printed 19) prints "no later than April 25"',
    )
    expect(to).toBe('member')
  })

  test.each([
    ['how many hectares of coca make a country a major producer?', /1,000 ha/],
    ['when is the report card due?', /1 Jun 2009 to 30 Jun 2009/],
    ['how much must drug seizures increase in coca production zones?', /1\.10 × FY2008/],
  ])('%s: the figure comes first', async (question, figure) => {
    const { text } = await answer(`/ask ${question}`)
    expect(text.split('\n')[0]).toMatch(figure)
  })

  test('the words that decided stand out', async () => {
    expect((await answer('/ask chemical users registry')).written).toContain(
      'building the **registry** of **chemical** **users**',
    )
  })

  test('a figure that is not held is not made up: the source leaves it open', async () => {
    const { text } = await answer('/ask how many hectares of coca were eradicated in 2008?')
    expect(text).toContain('baseline not recorded')
    expect(text).toContain('No base value is given for the rate of CY2008.')
  })

  test('of an article that is named, the paragraph that holds more of the question comes first', async () => {
    const { text } = await answer(
      '/ask which kinds of ships or aircraft may carry out a boarding under art 17?',
    )
    expect(text.search(/art\. 17\.10\b/)).toBeGreaterThan(0)
    expect(text.search(/art\. 17\.10\b/)).toBeLessThan(text.search(/art\. 17 /))
  })

  test.each([
    ['article 3.99', 'article 3.99 (article 3 has 3.1 to 3.11)'],
    ['article 3 (1)(z)', 'article 3.1(z) (article 3.1 has 3.1(a) to 3.1(c))'],
    ['articles 30 to 36', 'article 36 (the 1988 Convention has articles 1 to 34)'],
  ])('of a place that there is not, what is around it, and that: %s', async (question, name) => {
    const { text } = await answer(`/ask ${question}`)
    expect(text).toContain('Source: UNTS vol. 1582 p. 95, art. 3')
    expect(text).toContain(`Nothing is held of ${name}.`)
  })

  test.each([
    ['article 3 (1) and (2)', ['3.1', '3.2']],
    ['paragraphs 1 and 2 of article 3', ['3.1', '3.2']],
    ['article 3, paragraphs 1, 2 and 3', ['3.1', '3.2', '3.3']],
    ['articles 3 and 5', ['3', '5']],
    ['article 5 and article 12', ['5', '12']],
    ['articles 5 to 7', ['5', '6', '7']],
    ['article 5 of the 1988 UN Convention', ['5']],
    ['what does the treaty say in article 7?', ['7']],
    ['artículo 2 de la convención de 1988', ['2']],
    ['article 5 confiscation', ['5']],
    ['article 7 of the treaty and bank secrecy', ['7', '7.5', '7.2(f)']],
    ['article 3 possession', ['3.1(c)(i)', '3', '3.1(a)(iii)']],
    ['can a party use the convention as a treaty basis under article 5?', ['5.4(f)', '5', '5.4(g)']],
  ])('of places that are named, those alone and what is asked of them: %s', async (question, places) => {
    const { text } = await answer(`/ask ${question}`)
    const shown = Array.from(
      text.matchAll(/Source: UNTS vol\. 1582 p\. 95, art\. (\S+)/g),
      ([, place]) => place,
    )
    expect(shown).toEqual(places)
  })

  test('a question answered in part says which part', async () => {
    const { text } = await answer(
      '/ask lunch menu aside: what is the MEM, who runs it and what has it acheived',
    )
    expect(text).toContain('No source held answers all of that, but this part: what is the MEM')
  })

  test('general knowledge says that no source is held', async () => {
    const { text } = await answer('/ask what is the fiscal year?')
    expect(text).toContain('unverified: general knowledge, no primary source held')
  })

  test('at most three passages, each with its citation, marking and freshness', async () => {
    const { parts } = await answer('/ask what does failed demonstrably mean?')
    const cited = parts.filter((part) => part.part === 'note' && / · (?:U|SBU) · /.test(String(part.text)))
    expect(cited).toHaveLength(3)
  })

  test.each([
    'weather in Lima',
    'What is the capital of France?',
    'what is the meaning of life?',
    "what is Bolivia's eradication target?",
    'it?',
    '?',
    'x',
    'ЧТО ТАКОЕ КОКА',
    '(a+)+$',
    "'; drop table entries; --",
    '" OR 1=1',
    '\\d{4}',
    'the of and to in',
    `${'coca weather '.repeat(150)}`,
  ])('declined, with what is held: %s', async (question) => {
    const { text, marking, refused } = await answer(`/ask about ${question}`)
    expect(text).toContain('No source held for that.')
    expect(text).toContain('34 articles of the 1988 Convention')
    expect(marking).toBe('U')
    expect(refused).toBeUndefined()
  })

  test('what is held above the ceiling is not told when declining', async () => {
    expect((await answer('/ask weather in Lima', 'U')).text).not.toContain('US mission')
  })

  test('the highest marking of what is shown marks the answer', async () => {
    expect((await answer('/ask gamma ray equipment')).marking).toBe('SBU')
    expect((await answer('/ask chemical users registry')).marking).toBe('U')
  })
})

describe('/ask with filters', () => {
  test('a source: only what rests on it, and that is said', async () => {
    const { text } = await answer('/ask eradication target source 05 LIMA 1409')
    expect(text).toContain('PE-M-1 (2005)')
    expect(text).not.toContain('09 STATE 32018 ¶9')
    expect(text).toContain('Only source 05 LIMA 1409.')
  })

  test.each([
    ['what does 05 LIMA 1409 say about the VRAE?', 'VRAE', '05 LIMA 1409'],
    ['05 LIMA 1409 VRAE', 'VRAE', '05 LIMA 1409'],
    ['what does 09 STATE 32018 say about money laundering', 'PE-ML-1', '09 STATE 32018'],
  ])('a source named beside other words is one: %s', async (question, first, label) => {
    const { text } = await answer(`/ask ${question}`)
    expect(text.split('\n')[0]).toContain(first)
    expect(text).toContain(`Only source ${label}.`)
  })

  test('of several named beside other words, each is one', async () => {
    const { text } = await answer('/ask what do 09 STATE 32018 and 05 LIMA 1409 say about the VRAE')
    expect(text).toContain('VRAE')
    expect(text).toContain('Only source 09 STATE 32018 or 05 LIMA 1409.')
  })

  test.each([
    ['how many parties does the 1988 Convention have', '188 states are parties'],
    ['when was the 1988 Convention adopted?', '19 December 1988'],
    ['which areas of the 1988 Convention does the cable list', 'Criterion 1: the 1988 Convention'],
    ['what does 09 STATE 32018 say about the areas of the 1988 Convention', 'Only source 09 STATE 32018.'],
  ])('a treaty named in a question is no place to look: %s', async (question, said) => {
    const { text } = await answer(`/ask ${question}`)
    expect(text).toContain(said)
    expect(text).not.toContain('Only source UNTS')
  })

  test.each([
    ['which countries failed demonstrably dated since 2010', 'PD 2010-16', '73 FR 54927'],
    ['which countries failed demonstrably dated before 2009', '73 FR 54927', '74 FR 48369'],
    ['which countries failed demonstrably dated in 2009-09', '74 FR 48369', 'PD 2010-16'],
    ['which countries failed demonstrably dated in September 2009?', '74 FR 48369', 'PD 2010-16'],
    ['which countries failed demonstrably dated since 1 April 2009', '74 FR 48369', '73 FR 54927'],
    ['which countries failed demonstrably dated after 2009', 'PD 2010-16', '74 FR 48369'],
    ['which countries failed demonstrably dated until 15 Sept 2009', '74 FR 48369', 'PD 2010-16'],
    ['dated before Sep 2009 which countries failed demonstrably', '73 FR 54927', '74 FR 48369'],
    ['countries failed demonstrably dated between 1 Jan 2008 and 31 Dec 2008', '73 FR 54927', '74 FR 48369'],
    ['which countries failed demonstrably dated from March to October 2008', '73 FR 54927', '74 FR 48369'],
    [
      'countries failed demonstrably dated after March 2009 and before June 2010',
      '74 FR 48369',
      'PD 2010-16',
    ],
    ['countries failed demonstrably dated since 2009 until 2009', '74 FR 48369', '73 FR 54927'],
    ['which countries failed demonstrably dated no later than 2008', '73 FR 54927', '74 FR 48369'],
    ['which countries failed demonstrably dated as of 2008', '73 FR 54927', '74 FR 48369'],
    ['which countries failed demonstrably dated prior to 2009', '73 FR 54927', '74 FR 48369'],
    ['which countries failed demonstrably dated < 2009', '73 FR 54927', '74 FR 48369'],
    ['which countries failed demonstrably dated not before 2009', '74 FR 48369', '73 FR 54927'],
    ['which countries failed demonstrably dated not earlier than March 2009', '74 FR 48369', '73 FR 54927'],
    ['which countries failed demonstrably dated on or after 1 April 2009', '74 FR 48369', '73 FR 54927'],
    ['which countries failed demonstrably dated earlier in 2009', '74 FR 48369', 'PD 2010-16'],
    ['países que fracasaron fechado desde abril de 2009', '74 FR 48369', '73 FR 54927'],
    ['países que fracasaron con fecha de septiembre de 2009', '74 FR 48369', 'PD 2010-16'],
    ['países que fracasaron, con fecha posterior a abril de 2009', '74 FR 48369', '73 FR 54927'],
    ['countries that failed demonstrably in documents of September 2009', '74 FR 48369', 'PD 2010-16'],
    ['countries that failed demonstrably in sources before 2009', '73 FR 54927', '74 FR 48369'],
    ['countries that failed demonstrably in documents of 2009', '74 FR 48369', 'PD 2010-16'],
    ['eradication of managed coca in cables of 2005', '05 LIMA 1409', '09 STATE 32018'],
    ['the September 2009 document on countries that failed demonstrably', '74 FR 48369', 'PD 2010-16'],
  ])('%s', async (question, shown, left) => {
    const { text } = await answer(`/ask ${question}`)
    expect(text).toContain(`Source: ${shown}`)
    expect(text).not.toContain(`Source: ${left}`)
    expect(text).toContain('sources without a date or year left out')
  })

  test('the title of a code in the name of a statute is no year', async () => {
    expect((await answer('/ask majors list dated since 2015')).text).toContain('No source held')
  })

  test('a year left out of a date is said', async () => {
    const { text } = await answer('/ask which countries failed demonstrably dated in September')
    expect(text).toContain(
      'Only dated in September (no year given: 2008), sources without a date or year left out.',
    )
  })

  test.each([
    [
      'coca dated after the demarche',
      'No date is read in "dated after the demarche": write a year, a month or',
    ],
    ['coca dated between March 2009', 'No date is read in "dated between March 2009": write two days'],
    ['coca dated since 02/03/2009', '"02/03/2009" can be two days. Which is meant?'],
    ['coca dated in 31 February 2009', '31 February 2009: the calendar has no such day.'],
    ['coca not dated 2009', '"not dated 2009" says which days are not wanted'],
    ['coca dated after 2009 and before 2008', 'No day lies in "dated after 2009 and before 2008".'],
    ['dated in', 'No date is read in "dated in"'],
    ['dated in March 2009', '"dated in March 2009" asks for nothing: say beside the date what is asked.'],
  ])('no date, and nothing is searched: %s', async (question, problem) => {
    const { text, refused } = await answer(`/ask ${question}`)
    expect(text).toContain(problem)
    expect(refused).toBe(true)
  })

  test.each([
    ['weather dated yesterdayish', 'No date is read in "dated yesterdayish": sources are kept to by a year'],
    ['weather not later than June 2009', 'write: dated not later than June 2009.'],
    ['clima posterior a mayo de 2009', 'write: dated posterior a mayo de 2009.'],
  ])('where nothing answers, it is said that no date was kept to: %s', async (question, said) => {
    const { text, refused } = await answer(`/ask ${question}`)
    expect(text).toContain('No source held for that.')
    expect(text).toContain(said)
    expect(refused).toBeUndefined()
  })

  test('a year may be what a cable is called by, and leaves nothing out', async () => {
    expect((await answer('/ask poppy figures in the cable of 2005')).text).not.toContain('Only')
  })

  test('how something is dated is a question', async () => {
    expect((await answer('/ask how is the mission cable dated?')).refused).toBeUndefined()
  })

  test.each([
    ['what does GOP mean in Pakistan?', 'Government of Pakistan'],
    ['what do we hold on Pakistan', 'Government of Pakistan'],
  ])('a country is a filter by being named: %s', async (question, said) => {
    expect((await answer(`/ask ${question}`)).text).toContain(said)
  })
})

describe('/ask of documents held', () => {
  const paragraph = (paragraph: number, text: string, marking: Ceiling = 'U'): Paragraph => ({
    cite: { source: '12 LIMA 7', paragraph },
    text,
    marking,
    line: paragraph,
  })

  const report: Document = {
    id: '12 LIMA 7',
    kind: 'cable',
    title: 'Ferry landings on the Ucayali',
    date: '2012-03-01',
    marking: 'SBU',
    head: { to: [], info: [], captions: [], tags: [], references: [] },
    paragraphs: [
      paragraph(1, 'Ferry crews at Pucallpa told us of 14 night landings in January. None was inspected.'),
      paragraph(2, 'A barge owner named the financiers of the fuel run.', 'SBU'),
    ],
    gaps: [],
  }

  const deskHolding = async (document: Document, ceiling: Ceiling = 'SBU') => {
    const desk = await openDesk({ ceiling })
    await keepDocument(desk.db, document, { path: 'report.txt', by: 'ana', now: '2012-03-02T09:00:00.000Z' })
    return desk
  }

  const deskWithMemo = () => {
    const id = 'trip memo'
    const paragraphs = report.paragraphs.map(
      (one): Paragraph => ({ ...one, cite: { ...one.cite, source: id } }),
    )
    return deskHolding({ ...report, id, paragraphs })
  }

  test('a paragraph held in parts is read as one, and nothing above the ceiling with it', async () => {
    const { paragraphs, ...cable } = inventedCable()
    const long = `${'A dog team waits at each of the gates. '.repeat(20)}`.trim()
    const desk = await deskHolding({
      ...cable,
      paragraphs: [
        ...paragraphs.map(
          (one): Paragraph => (one.cite.place === 'Ports 2' ? { ...one, marking: 'SBU' } : one),
        ),
        { ...paragraph(17, 'The teams wait:'), cite: { source: cable.id, paragraph: 17 } },
        { ...paragraph(17, long), cite: { source: cable.id, paragraph: 17, place: 'point 1' } },
      ],
    })
    await type(desk, '/source annotate 26 LIMA 77 para 3(A) Ports 2 "It came in July." src port log')
    const all = (await ask(desk, '/ask 26 LIMA 77 ¶3(A)')).text.replace(/\s+/g, ' ')
    expect(all).toContain('“Next steps follow. A manifest room opens in May. Paita follows in June.”')
    expect(all).toContain('Source: 26 LIMA 77 ¶3(A) · SBU')
    expect(all).toContain('It came in July.')
    expect(all.match(/Paita/g)).toHaveLength(1)
    const { text } = await ask({ ...desk, ceiling: 'U' }, '/ask 26 LIMA 77 ¶3(A)')
    expect(text.replace(/\s+/g, ' ')).toContain('“Next steps follow. A manifest room opens in May.”')
    expect(text).not.toContain('Paita')
    expect((await ask(desk, '/ask 26 LIMA 77 ¶17')).text).toContain('whole: /source 26 LIMA 77 ¶17')
  })

  test('of many texts held, those not named are counted, within the ceiling', async () => {
    const desk = await deskHolding(report)
    for (const number of [8, 9, 10, 11, 12, 13])
      await keepDocument(
        desk.db,
        { ...report, id: `12 LIMA ${number}`, marking: 'U' },
        { path: `${number}.txt`, by: 'ana', now: '2012-03-02T09:00:00.000Z' },
      )
    const held = async (ceiling: Ceiling) => (await ask({ ...desk, ceiling }, '/ask weather in Lima')).text
    expect(await held('SBU')).toContain('; 2 more texts, listed by /source.')
    expect(await held('U')).toContain('; 1 more text, listed by /source.')
  })

  test('of what a filter leaves, what is held is told', async () => {
    const desk = await deskHolding(report)
    const held = async (line: string) => (await ask(desk, line)).text
    expect(await held('/ask weather in Lima in cables of March 2012')).toContain(
      'Held of that: the text of 12 LIMA 7.',
    )
    expect(await held('/ask weather in Lima dated 2011')).toContain('Held of that: no text.')
  })

  test.each([
    'what does 12 LIMA 7 say about helicopters?',
    'is there anything on money laundering in 12LIMA7',
    '12 LIMA 7 tourism',
  ])('what the text of a source that is named does not say, nothing else answers: %s', async (question) => {
    const { text } = await ask(await deskHolding(report), `/ask ${question}`)
    expect(text).toContain('No source held for that.')
    expect(text).toContain('Only source 12 LIMA 7.')
    expect(text).toContain('12 LIMA 7: Ferry landings on the Ucayali; 1 Mar 2012')
    expect(text).toContain('What is known of 12 LIMA 7: /source 12 LIMA 7')
    expect(text).not.toContain('¶')
  })

  test('with that, what the head of each tells is shown, marked as it is, to those who may read it', async () => {
    const desk = await deskHolding(inventedCable({ id: '05 LIMA 1409' }))
    const other = inventedCable({ id: '09 STATE 32018' })
    await keepDocument(desk.db, other, { path: 'b.txt', by: 'ana', now: '2012-03-02T09:00:00.000Z' })
    const told = await ask(desk, '/ask compare 05 LIMA 1409 and 09 STATE 32018')
    expect(told.text).toContain('05 LIMA 1409: Future of counternarcotics')
    expect(told.text).toContain('Undated: the extract has no date-time group.')
    expect(told.text).toContain('Government of Peru (Department of State); 2 Apr 2009')
    expect(told.marking).toBe('SBU')
    const below = await ask({ ...desk, ceiling: 'U' }, '/ask how old is 05 LIMA 1409')
    expect(below.text).not.toContain('Future of')
    expect(below.marking).toBe('U')
  })

  test('a label that may not be shown is said as it was typed', async () => {
    const { text } = await ask(await deskHolding(report, 'U'), '/ask LIMA 7 helicopters')
    expect(text).toContain('Only source LIMA 7.')
    expect(text).toContain('Held of that: no text that may be shown whole.')
    expect(text).not.toContain('12 LIMA 7')
  })

  test.each([
    ['what does the trip memo say about fuel?', 'trip memo ¶2'],
    ['qué dice el trip memo de Pucallpa', 'trip memo ¶1'],
    ['according to the trip memo, how many landings were there', 'trip memo ¶1'],
    ['night landings in the trip memo', 'trip memo ¶1'],
    ['trip memo fuel', 'trip memo ¶2'],
    ['what did the Ucayali memo say about financiers', 'trip memo ¶2'],
  ])('a paper that is named by its kind is asked alone: %s', async (question, place) => {
    const { text } = await ask(await deskWithMemo(), `/ask ${question}`)
    expect(text).toContain(`Source: ${place}`)
    expect(text).toContain('Only source trip memo.')
  })

  test.each([
    'does any memo mention night landings',
    'did another memo report night landings',
    'night landings in a memo',
    '¿dice algún memo de los night landings?',
  ])('any of its kind may be another paper: %s', async (question) => {
    const { text } = await ask(await deskWithMemo(), `/ask ${question}`)
    expect(text).not.toContain('Only source')
  })

  test.each([
    ['when was 12 LIMA 7 sent?', '011500Z MAR 12'],
    ['date of LIMA 7', '1 Mar 2012'],
    ['fecha exacta del cable LIMA 7, tiene?', '1 Mar 2012'],
    ['subject of 12 LIMA 7', 'Ferry landings on the Ucayali'],
    ['what is REF A of LIMA 7?', '11 LIMA 900'],
    ['who signed 12LIMA7', 'PORTER'],
    ['¿quién firmó 12 LIMA 7?', 'PORTER'],
    ['who sent 12 LIMA 7?', 'AMEMBASSY LIMA'],
    ['tags and classification of 12 LIMA 7', 'SNAR PE'],
    ['gaps of 12 LIMA 7', 'No gaps are recorded.'],
    ['full text of 12 LIMA 7', 'taken in'],
  ])('what its head tells is shown: %s', async (question, told) => {
    const head = {
      ...report.head,
      sent: '011500Z MAR 12',
      from: 'AMEMBASSY LIMA',
      tags: ['SNAR', 'PE'],
      references: ['11 LIMA 900'],
      signed: 'PORTER',
    }
    const desk = await deskHolding({ ...report, head })
    expect((await ask(desk, `/ask ${question}`)).text).toContain(told)
    const below = await ask({ ...desk, ceiling: 'U' }, `/ask ${question}`)
    expect(below.text).toEqual((await ask({ ...desk, ceiling: 'U' }, '/source 12 LIMA 7')).text)
  })

  test('of the known faults of a source, and of its comment, just these are shown', async () => {
    const remark: Paragraph = {
      cite: { source: '12 LIMA 7', paragraph: 3 },
      text: 'Comment: The ferries will not keep to it. End comment.',
      marking: 'SBU',
      line: 30,
    }
    const desk = await deskHolding({ ...report, paragraphs: [...report.paragraphs, remark] })
    for (const question of ['12 LIMA 7 comment', 'what is the comment in LIMA 7?']) {
      expect((await ask(desk, `/ask ${question}`)).text).toContain('The ferries will not keep to it.')
      const below = await ask({ ...desk, ceiling: 'U' }, `/ask ${question}`)
      expect(below.text).toContain('1 item withheld (SBU)')
      expect(below.text).not.toContain('ferries')
    }
    const faults = await ask(desk, '/source faults 09 STATE 32018')
    for (const question of ['09 STATE 32018 faults', 'what are the known faults of STATE 32018?'])
      expect((await ask(desk, `/ask ${question}`)).text).toEqual(faults.text)
    expect((await ask(desk, '/ask gaps of 09 STATE 32018')).text).toContain('Gaps')
    expect((await ask(desk, '/ask date of 09 STATE 32018')).text).not.toContain('Gaps')
  })

  test.each(['12 LIMA 7 night landings', 'what did 12 LIMA 7 say about landings at Pucallpa'])(
    'what it says of something, below its title: %s',
    async (question) => {
      const { text } = await ask(await deskHolding(report), `/ask ${question}`)
      expect(text).toContain('12 LIMA 7 ¶1')
    },
  )

  test.each(['km paved', 'how many kms were paved'])(
    'a measure is known by its sign and its name: %s',
    async (question) => {
      const paved = paragraph(1, 'Crews paved 62 kilometers of the northern road.')
      const { text } = await ask(await deskHolding({ ...report, paragraphs: [paved] }), `/ask ${question}`)
      expect(text).toContain('62 kilometers')
    },
  )

  test('what its head does not tell is searched', async () => {
    const desk = await deskHolding(report)
    expect((await ask(desk, '/ask night landings of the date asked source 12 LIMA 7')).text).toContain(
      '14 night landings',
    )
    for (const line of ['/ask summarize 12 LIMA 7', '/ask is the whole of 12 LIMA 7 in the archive?'])
      expect((await ask(desk, line)).text).toContain('14 night landings')
  })

  test.each([
    ['most recent cable from Lima', 'SBU', '12 LIMA 8', '1 without a date left out'],
    ['¿Cuál es el último telegrama de Lima?', 'SBU', '12 LIMA 8', 'The last of 2 sources by date'],
    ['what is the latest document', 'SBU', '12 BOGOTA 3', 'The last of 3 sources by date'],
    ['most recent cable from Lima', 'U', '12 LIMA 7', '1 item withheld (SBU)'],
    ['latest cable on night landings', 'SBU', 'Ferry landings', '¶1'],
  ] as const)('the last by date: %s at %s', async (question, ceiling, first, said) => {
    const desk = await deskHolding({ ...report, marking: 'U' }, ceiling)
    const { date: _, ...undated } = report
    for (const other of [
      { ...report, id: '12 LIMA 8', date: '2012-04-02' },
      { ...undated, id: '13 LIMA 9', marking: 'U' as const },
      { ...report, id: '12 BOGOTA 3', date: '2012-05-03', marking: 'U' as const },
    ])
      await keepDocument(desk.db, other, {
        path: `${other.id}.txt`,
        by: 'ana',
        now: '2012-06-02T09:00:00.000Z',
      })
    const { text } = await ask(desk, `/ask ${question}`)
    expect(text.split('\n')[0]).toContain(first)
    expect(text).toContain(said)
  })

  test.each(['cocaine country Ecuador', 'cocaine in the country of Ecuador'])(
    'a country named need not be called one: %s',
    async (question) => {
      const desk = await deskHolding({ ...report, paragraphs: [paragraph(1, 'Ecuador seized cocaine.')] })
      expect((await ask(desk, `/ask ${question}`)).text).toContain('12 LIMA 7 ¶1')
    },
  )

  test('a paragraph is quoted as written, with its citation, marking and freshness', async () => {
    const { text } = await ask(await deskHolding(report), '/ask how many night landings at Pucallpa?')
    expect(text.split('\n')[0]).toContain('14 night landings')
    expect(text).toContain('(12 LIMA 7 ¶1)')
    expect(text).toContain('Source: 12 LIMA 7 ¶1 · U · 1 Mar 2012')
  })

  test.each([
    ['how many kitchens did the crew burn in week 9?', '30 kitchens'],
    ['how many kitchens did the crew burn in week 12?', '9 kitchens'],
    ['how many of the crew were hurt?', 'Sixteen of the crew were hurt'],
    ['¿cuántos botes se hundieron?', 'Se hundieron seis botes'],
  ])('%s leads with %s', async (question, figure) => {
    const text =
      'In week 12 the crew burned 9 kitchens. In week 9 the crew burned 30 kitchens. Sixteen of the crew were hurt. Se hundieron seis botes en julio.'
    const desk = await deskHolding({ ...report, marking: 'U', paragraphs: [paragraph(1, text)] })
    expect((await ask(desk, `/ask ${question}`)).text.split('\n')[0]).toContain(figure)
  })

  test('the ceiling holds for paragraphs, counts and what else is held', async () => {
    const desk = await deskHolding(report, 'U')
    const found = await ask(desk, '/ask financiers of the fuel run')
    expect(found.text).toContain('No source held for that among those that may be shown here.')
    expect(found.text).toContain('3 sources withheld (SBU), not searched here')
    expect(found.text).not.toContain('barge')
    // Nothing tells a word that the text above holds from one that nobody holds.
    expect((await ask(desk, '/ask financiers of the coffee run')).text.replace(/Q-2/g, 'Q-1')).toBe(
      found.text,
    )
    expect((await ask(desk, '/ask weather in Lima')).text).not.toContain('12 LIMA 7')
  })

  test.each([
    ['how many kilos were seized at Pucallpa?', '12 kg'],
    ['how much cocaine was seized in Tumbes?', '40 kg'],
  ])('%s finds no figure that only the title of the whole text speaks of', async (question, figure) => {
    const desk = await deskHolding({
      ...report,
      title: 'Cocaine seized at Pucallpa port',
      paragraphs: [
        paragraph(1, 'Agents also found 40 kg of heroin in a car in Tumbes.'),
        paragraph(2, 'A clerk at Paita held 12 kg back.'),
      ],
    })
    expect((await ask(desk, `/ask ${question}`)).text).not.toContain(figure)
  })

  test.each([
    ['how many hectares of poppy were pulled up in 2011?', '23 hectares'],
    ['how many hectares of poppy were pulled up in 2010?', undefined],
  ])('the drug or crop and the year of a title hold for each paragraph: %s', async (question, figure) => {
    const text = 'Crews pulled up 23 hectares near Tambo.'
    const desk = await deskHolding({
      ...report,
      marking: 'U',
      title: 'Poppy in 2011',
      paragraphs: [paragraph(1, text)],
    })
    const answered = (await ask(desk, `/ask ${question}`)).text
    if (figure === undefined) expect(answered).not.toContain(text)
    else expect(answered.split('\n')[0]).toContain(figure)
  })

  test("a paragraph of another country's cable answers though its sentences do not name that country", async () => {
    const cable: Document = {
      ...report,
      id: '12 BOGOTA 40',
      title: 'Colombia: boats of the coast',
      marking: 'U',
      head: { ...report.head, tags: ['SNAR', 'CO'] },
      paragraphs: [
        {
          ...paragraph(1, 'The coast guard impounded 31 speedboats in March.'),
          cite: { source: '12 BOGOTA 40', paragraph: 1 },
        },
      ],
    }
    const desk = await deskHolding(cable)
    const { text } = await ask(desk, '/ask how many speedboats were impounded in Colombia?')
    expect(text).toContain('31 speedboats')
    expect((await ask(desk, '/ask how many speedboats were impounded in Bolivia?')).text).toContain(
      'No source held',
    )
  })

  test('by number: the paragraph, or that there is none', async () => {
    const desk = await deskHolding(report)
    expect((await ask(desk, '/ask 12 LIMA 7 para 1')).text).toContain('None was inspected.')
    expect((await ask(desk, '/ask 12 LIMA 7 ¶3')).text).toContain('Not in what is held: 12 LIMA 7 ¶3.')
    expect((await ask(desk, '/ask paragraph 1 of the ferry cable')).text).toContain('night landings')
    const last = await ask(desk, '/ask last paragraph of the ferry cable')
    expect(last.text).toContain('Source: 12 LIMA 7 ¶2')
    expect(last.text).not.toContain('12 LIMA 7 ¶1')
  })

  test.each([
    ['26 LIMA 77 2', '26 LIMA 77 ¶2'],
    ['26LIMA77, 3(A)', '26 LIMA 77 ¶3(A)'],
    ['LIMA 77 3A', '26 LIMA 77 ¶3(A)'],
  ])('by number alone behind the label: %s', async (question, place) => {
    const { text } = await ask(await deskHolding(inventedCable()), `/ask ${question}`)
    expect(text).toContain(`Source: ${place}`)
    expect(text).not.toMatch(/Only source|Not held/)
  })

  test('it goes by its label in every form, with a paragraph and as a filter', async () => {
    const desk = await deskHolding(report)
    for (const label of ['LIMA 7', '12 LIMA 000007', '12LIMA7', 'lima0007', '2012 LIMA 7']) {
      expect((await ask(desk, `/ask ${label} para 1`)).text, label).toContain('(12 LIMA 7 ¶1)')
      const { text } = await ask(desk, `/ask night landings source ${label}`)
      expect(text, label).toContain('(12 LIMA 7 ¶1)')
      expect(text, label).toContain('Only source 12 LIMA 7.')
    }
  })

  test('of an office of several words it goes by them however they are joined', async () => {
    const desk = await deskHolding(inventedCable({ id: '09 PORT-AU-PRINCE 123' }))
    for (const label of ['09PORTAUPRINCE123', '09 Port-au-Prince 123', 'port au prince 000123'])
      expect((await ask(desk, `/source ${label}`)).text, label).toContain('09 PORT-AU-PRINCE 123')
  })

  test('the number of another year, or of none held, is not it', async () => {
    const desk = await deskHolding(report)
    for (const label of ['13 LIMA 07', '13LIMA07', 'LIMA 77'])
      expect((await ask(desk, `/ask ${label} para 1`)).text).toContain(`Not held: ${label}.`)
  })

  test('of a number that two years have, it asks for the year', async () => {
    const desk = await deskHolding(report)
    const other = inventedCable({ id: '26 LIMA 7' })
    await keepDocument(desk.db, other, { path: 'b.txt', by: 'ana', now: '2012-03-02T09:00:00.000Z' })
    for (const [line, asked] of [
      ['/ask LIMA 7', 'Which is meant: 12 LIMA 7; 26 LIMA 7?'],
      ['/ask LIMA 7 and LIMA 7', 'Which is meant: 12 LIMA 7; 26 LIMA 7?'],
      ['/ask LIMA 7 para 1 and 09 STATE 32018 para 6', 'Which is meant: 12 LIMA 7 ¶1; 26 LIMA 7 ¶1?'],
      ['/ask LIMA 7 para 1 and 09 STATE 32018 para 6', 'Source: 09 STATE 32018 ¶6'],
      ['/ask LIMA 7 para 1', 'Which is meant: 12 LIMA 7 ¶1; 26 LIMA 7 ¶1?'],
      ['/ask ferry crews source LIMA 7', 'Which is meant: 12 LIMA 7; 26 LIMA 7?'],
      ['/ask what does LIMA 7 say about ferry crews', 'Which is meant: 12 LIMA 7; 26 LIMA 7?'],
      ['/source LIMA 7 para 1', 'LIMA 7 may be 12 LIMA 7, 26 LIMA 7: write its year too.'],
    ] as const)
      expect((await ask(desk, line)).text).toContain(asked)
    expect((await ask(desk, '/ask 26 LIMA 7 para 1')).text).toContain('forty containers')
    expect((await ask({ ...desk, ceiling: 'U' }, '/ask LIMA 7')).text).not.toContain('12 LIMA 7')
    expect((await ask(desk, '/ask LIMA 7 para 4')).text).toContain('(26 LIMA 7 ¶4')
  })

  test('each paragraph is of the source it stands by', async () => {
    const desk = await deskHolding(report)
    for (const other of [inventedCable({ id: '26 LIMA 7' }), inventedCable({ id: 'memo' })])
      await keepDocument(desk.db, other, { path: 'b.txt', by: 'ana', now: '2012-03-02T09:00:00.000Z' })
    const asked: [question: string, places: string[]][] = [
      ['12 LIMA 7 para 1 and 26 LIMA 7 para 5', ['12 LIMA 7 ¶1', '26 LIMA 7 ¶5 (printed 15)']],
      ['para 1 of 12 LIMA 7, para 5 of 26 LIMA 7', ['12 LIMA 7 ¶1', '26 LIMA 7 ¶5 (printed 15)']],
      ['26 LIMA 7 para 1, para 5 and 12 LIMA 7 para 1', ['26 LIMA 7 ¶1', '12 LIMA 7 ¶1', '26 LIMA 7 ¶5']],
      ['para 1 of 26 LIMA 7 and 12 LIMA 7', ['26 LIMA 7 ¶1', '12 LIMA 7 ¶1']],
      ['12 LIMA 7 and 26 LIMA 7', ['12 LIMA 7 ¶1', '26 LIMA 7 ¶1']],
      ['26 LIMA 7 para 4 and 12 LIMA 7', ['26 LIMA 7 ¶4 criterion 3', '12 LIMA 7 ¶1']],
      ['09 STATE 32018 para 11 and 26 LIMA 7 para 4', ['09 STATE 32018 ¶11', '26 LIMA 7 ¶4 criterion 3']],
      ['26 LIMA 7 para 5 and 13 LIMA 77 para 1', ['26 LIMA 7 ¶5', 'Nothing is held of 13 LIMA 77.']],
      ['para 1 of 26 LIMA 7 and para 5 of the memo', ['26 LIMA 7 ¶1', 'Source: memo ¶5']],
      ['para 6 of the demarche and para 1 of the memo', ['09 STATE 32018 ¶6', 'Source: memo ¶1']],
      ['para 1 of 12 LIMA 7 and para 5 of the minutes', ['12 LIMA 7 ¶1', 'Nothing is held of the minutes.']],
      ['para 6 of the demarche and para 7 of the minutes', ['09 STATE 32018 ¶6', 'held of the minutes.']],
      ['para 2 of the financiers cable and para 5 of 26 LIMA 7', ['12 LIMA 7 ¶2', '26 LIMA 7 ¶5']],
      ['para 1 in 12 LIMA 7 and para 2 in full', ['12 LIMA 7 ¶1', '12 LIMA 7 ¶2']],
      ['para 1 in 12 LIMA 7 and para 2 in English', ['12 LIMA 7 ¶1', '12 LIMA 7 ¶2']],
      ['para 1 of the Lima cable 12 LIMA 7 and para 1 of the memo', ['12 LIMA 7 ¶1', 'Source: memo ¶1']],
      ['para 5 of 26 LIMA 7 and of 12 LIMA 7', ['26 LIMA 7 ¶5', 'Nothing is held of 12 LIMA 7 ¶5.']],
    ]
    for (const [question, places] of asked) {
      const { text } = await ask(desk, `/ask ${question}`)
      for (const place of places) expect(text, question).toContain(place)
      const cited = places.flatMap((place) => /^\d\d \w+ \d+ ¶\d+/.exec(place) ?? [])
      for (const [place] of text.matchAll(/(?<=Source: )\d\d \w+ \d+ ¶\d+/g))
        expect(cited, question).toContain(place)
    }
  })

  test.each(['26 LIMA 77 para 5 and 12 LIMA 7 para 1', 'para 1 of 12 LIMA 7 and para 5 of 26 LIMA 77'])(
    'so it is where one of them is retired: %s',
    async (question) => {
      const desk = await deskHolding(report)
      const other = inventedCable()
      await keepDocument(desk.db, other, { path: 'b.txt', by: 'ana', now: '2012-03-02T09:00:00.000Z' })
      await type(desk, '/source retire 26 LIMA 77 because a corrected copy came', { member: 'ada' })
      const { text } = await ask(desk, `/ask ${question}`)
      for (const written of ['night landings', 'A reply is asked for', 'no longer searched'])
        expect(text).toContain(written)
      expect(text).not.toContain('forty')
    },
  )

  test('beside one that is retired, what the other says is found', async () => {
    const desk = await deskHolding(report)
    const other = inventedCable({ id: '26 LIMA 7' })
    await keepDocument(desk.db, other, { path: 'b.txt', by: 'ana', now: '2012-03-02T09:00:00.000Z' })
    await type(desk, '/source retire 26 LIMA 7 because a corrected copy came', { member: 'ada' })
    for (const named of ['do 26 LIMA 7 and 12 LIMA 7', 'does LIMA 7']) {
      const { text } = await ask(desk, `/ask what ${named} say about night landings`)
      expect(text, named).toContain('Source: 12 LIMA 7 ¶1')
      expect(text, named).toContain('Only source 12 LIMA 7.')
    }
  })

  test('a text called by a plain word is meant only where it is named', async () => {
    const desk = await openDesk({ ceiling: 'SBU' })
    for (const id of ['peru', 'seizures', 'report']) {
      const text = inventedCable({ id, title: id })
      await keepDocument(desk.db, text, { path: `${id}.md`, by: 'ana', now: '2012-03-02T09:00:00.000Z' })
    }
    for (const [question, place] of [
      ['paragraph 9(A) of the Peru demarche', '09 STATE 32018 ¶9(A)'],
      ['paragraph 6 of the demarche to Peru', '09 STATE 32018 ¶6'],
      ['what does para 9 say about seizures in the demarche', 'PE-IL-3'],
      ['para 12 of the report card cable', '09 STATE 32018 ¶6'],
      ['peru para 1', 'peru ¶1'],
      ['what does para 1 of seizures say of containers?', 'seizures ¶1'],
      ['paragraph 1 of the report', 'report ¶1'],
      ['peru para 1 and report para 5', 'report ¶5'],
      ['peru para 1 and 09 STATE 32018 para 6', 'peru ¶1'],
      ['peru para 1 and para 6 of the demarche', '09 STATE 32018 ¶6'],
      ['para 6 of 09 STATE 32018 and para 5 of the report on ports', 'report ¶5'],
      ['para 6 of 09 STATE 32018 and para 12 of the report card cable', 'Nothing is held of the report card'],
    ] as const)
      expect((await ask(desk, `/ask ${question}`)).text, question).toContain(place)
  })

  test('of a number that two years have, the one that may be shown is answered with, and the other counted', async () => {
    const desk = await deskHolding({ ...report, paragraphs: report.paragraphs.slice(1) }, 'U')
    const other = inventedCable({ id: '26 LIMA 7', marking: 'U' })
    await keepDocument(desk.db, other, { path: 'b.txt', by: 'ana', now: '2012-03-02T09:00:00.000Z' })
    const { paragraphs } = other
    const shown = paragraphs.map((one) => ({ ...one, marking: 'U' as const }))
    await keepDocument(
      desk.db,
      { ...other, paragraphs: shown },
      { path: 'b.txt', by: 'ana', now: '2012-03-03T09:00:00.000Z' },
    )
    for (const [line, words] of [
      ['/ask LIMA 7 ¶2', '26 LIMA 7 ¶2'],
      ['/ask LIMA 7', '26 LIMA 7 ¶1'],
      ['/source LIMA 7 ¶2', '26 LIMA 7 ¶2'],
      ['/source LIMA 7', 'Port inspections'],
    ] as const) {
      const { text } = await ask(desk, line)
      expect(text, line).toContain(words)
      expect(text, line).toContain('1 item withheld (SBU)')
      expect(text, line).not.toMatch(/12 LIMA 7|Which is meant|one of several/)
    }
  })

  const demarche = (text: string): Document => ({
    ...report,
    id: '09 STATE 32018',
    marking: 'U',
    paragraphs: [{ cite: { source: '09 STATE 32018', paragraph: 11 }, text, marking: 'U', line: 1 }],
  })

  test('ours and the paragraph it cites are one answer, ours first', async () => {
    const desk = await deskHolding(demarche('We asked for 14.1 billion, up $459 million from 13.7 billion.'))
    const { parts, text } = await ask(desk, '/ask drug control budget')
    expect(text).toContain('US drug control budget for FY2009')
    expect(text).toContain(
      '“We asked for 14.1 billion, up $459 million from 13.7 billion.” (09 STATE 32018 ¶11)',
    )
    expect(text).not.toContain('paragraph differ')
    expect(parts.filter(({ part }) => part === 'quote')).toHaveLength(1)
  })

  test('where they disagree, the figure of ours that the paragraph lacks is named', async () => {
    const desk = await deskHolding(demarche('We asked for 14.5 billion, up $459 million from 13.7 billion.'))
    const { text } = await ask(desk, '/ask drug control budget')
    expect(text).toContain('Ours and the paragraph differ: 14.1, 0.4 stand in ours only.')
  })

  test('a fault whose words the text held does not print is said to be of another copy', async () => {
    for (const [said, whose] of [
      ['up $459 million from 13.7', 'Known fault of the source: 09 STATE 32018 ¶11 prints "$459 million"'],
      [
        'up $400 million from 13.7',
        'Known fault in the copy we read, and not in the text held: 09 STATE 32018 ¶11 prints',
      ],
    ] as const) {
      const desk = await deskHolding(demarche(`We asked for 14.1 billion, ${said} billion.`))
      for (const line of ['/ask drug control budget', '/source 09 STATE 32018 para 11'])
        expect((await ask(desk, line)).text).toContain(whose)
    }
  })

  test.each(['09 STATE 32018 para 11', 'paragraph 11 of the demarche', 'el párrafo 11 de la gestión'])(
    'retired, its paragraph is shown as written: %s',
    async (question) => {
      const desk = await deskHolding(
        demarche('We asked for 14.1 billion, up $459 million from 13.7 billion.'),
      )
      await type(desk, '/source retire 09 STATE 32018 because a corrected copy came', { member: 'ada' })
      const { text } = await ask(desk, `/ask ${question}`)
      expect(text).toContain('We asked for 14.1 billion')
      expect(text).toContain('no longer searched, still citable')
    },
  )

  test('retired and above the ceiling, a source is counted, and not said to be lacking', async () => {
    const desk = await deskHolding(inventedCable())
    await type(desk, '/source retire 26 LIMA 77 because a corrected copy came', { member: 'ada' })
    const { text } = await ask({ ...desk, ceiling: 'U' }, '/ask source LIMA 77 canoes')
    expect(text).toContain('1 item withheld (SBU)')
    expect(text).not.toMatch(/Not held: LIMA 77|corrected copy/)
  })

  test('what was taken away is compared with nothing', async () => {
    const desk = await deskHolding(demarche(tombstone('2012-03-02', 'it was above 12')))
    for (const line of ['/ask drug control budget', '/source 09 STATE 32018 para 11']) {
      const { text } = await ask(desk, line)
      expect(text).toContain('[Removed on 2 Mar 2012, because it was above 12]')
      expect(text).toContain('Known fault of the source: 09 STATE 32018 ¶11 prints "$459 million"')
      expect(text).not.toContain('paragraph differ')
    }
  })
})

describe('of a paragraph too long to quote whole', () => {
  const sentences = [
    'Over the coming year the lamplighters of every district will be busy.',
    'Of managed coca they mean to clear 8,000 hectares, the new areas first.',
    ...['red', 'green', 'blue'].map(
      (colour) =>
        `A ${colour} lantern hangs at each of the landings along the river, and whoever passes it at night has to say where the boat was loaded, by whom, and for which market.`,
    ),
    'A further 400 students start in 2005 on a course of 18 months.',
    'Whoever loses a lantern pays for it.',
  ]
  const text = sentences.join(' ')
  const cable = (cite: Paragraph['cite']) =>
    inventedCable({ id: cite.source, marking: 'U', paragraphs: [{ cite, text, marking: 'U', line: 1 }] })
  const asked = desksFilled(
    async ({ db }) => {
      for (const cite of [
        { source: '05 LIMA 1409', paragraph: 18, probable: 8 },
        { source: '26 LIMA 77', paragraph: 4 },
      ])
        await keepDocument(db, cable(cite), { path: `${cite.source}.txt`, by: 'ana', now: start })
    },
    { ceiling: 'SBU' },
  )
  const quotes = async (line: string) => (await ask(await asked(), line)).text.replace(/\s+/g, ' ')

  test.each([
    ['PE-M-1', `“… ${sentences[1]} …”`],
    ['PE-M-4', `“… ${sentences[5]} …”`],
    ['05 LIMA 1409 para 18', `“${sentences.slice(0, 4).join(' ')} …”`],
    ['26 LIMA 77 para 4', `“${sentences.slice(0, 4).join(' ')} …”`],
    ['who pays for a lost lantern?', sentences.at(-1) ?? ''],
  ])('%s: the sentences that say it, from its start where it is cited', async (question, quoted) => {
    expect(await quotes(`/ask ${question}`)).toContain(quoted)
  })

  test('it is told how to read all of it', async () => {
    for (const [question, whole] of [
      ['PE-M-1', '/source 05 LIMA 1409 ¶18'],
      ['26 LIMA 77 para 4', '/source 26 LIMA 77 ¶4'],
    ] as const) {
      expect(await quotes(`/ask ${question}`)).toContain(`whole: ${whole}`)
      expect(await quotes(whole)).toContain(text)
    }
    expect(await quotes('/ask PE-IL-3')).not.toContain('whole:')
  })
})

describe('/ask again', () => {
  const questions = [
    'when is the report card due?',
    'what is the target for cocaine seizures?',
    'how much coca was eradicated in the VRAE?',
    'who eats the moon?',
  ]
  const later = '2009-05-11T14:00:00.000Z'
  const settings = [
    { ceiling: 'SBU', now: start, channel: terminal },
    { ceiling: 'U', now: start, channel: terminal },
    { ceiling: 'SBU', now: later, channel: terminal },
    { ceiling: 'SBU', now: start, channel: 'DANA' },
  ] as const

  test('gives the same answer, and none of another ceiling, day or channel', async () => {
    const desk = await openDesk()
    const answerIn = async (
      question: string,
      { ceiling, now, channel }: (typeof settings)[number],
    ): Promise<string> => {
      const { parts, marking } = await type({ ...desk, ceiling }, `/ask ${question}`, { now, channel })
      // What is asked again is another question to those who say whether it helped.
      return JSON.stringify({ parts, marking }).replaceAll(/Q-\d+/g, 'Q')
    }
    const alone: string[] = []
    for (const [at, setting] of settings.entries()) {
      for (const question of questions) {
        // Another text, which asks the same: of it nothing can have been kept.
        alone.push(await answerIn(`${question}${'?'.repeat(at + 1)}`, setting))
        expect(await answerIn(question, setting)).toBe(alone.at(-1))
      }
    }
    for (const setting of settings)
      for (const question of questions) expect(await answerIn(question, setting)).toBe(alone.shift())
  })
})

test('a fault of the words that are quoted is shown before other faults of the paragraph', async () => {
  const desk = await openDesk({ ceiling: 'SBU' })
  const paragraph: Paragraph = {
    cite: { source: '05 LIMA 1409', paragraph: 18, probable: 8 },
    text: 'Lamplighters keep some hectares of lanterns within DINANDRO.',
    marking: 'U',
    line: 1,
  }
  const document = inventedCable({ id: '05 LIMA 1409', paragraphs: [paragraph], marking: 'U' })
  await keepDocument(desk.db, document, { path: 'a.txt', by: 'ana', now: '2012-03-02T09:00:00.000Z' })
  const { text } = await ask(desk, '/ask lamplighters, hectares')
  const faults = text.replace(/\s+/g, ' ').match(/prints "[^"]+"/g)
  expect(faults?.[0]).toBe('prints "DINANDRO"')
})

test('the title of an SBU document finds its U paragraphs for whoever may see it, and names them nowhere', async () => {
  const document = inventedCable({ title: 'Quokka inspections' })
  for (const [ceiling, finds] of [
    ['SBU', true],
    ['U', false],
  ] as const) {
    const desk = await openDesk({ ceiling })
    await keepDocument(desk.db, document, { path: 'a.txt', by: 'ana', now: '2012-03-02T09:00:00.000Z' })
    const cited = await ask(desk, '/ask 26 LIMA 77 para 3')
    expect(cited.text).toContain('26 LIMA 77 ¶3')
    const described = await ask(desk, '/ask paragraph 3 of the quokka cable')
    expect(described.text.includes('26 LIMA 77'), ceiling).toBe(finds)
    const { text } = await ask(desk, '/ask quokka inspections?')
    expect(text.includes('26 LIMA 77'), ceiling).toBe(finds)
    const below = await ask(desk, '/ask which containers were at the quokka inspections?')
    expect(below.text.includes('26 LIMA 77 ¶1'), ceiling).toBe(finds)
    expect(below.marking).toBe('U')
    for (const shown of [cited.text, below.text]) expect(shown).not.toContain('Quokka')
  }
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCitation, printCitation } from '../../../src/domain/citation.ts'
import { readDocument } from '../../../src/knowledge/documents/read-document.ts'
import { listed, readable, refusal } from './read-file.ts'

const head = 'UNCLAS LUMBRE 000055\n\nSUBJECT: WEIRS\n\n'
const top = 'R 011200Z JUN 12\nFM AMEMBASSY LUMBRE\nUNCLAS LUMBRE 000055\n\n'
const cable = `R 011200Z JUN 12\nFM AMEMBASSY LUMBRE\n${head}`

describe('numbers of paragraphs', () => {
  it.each<[string, string, string[]]>([
    ['pilcrows', '¶1. Aa.\n\n¶2 Bb.\n\n¶3: Cc.', ['¶1: Aa.', '¶2: Bb.', '¶3: Cc.']],
    ['points', '1. Aa.\n2.(U) Bb.\n\n3.  Cc.', ['¶1: Aa.', '¶2: Bb.', '¶3: Cc.']],
    ['brackets', '(1) Aa.\n(2) Bb.', ['¶1: Aa.', '¶2: Bb.']],
    ['half brackets', '1) Aa.\n\n2) Bb.', ['¶1: Aa.', '¶2: Bb.']],
    ['a figure at the head of a wrapped line', '1. It was on the\n12. Then', ['¶1: It was on the 12. Then']],
    ['a first number right below a heading', 'NOTES\n1. Aa.\n2. Bb.', ['¶1: Aa.', '¶2: Bb.']],
    [
      'the same, far above the second',
      'Aa bb\n\nNotes\n(1) Cc\ndd.\n\n(2) Ee.',
      ['(before ¶1): Aa bb', '¶1: Cc dd.', '¶2: Ee.'],
    ],
    ['a 1 in words, where 2 is due', '1. Aa or Bb\n1. Cc.\n2. Dd.', ['¶1: Aa or Bb 1. Cc.', '¶2: Dd.']],
    [
      'a year in front of a sentence',
      '1. Aa.\n\n2009. A year.\n\n2. Bb.',
      ['¶1: Aa.\n2009. A year.', '¶2: Bb.'],
    ],
    ['a list inside', '1. Aa:\n\n1. x\n\n2. y\n\n2. Bb.', ['¶1: Aa:', '¶1(1): x', '¶1(2): y', '¶2: Bb.']],
    [
      'a list set in',
      '1. Aa:\n   1. x\n   2. y\n2. Bb\n3. Cc',
      ['¶1: Aa:', '¶1(1): x', '¶1(2): y', '¶2: Bb', '¶3: Cc'],
    ],
    ['paragraphs set in', '1. Aa.\n\n   2. Bb.\n\n   3. Cc.', ['¶1: Aa.', '¶2: Bb.', '¶3: Cc.']],
    ['a list in an item', '1. Aa:\n- x\n  - z\n- y', ['¶1: Aa:', '¶1 point 1: x\n- z', '¶1 point 2: y']],
    [
      'parts after items without a full stop',
      '1. Aa:\nA. x\n  1) p\n  2) q\nB. y\n2. Bb',
      ['¶1: Aa:', '¶1(A): x', '¶1(A) item 1: p', '¶1(A) item 2: q', '¶1(B): y', '¶2: Bb'],
    ],
    [
      'paragraphs put in between',
      '1. (U) Aa.\n\n1A. (U) Bb:\n\n-- x\n\n2. Cc.\n2 bis. Dd.\n\nEe Ff\n2-ter. (U) Gg.\n\n3. Hh in Room\n2A. It was.',
      [
        '¶1: Aa.',
        '¶1(A): Bb:',
        '¶1(A) point 1: x',
        '¶2: Cc.',
        '¶2 bis: Dd.',
        '¶2 ter: Gg.',
        '¶3: Hh in Room 2A. It was.',
      ],
    ],
    [
      'lines that Markdown shows as they are',
      '1. Aa.\n\n```text\n2. x\n\n3. y\n```\n\n2. Bb.',
      ['¶1: Aa.\n2. x\n3. y', '¶2: Bb.'],
    ],
    ['a text all of which is shown so', '```\n1. Aa.\n\n2. Bb.\n```', ['¶1: Aa.', '¶2: Bb.']],
    [
      'words broken at a hyphen that they have elsewhere',
      '1. Aa-bb and cc dd-\nee aa-\nbb, gg.\n\n2. AA-\nbb.\n\n3. co-\nee.',
      ['¶1: Aa-bb and cc ddee aa-bb, gg.', '¶2: AA-bb.', '¶3: co-ee.'],
    ],
    ['points with a dash', '1.- Aa\n2.-Bb\n\n3.– Cc', ['¶1: Aa', '¶2: Bb', '¶3: Cc']],
    ['ordinals', '1º Aa\n2° Bb\n\n3.º Cc', ['¶1: Aa', '¶2: Bb', '¶3: Cc']],
    [
      'parts right below headings',
      'I. AAA\n1.1 Bb.\n1.2 Cc.\nII. DDD\n2.1 Ee.\n\nIII. FFF\n3.1 Gg.\n4.1 Hh.\nV. III\n5.1 Jj.',
      ['¶1(1): Bb.', '¶1(2): Cc.', '¶2(1): Ee.', '¶3(1): Gg.', '¶4(1): Hh.', '¶5(1): Jj.'],
    ],
    ['figures at the heads of lines', '1. It was\n1.1 ha.\n1.2 ha.', ['¶1: It was 1.1 ha. 1.2 ha.']],
    ['nothing but parts', '1.1 Aa\n1.2 Bb\n\n2.1 Cc', ['¶1(1): Aa', '¶1(2): Bb', '¶2(1): Cc']],
    [
      'parts below a number, line under line',
      '3. Aa\n3.1 Bb\n3.2 Cc\n4. Dd',
      ['¶3: Aa', '¶3(1): Bb', '¶3(2): Cc', '¶4: Dd'],
    ],
    [
      'headings before the first number that stand over no paragraph',
      'Aa\n\nNo. 145\n\nBb cc.\n\nSUBJECT\n\nSUMMARY\n\n1. Dd.\n\n2. Ee.',
      ['(before ¶1): Aa\nNo. 145\nBb cc.\nSUBJECT', '¶1: Dd.', '¶2: Ee.'],
    ],
    [
      'a first name under a letter',
      '1. Aa.\n\n2. Bb.\n\nSincerely,\n\nA. Hart\nConsul',
      ['¶1: Aa.', '¶2: Bb.\nSincerely,\nA. Hart Consul'],
    ],
    ['headings with Roman numbers', 'I. AA\n\n1. Bb\n\nII. CC\n\n2. Dd', ['¶1: Bb', '¶2: Dd']],
    [
      'headings with letters and numbers of their own',
      '1. Aa.\n\nA. Bb\n\n2. Cc.\n\nB. Dd\n\n1. Ee\n\n3. Ff.\n\n4. Gg.\n\n2. Hh\n\n5. Ii.',
      ['¶1: Aa.', '¶2: Cc.', '¶3: Ff.', '¶4: Gg.', '¶5: Ii.'],
    ],
    [
      'headings with letters and numbers above the first paragraph too',
      'A. Aa\n\n1. Bb\n\n1. Cc.\n\n2. Dd.\n\n2. Ee\n\n3. Ff.\n\nB. Gg\n\n4. Hh.',
      ['(before ¶1): A. Aa', '¶1: Cc.', '¶2: Dd.', '¶3: Ff.', '¶4: Hh.'],
    ],
    [
      'the same in an extract that begins later',
      '1. Aa\n\n27. Bb.\n\n28. Cc.\n\n2. Dd\n\n29. Ee.',
      ['¶27: Bb.', '¶28: Cc.', '¶29: Ee.'],
    ],
    [
      'a first paragraph with a list of its own',
      '1. Aa\n\n1. Bb.\n\n2. Cc.\n\n2. Dd.\n\n3. Ee.',
      ['¶1: Aa', '¶1(1): Bb.', '¶1(2): Cc.', '¶2: Dd.', '¶3: Ee.'],
    ],
    [
      'items of a list, which are no headings',
      '1. Aa.\n\n1. Bb\n\n2. Cc\n\n3. Dd\n\n2. Ee.',
      ['¶1: Aa.', '¶1(1): Bb', '¶1(2): Cc', '¶1(3): Dd', '¶2: Ee.'],
    ],
    [
      'the same, where the second ends a sentence',
      '1. Aa.\n\n1. Bb\n\n2. Cc.\n\n2. Dd.',
      ['¶1: Aa.', '¶1(1): Bb', '¶1(2): Cc.', '¶2: Dd.'],
    ],
    [
      'a heading with a number right above the next',
      '1. Aa.\n\n1. Bb\n\n2. Cc.\n\n2. Dd\n\n3. Ee.',
      ['¶1: Aa.', '¶2: Cc.', '¶3: Ee.'],
    ],
    [
      'the same behind a heading that is counted',
      '1. Aa.\n\n2. Bb.\n\n1. Cc\n\n3. Dd.\n\n1. Ee\n\n2. Ff\n\n4. Gg.',
      ['¶1: Aa.', '¶2: Bb.', '¶3: Dd.', '¶3(1): Ee', '¶3(2): Ff', '¶4: Gg.'],
    ],
    ['a part alone, which words lead to', '1. Aa:\n\nA. Bb\n\n2. Cc.', ['¶1: Aa:', '¶1(A): Bb', '¶2: Cc.']],
    [
      'the last of two parts',
      '1. Aa.\n\nA. Bb.\n\nB. Cc\n\n2. Dd.',
      ['¶1: Aa.', '¶1(A): Bb.', '¶1(B): Cc', '¶2: Dd.'],
    ],
    [
      'a list of contents',
      'Contents\n\n1. Aa ..... 3\n2. Bb . . . . . 5\n\n1. Aa\n\nCc.\n\n2. Bb',
      ['(before ¶1): Contents\n1. Aa ..... 3\n2. Bb . . . . . 5', '¶1: Aa\nCc.', '¶2: Bb'],
    ],
    [
      'a list of contents with tabs',
      '1.\tAa\t3\n2.\tBb Cc\t5\n3.\tDd      ix\n\n1. AA\n\nEe.\n\n2.\tBb Cc\n\nDd\n\n3. Ff.',
      ['(before ¶1): 1. Aa 3\n2. Bb Cc 5\n3. Dd ix', '¶1: AA\nEe.', '¶2: Bb Cc', '¶3: Ff.'],
    ],
    [
      'an agenda right below a line of words',
      'Agenda\n1. Aa\nbb\n2. Cc\n\n1. Dd.\n\n2. Ee.\n\n3. Ff.',
      ['(before ¶1): Agenda\n1. Aa\nbb\n2. Cc', '¶1: Dd.', '¶2: Ee.', '¶3: Ff.'],
    ],
    [
      'an agenda whose items end a clause here and none below',
      '1. Aa;\n2. Bb; and\n3. Cc.\n\n1. Aa\nDd.\n\n2. Bb\nEe.\n\n3. Cc',
      ['(before ¶1): 1. Aa;\n2. Bb; and\n3. Cc.', '¶1: Aa Dd.', '¶2: Bb Ee.', '¶3: Cc'],
    ],
    [
      'an agenda that says so',
      'ORDEN DEL DÍA:\n\n1. Aa\nbb\n2. Cc.\n3. Dd.\nEe\n\n1. Ff.\n\n2. Gg.',
      ['(before ¶1): ORDEN DEL DÍA:\n1. Aa\nbb\n2. Cc.\n3. Dd.\nEe', '¶1: Ff.', '¶2: Gg.'],
    ],
    [
      'an agenda with what was said on each point',
      `Agenda\n\n1. ${'Aa bb. '.repeat(20)}\n\n2. Cc.\n\nTo do\n\n1. Dd.`,
      [`¶1: ${'Aa bb. '.repeat(20).trim()}`, '¶2: Cc.', '¶1 second: Dd.'],
    ],
    [
      'sentences below a line of words, and numbers that begin anew',
      'Aa:\n1. Bb.\n2. Cc.\n\n1. Dd.\n\n2. Ee.',
      ['(before ¶1): Aa:', '¶1: Bb.', '¶2: Cc.', '¶1 second: Dd.', '¶2 second: Ee.'],
    ],
    [
      'a list of contents by its words',
      '1. Aa 1\n\n2. Bb 3\n\n1. Aa\nCc.\n\n2. Bb\nDd.',
      ['(before ¶1): 1. Aa 1\n2. Bb 3', '¶1: Aa Cc.', '¶2: Bb Dd.'],
    ],
    [
      'two rows of numbers with other words',
      '1. Aa\n\n2. Bb\n\n1. Cc.\n\n2. Dd.',
      ['¶1: Aa', '¶2: Bb', '¶1 second: Cc.', '¶2 second: Dd.'],
    ],
    ['figures behind tabs', '1.\tAa\t30\n2.\tBb\t12\n\nAa 30', ['¶1: Aa 30', '¶2: Bb 12\nAa 30']],
    ['lettered parts', '1. Aa:\nA) x;\nB) y.\n\n2. z', ['¶1: Aa:', '¶1(A): x;', '¶1(B): y.', '¶2: z']],
    [
      'lettered parts with pilcrows',
      '¶1. Aa:\n\n¶A. (U) x.\n¶ B. (U) y.\n\n¶2. z',
      ['¶1: Aa:', '¶1(A): x.', '¶1(B): y.', '¶2: z'],
    ],
    [
      'a mail below',
      '1. Aa\n\n-----Original Message-----\n\n2. z',
      ['¶1: Aa\n-----Original Message-----', '¶2: z'],
    ],
    ['parts behind a number', '1. Aa\n\n1.1 Bb\n\n1.2 Cc', ['¶1: Aa', '¶1(1): Bb', '¶1(2): Cc']],
    [
      'a first part beside the number',
      '1. (SBU) (A) Aa.\n\n(B) Bb.\n\n2. (a) Cc.\n\nDd.',
      ['¶1(A): Aa.', '¶1(B): Bb.', '¶2: (a) Cc.\nDd.'],
    ],
    ['bullets', '1. Aa:\n\n-- x\n-- y\n\n2. Bb', ['¶1: Aa:', '¶1 point 1: x', '¶1 point 2: y', '¶2: Bb']],
    [
      'bullets in a font of signs',
      '1. Aa\n\uf0b7 x\n\uf0a7\ty\n• z\n\n2. Bb',
      ['¶1: Aa', '¶1 point 1: x', '¶1 point 2: y', '¶1 point 3: z', '¶2: Bb'],
    ],
    [
      'an o as bullet, and as the Spanish word',
      '1. Aa:\no Xx\no\tYy\n\n2. Quito,\no Lima o\no Paita\n  o Piura.',
      ['¶1: Aa:', '¶1 point 1: Xx', '¶1 point 2: Yy', '¶2: Quito, o Lima o o Paita o Piura.'],
    ],
    [
      'two lists of one paragraph',
      '1. The following steps:\n\n(1) x\n\n(2) y\n\nand two conditions:\n\n(1) z',
      ['¶1: The following steps:', '¶1 step 1: x', '¶1 step 2: y and two conditions:', '¶1 condition 1: z'],
    ],
    [
      'bullets under headings',
      '1. Aa\n\n## Money and Corruption\n\n-- x\n\n## Port Issues\n\n-- y\n\n-- z\n\n2. Bb',
      ['¶1: Aa', '¶1 Money 1: x', '¶1 Port 1: y', '¶1 Port 2: z', '¶2: Bb'],
    ],
    [
      'a short quotation above bullets',
      '1. He said:\n\n“Four came.\n\nWe need 800.”\n\n-- x',
      ['¶1: He said:\n“Four came.\nWe need 800.”', '¶1 point 1: x'],
    ],
    ['UTF-8 that was read twice', 'Â¶1. The officeâ€™s seÃ±al ﬁled.', ['¶1: The office’s señal filed.']],
    ['brackets without a space', '1. Aa:\n\na)Bb.\n\nb)Cc.', ['¶1: Aa:', '¶1(A): Bb.', '¶1(B): Cc.']],
    ['two of one number', '1. Aa\n\n9. Bb\n\n9. Cc', ['¶1: Aa', '¶9: Bb', '¶9 second: Cc']],
    ['backwards', '3. Aa\n\n2. Bb\n\n1. Cc', ['¶3: Aa', '¶2: Bb', '¶1: Cc']],
    [
      'out of order',
      '1. Aa\n\n2. Bb\n\n5. Cc\n\n4. Dd\n\n3. Ee\n\n6. Ff',
      ['¶1: Aa', '¶2: Bb', '¶5: Cc', '¶4: Dd', '¶3: Ee', '¶6: Ff'],
    ],
    [
      'a number of another text, quoted',
      '1. Aa\n\n2. It says:\n\n4. Bb\n\n3. Cc\n\n4. Dd',
      ['¶1: Aa', '¶2: It says:\n4. Bb', '¶3: Cc', '¶4: Dd'],
    ],
    ['words before the first', 'Aa bb.\n\n1. Cc', ['(before ¶1): Aa bb.', '¶1: Cc']],
    ['proven', '¶1. Aa\n\n12. Bb\n\n¶3. Cc', ['¶1: Aa', '¶2 (printed 12): Bb', '¶3: Cc']],
    ['a pilcrow in a sentence', '¶1. Aa as in\n¶2 of ref\n\n¶2. Bb', ['¶1: Aa as in ¶2 of ref', '¶2: Bb']],
    ['a pilcrow quoted among points', '1. Aa\n\n¶9 Bb\n\n2. Cc', ['¶1: Aa\n¶9 Bb', '¶2: Cc']],
    ['a pilcrow lost before the first', '1. Aa\n\n¶2. Bb\n\n¶5. Cc', ['¶1: Aa', '¶2: Bb', '¶5: Cc']],
    ['pilcrows among points', '1. Aa\n¶2. Bb\n3. Cc', ['¶1: Aa', '¶2: Bb', '¶3: Cc']],
    ['probable', '¶1. Aa\n\n12. Bb', ['¶1: Aa', '¶12 (probably 2): Bb']],
    [
      'went on as printed',
      '4. Aa\n\n15. Bb\n\n16. Cc\n\n17. Dd\n\n18. Ee\n\n19. Ff\n\n20. Gg',
      '4 15 16 17 18 19 20'
        .split(' ')
        .map(
          (number, index) =>
            `¶${number}: ${String.fromCharCode(65 + index)}${String.fromCharCode(97 + index)}`,
        ),
    ],
  ])('%s', async (_what, body, expected) => {
    expect(listed(await readable('a.txt', cable + body))).toEqual(expected)
  })

  it('goes by what is known of the source first', async () => {
    const numbering = [{ printed: 12, paragraph: 2, proven: true, because: 'Seen on paper.' }]
    const sources = [{ id: '12 LUMBRE 55', aliases: [], numbering }]
    const { document } = await readable('a.txt', `${cable}1. Aa\n\n12. Bb`, { sources })
    expect(document.paragraphs[1]).toMatchObject({
      cite: { paragraph: 2, printed: 12 },
      numbering: 'Seen on paper.',
    })
  })

  it('keeps the name of an article with the heading below it', async () => {
    const articles = 'Article 3\n\nWEIRS\n\n1. Aa.\n\n2. Bb.\n\nArticle 4\n\nSCALES\n\n1. Cc.'
    const { document } = await readable('a.txt', articles)
    expect(document.paragraphs.map(({ heading, text }) => `${heading}: ${text}`)).toEqual([
      'Article 3 WEIRS: Aa.',
      'Article 3 WEIRS: Bb.',
      'Article 4 SCALES: Cc.',
    ])
  })

  it('takes a line in capitals between two numbers for a heading, without empty lines too', async () => {
    const over = async (text: string) => {
      const { document } = await readable('a.txt', text)
      return document.paragraphs.map(({ heading = '', text }) => [heading, text].join(': '))
    }
    expect(await over('1. Aa.\n2. Bb\ncc.\nCOMMENT\n3. Dd.\nNEXT STEPS\n\n4. Ee.')).toEqual([
      ': Aa.',
      ': Bb cc.',
      'COMMENT: Dd.',
      'NEXT STEPS: Ee.',
    ])
    // The end of a sentence, a name below the last words, and a text in nothing but capitals.
    expect(await over('1. Aa.\n2. Bb of the\nUSAID\n3. Cc.\nSMITH')).toEqual([
      ': Aa.',
      ': Bb of the USAID',
      ': Cc. SMITH',
    ])
    expect(await over('1. AA.\n2. BB.\nAND CC\n3. DD.')).toEqual([': AA.', ': BB. AND CC', ': DD.'])
  })

  it('takes one line or two with a rule below for a heading, and no sentence', async () => {
    const text =
      '1. Aa.\n\nBb cc\ndd.\n-----\n\n2. Ee.\n\nFf gg and\nhh ii\n-----\n\n3. Jj.\n\nKk.\n---\n\n4. Ll.'
    const { document } = await readable('a.txt', text)
    expect(document.paragraphs.map(({ heading = '', text }) => [heading, text].join(': '))).toEqual([
      ': Aa.\nBb cc dd.',
      ': Ee.',
      'Ff gg and hh ii: Jj.',
      'Kk.: Ll.',
    ])
  })

  it.each<[string, string, string, string[]]>([
    [
      'in a sentence',
      'a.txt',
      '1. It fell to USD\n900\nin\n12/2008\nin all.',
      ['¶1: It fell to USD 900 in 12/2008 in all.'],
    ],
    ['between empty lines', 'a.txt', '1. Aa:\n\n16\n\n2. Bb:\n\n17', ['¶1: Aa:\n16', '¶2: Bb:\n17']],
    [
      'over a text',
      'a.txt',
      'Aa.\n\n2008\n----\n\nBb.\n\n2009\n----\n\nCc.',
      ['¶1: Aa.', '¶2: Bb.', '¶3: Cc.'],
    ],
    ['of a page', 'a.html', '<p>1. Aa:</p><p>16</p><h2>17</h2><p>Bb.</p>', ['¶1: Aa:\n16', '¶1 17: Bb.']],
  ])('loses no figure that stands alone on its line: %s', async (_where, name, text, paragraphs) => {
    const reading = await readable(name, text)
    expect(listed(reading)).toEqual(paragraphs)
    if (text.includes('----'))
      expect(reading.document.paragraphs.map(({ heading }) => heading)).toEqual([undefined, '2008', '2009'])
  })

  it('says how a paragraph put in behind another is cited, and where it is read as words', async () => {
    const text = '1. Aa.\n\n1A. Bb.\n\nCC\n\n1B. Dd.\n\n5B. Ee.\n\n2. Ff.'
    const { problems, document } = await readable('a.txt', text)
    expect(document.paragraphs.map(({ heading }) => heading)).toEqual([undefined, undefined, 'CC', 'CC'])
    expect(problems).toEqual([
      { line: 3, what: 'printed 1A, cited as ¶1(A)' },
      { line: 7, what: 'printed 1B, cited as ¶1(B)' },
      { line: 9, what: '"5B." at the head of the line is read as words of ¶1' },
    ])
  })

  const page = 'Some words of a line that is long enough for a page\n'.repeat(30)
  const figuresOf = ({ document }: { document: { paragraphs: readonly { text: string }[] } }) =>
    document.paragraphs.flatMap(({ text }) => text.match(/\d+/g) ?? [])

  it.each<[string, string, string[], string]>([
    ['between empty lines', `1. Aa\n${page}\n1\n\n${page}\n    2\n\n${page}end.\n\n3\n`, [], '"1" to "3"'],
    [
      'of pages of which the first and the last are short',
      `1. Aa\n\n1\n\nand ${page}\n2\n\n${page}\n3\n\nend.\n\n4\n`,
      [],
      '"1" to "4"',
    ],
    [
      'right below the text, beside other figures',
      `1. Aa\n\n16\n\n${page}1\n\n\f${page}2\n\n\fend.\n3\n\n\f`,
      ['16'],
      '"1" to "3"',
    ],
    ['right above the text', `7\n1. Aa\n${page}\f8\n${page}\f9\nend.\n`, [], '"7" to "9"'],
    ['under a banner', `UNCLASSIFIED\n1\n1. Aa\n\fUNCLASSIFIED\n2\nend.\n`, [], '"1" to "2"'],
    ['with how many there are', `1. Aa\n${page}1/2\n\f${page}2/2\n`, [], '"1/2" to "2/2"'],
    ...['Page | #', '# | Page', 'p. #', '[#]', 'A-#', 'UNCLASSIFIED - #', 'Pág #'].map(
      (form): [string, string, string[], string] => {
        const [one = '', two = ''] = ['1', '2'].map((figure) => form.replace('#', figure))
        return [form, `1. Aa\n${page}\n${one}\n\n\f${page}\n${two}\n`, [], `"${one}" to "${two}"`]
      },
    ),
  ])(
    'leaves out the numbers that count the pages of a text, and says so: %s',
    async (_where, text, left, said) => {
      const reading = await readable('a.txt', text)
      expect(figuresOf(reading)).toEqual(left)
      expect(reading.problems.map(({ what }) => what)).toContain(
        `${said}, alone on their lines, are read as page numbers and left out`,
      )
    },
  )

  it.each([
    ['the last cell of a table', 'Aa bb.\n\nBoats\n\n3\n\nScanners\n\n1\n\n\f', ['3', '1']],
    ['what heads each page', 'Week 1\n\nAa.\n\f\nWeek 2\n\nBb.\n', ['1', '2']],
    ['numbers of paragraphs', '1.\n\nAa.\n\f2.\n\nBb.\n\f3.\n\nCc.\n', []],
  ])('takes for no page number %s', async (_what, text, figures) => {
    const reading = await readable('a.txt', text)
    expect(figuresOf(reading)).toEqual(figures)
    expect(reading.problems.map(({ what }) => what).join()).not.toMatch('page number')
  })

  it.each(['Page 2 of 3', 'UNCLASSIFIED - Page 2', 'Página 2 de 3', 'Pág. 2'])(
    'leaves out a line that says it numbers a page: %s',
    async (line) => {
      expect(listed(await readable('a.txt', `1. Aa\n\n${line}\n\nbb.`))).toEqual(['¶1: Aa bb.'])
    },
  )

  it('leaves out the number of the only page of a text, and says so', async () => {
    const reading = await readable('a.txt', '1. Aa\nbb.\n1\n\f')
    expect(listed(reading)).toEqual(['¶1: Aa bb.'])
    expect(reading.problems).toEqual([
      { line: 3, what: '"1", alone on its line, is read as a page number and left out' },
    ])
  })

  it.each<[string, string, string[]]>([
    ['that skip one', `1. Aa\n${page}\n1\n\n${page}\n4\n\n${page}end.\n\n3\n`, ['1', '4', '3']],
    ['at the ends of pages', `1. Aa:\n${page}4\n\f${page}9\n\f`, ['4', '9']],
    ['at the ends of few of the pages', `1. Aa:\n4\n\fbb\n5\n\fcc\n\fdd\n\fee\n`, ['4', '5']],
    ['over parts that no sentence runs over', `1\n\nAa\n${page}end.\n\n2\n\nBb\n${page}`, ['1', '2']],
    ['at the end of the only page', '1. Aa:\n16\n\f', ['16']],
  ])('keeps figures that count no pages: %s', async (_which, text, figures) => {
    const reading = await readable('a.txt', text)
    expect(figuresOf(reading)).toEqual(figures)
  })

  it('takes what stands below the head of a cable for text, though it has no subject', async () => {
    const reading = await readable('a.txt', `${top}The port was open.\n\n1. Aa.\n\n2. Bb.`)
    expect(listed(reading)).toEqual(['(before ¶1): The port was open.', '¶1: Aa.', '¶2: Bb.'])
  })

  it('takes the words of a heading with a number for what stands under it, and words where nothing does', async () => {
    const sections = '## 1. Aims\n\nAa.\n\n### 1.1 Zones\n\nBb.\n\nCc.\n\n## 2. Means\n\n### 2.1 Boats\n\nDd.'
    const reading = await readable('a.md', `# Plan\n\n${sections}\n\n## 3. Ends:\n\nEe.\n\n4. Ff.`)
    expect(listed(reading)).toEqual([
      '¶1: Aa.',
      '¶1(1): Bb.\nCc.',
      '¶2: Means',
      '¶2(1): Dd.',
      '¶3: Ends:\nEe.',
      '¶4: Ff.',
    ])
    expect(reading.document.paragraphs.map(({ heading = '' }) => heading)).toEqual([
      'Aims',
      'Zones',
      '',
      'Boats',
      'Plan',
      'Plan',
    ])
  })

  it.each<[string, string[]]>([
    ['1. Aa.\n1. Bb.\n1. Cc.\n\nDd.', ['¶1: Aa.', '¶2: Bb.', '¶3: Cc.\nDd.']],
    [
      '1. Aa.\n\n   1. bb\n   1. cc\n\n   Dd.\n\n1. Ee.',
      ['¶1: Aa.', '¶1(1): bb', '¶1(2): cc\nDd.', '¶2: Ee.'],
    ],
    ['1. Aa.\n## BB\n1. Cc.', ['¶1: Aa.', '¶1 second: Cc.']],
    ['1. Aa.\n\nBb.\n\n1. Cc.', ['¶1: Aa.\nBb.', '¶1 second: Cc.']],
  ])('counts the items of Markdown on where each bears 1: %j', async (text, paragraphs) => {
    expect(listed(await readable('a.md', text))).toEqual(paragraphs)
    const [second] = (await readable('a.txt', '1. Aa.\n1. Bb.')).document.paragraphs.slice(1)
    expect(second?.cite).toEqual({ source: 'a', paragraph: 1, place: 'second' })
  })

  it.each(['Period: January 1 - March 31, 2010', 'FECHA: 4 DE JUNIO DE 2009', 'Total 770 610'])(
    'takes %s for no heading',
    async (line) => {
      const { document } = await readable('a.txt', `Aa\n\n${line}\n\n1. Bb.\n\n2. Cc.`)
      expect(document.paragraphs.map(({ heading, text }) => [heading, text].join(': '))).toEqual([
        `: Aa\n${line}`,
        ': Bb.',
        ': Cc.',
      ])
    },
  )

  it.each([
    ['its first line', 'Plan of Weirs\n\nBACKGROUND\n\n1. Bb.', 'Plan of Weirs'],
    ['the heading below the name of an office', 'Ministry of Weirs\n\nNOTE NO. 5\n\n1. Bb.', 'NOTE NO. 5'],
    ['the heading below a date', 'Lima, 3 de mayo de 2012\n\nOFICIO N. 5\n\n1. Bb.', 'OFICIO N. 5'],
    ['its first line that ends in a year', 'Weirs in 2009\n\nBACKGROUND\n\n1. Bb.', 'Weirs in 2009'],
    [
      'its first line on an office',
      'Government weir plan: a note\n\nSUMMARY\n\n1. Bb.',
      'Government weir plan: a note',
    ],
    ['the heading below a month', 'Lima, mayo de 2012\n\nINFORME N. 5\n\n1. Bb.', 'INFORME N. 5'],
    ['the heading below what kind of paper it is', 'Fact Sheet\n\nWEIRS\n\n1. Bb.', 'WEIRS'],
    ['its file where it begins with its text', `${'Aa, '.repeat(40)}bb.\n\nTABLE\n\nCc.`, 'a'],
  ])('is titled by %s', async (_what, text, title) => {
    expect((await readable('a.txt', text)).document.title).toBe(title)
  })

  it('takes names with their offices for a list, whose last is no heading, and which speaks against no number', async () => {
    const names = ['Ann Bee, CC', 'Dee Eff, GG', 'He Ii, JJ']
    const { document } = await readable('a.txt', ['Plan', 'Aaa', ...names, '1. Kk.', 'Ll.'].join('\n\n'))
    expect(document.paragraphs.map(({ heading, text }) => [heading, text].join(': '))).toEqual([
      `: ${['Plan', 'Aaa', ...names].join('\n')}`,
      ': Kk.\nLl.',
    ])
  })

  it.each([
    ['a comma', 'Prepared in Lima, Peru', 'Weirs, ports and boats'],
    ['a bracket', 'FY 2010 (October)', 'Weirs (AA-1)'],
    ['a colon', 'Travelers: Ann Bee and Dee Eff', 'Day 1: Weirs'],
  ])(
    'takes a line above long text for a heading, though it shares %s with the one above',
    async (_sign, above, line) => {
      const { document } = await readable('a.txt', `Plan\n\n${above}\n\n${line}\n\n${'Aa bb. '.repeat(20)}`)
      expect(document.paragraphs.at(-1)?.heading).toBe(line)
    },
  )

  it('counts the paragraphs of a paper without numbers, and says so', async () => {
    const reading = await readable('a.txt', 'Aa\nbb.\n\nCc\n- dd\n- ee\n\nFf')
    expect(listed(reading)).toEqual(['¶1: Aa bb.', '¶2: Cc - dd - ee', '¶3: Ff'])
    expect(reading.problems[0]?.what).toContain('no numbered paragraphs')
    expect(listed(await readable('a.txt', '1.1 Millions.\n\nAa'))).toEqual(['¶1: 1.1 Millions.', '¶2: Aa'])
  })

  it('counts the paragraphs of a paper whose numbers count less than half of it, and says from where they are not used', async () => {
    const plain = ['Aa.', 'Bb.', 'Cc.', 'Dd.'].join('\n\n')
    const reading = await readable('a.txt', `${plain}\n\nTo do\n\n1. Ee.\n\n2. Ff.\n\nGg.`)
    expect(listed(reading).slice(4)).toEqual(['¶5: 1. Ee.', '¶6: 2. Ff.', '¶7: Gg.'])
    expect(reading.problems).toEqual([
      {
        line: 11,
        what: 'the numbers from here on count too little of the text to cite it by and are not used; its paragraphs are counted in order, as empty lines part them',
      },
    ])
  })

  it.each<[string, string, string[]]>([
    [
      'names count nothing',
      'Bb.\n\nOf us:\n- Ann Bee, head of all of our hh.\n- Cee, DD.\n- Eve of FF.',
      ['Gg.', 'Hh.\nIi.'],
    ],
    ['a list of aims counts as one', 'Aims:\n- to bb.\n- to cc.\n- to dd.', ['Gg.', 'Hh.\nIi.']],
    [
      'a list and a paragraph are two',
      'Bb.\n\n- to cc\n- to dd',
      ['Bb.', '- to cc\n- to dd', '1. Gg.\n2. Hh.', 'Ii.'],
    ],
    [
      'two lists are two',
      'Bb:\n- to cc\n\nDd:\n- to ee\n- to ff',
      ['Bb:\n- to cc', 'Dd:\n- to ee\n- to ff', '1. Gg.\n2. Hh.', 'Ii.'],
    ],
    [
      'under a heading of their own, each',
      'BB\n\n- to cc\n- to dd\n\nEE',
      ['- to cc\n- to dd', '1. Gg.\n2. Hh.', 'Ii.'],
    ],
    [
      'a line right under a heading counts too',
      'Bb.\n\n# CC\nDd.\n\nEE',
      ['Bb.', 'Dd.', '1. Gg.\n2. Hh.', 'Ii.'],
    ],
  ])('weighs the points above the first number against the numbers: %s', async (_how, above, texts) => {
    const reading = await readable('a.txt', `Plan\n\nAaa\n\n${above}\n\n1. Gg.\n2. Hh.\n\nIi.`)
    expect(reading.document.paragraphs.map(({ text }) => text).slice(-texts.length)).toEqual(texts)
    expect(reading.problems.some(({ what }) => what.includes('count too little'))).toBe(texts.length > 2)
  })

  it('takes a list for no paragraphs where a cable has no other numbers, and says where it may be one', async () => {
    const list = 'Aa.\n\nThree points:\n\n1. x\n2. y\n3. z'
    const reading = await readable('a.txt', `${cable}${list}\n\nBb.`)
    expect(listed(reading)).toEqual(['¶1: Aa.', '¶2: Three points:', '¶3: 1. x\n2. y\n3. z', '¶4: Bb.'])
    expect(reading.problems[0]?.what).toContain('from here on count only a list')
    const doubtful = await readable('a.txt', `${cable}Begin text:\n\n1. Aa.\n\n2. Bb.\n\nCc.`)
    expect(listed(doubtful)).toEqual(['(before ¶1): Begin text:', '¶1: Aa.', '¶2: Bb.\nCc.'])
    expect(doubtful.problems).toEqual([
      { line: 9, what: 'may be the first item of a list that the words above lead to; cited as ¶1' },
    ])
  })

  it('reads ten thousand paragraphs', async () => {
    const body = Array.from({ length: 10_000 }, (_none, index) => `¶${index + 1}. Words of it.\n`).join('\n')
    const { document } = await readable('a.txt', cable + body)
    expect(document.paragraphs).toHaveLength(10_000)
    expect(document.paragraphs.at(-1)?.cite.paragraph).toBe(10_000)
  })
})

describe('a table drawn in text', () => {
  it.each<[string, string, string]>([
    [
      'by gaps',
      'Zone        2008   2009\nUchiza        31     42\nMonzon              8\n  (part)\nTotal         31     50',
      'Zone | 2008 | 2009\nUchiza | 31 | 42\nMonzon | | 8\n(part) | |\nTotal | 31 | 50',
    ],
    [
      'by gaps, with a rule below its head',
      'No.  What        Who\n--------------------\n1    A boat.     Ana\n2    The weir    Bob',
      'No. | What | Who\n1 | A boat. | Ana\n2 | The weir | Bob',
    ],
    ['in two columns with figures', 'Kind     Staff\nPost        19', 'Kind | Staff\nPost | 19'],
    ['by tabs', '\t2008\t2009\nUchiza\t31\t\nMonzon\t\t8', '| 2008 | 2009\nUchiza | 31 |\nMonzon | | 8'],
    ['by bars', '| Zone | 2008 |\n|---|---:|\n| Uchiza | 31 |', 'Zone | 2008\nUchiza | 31'],
    ['by bars between words alone', 'Zone | 2008\n--- | ---\nUchiza | 31', 'Zone | 2008\nUchiza | 31'],
    [
      'in a frame',
      '+------+----+\n| Zone | ha |\n+------+----+\n| Aa   |  3 |\n+------+----+',
      'Zone | ha\nAa | 3',
    ],
    [
      'by gaps of two columns of words',
      'They came  down to\nthe river  and saw',
      'They came down to the river and saw',
    ],
    [
      'by nothing, though lines have gaps',
      'He  saw a weir  high\nup the  river and  on',
      'He saw a weir high up the river and on',
    ],
    [
      'by spaces that are stretched to one edge',
      'They found that the\npeople   had   left\nhouses  and  hidden\nthe coca.',
      'They found that the people had left houses and hidden the coca.',
    ],
    ['by gaps that are alike on each row', 'Leaf  kg  12\nSeed  kg   3', 'Leaf | kg | 12\nSeed | kg | 3'],
    [
      'by one gap before a figure, below words that run on',
      'The seized were\ncocaine  42\npaste     3',
      'The seized were\ncocaine | 42\npaste | 3',
    ],
    [
      'by empty lines between its rows',
      'Month    Made\n\nApril      14\n\nJune       12',
      'Month | Made\nApril | 14\nJune | 12',
    ],
    [
      'by empty lines between lines that are stretched to one edge',
      'They found that the\n\npeople   had   left\n\nhouses  and  hidden\n\nthe coca.',
      'They found that the people had left houses and hidden the coca.',
    ],
    [
      'by ends of sentences',
      'He came.  He saw.  It\nwas so.  He ran.  It',
      'He came. He saw. It was so. He ran. It',
    ],
  ])('is read %s', async (_what, table, rows) => {
    const reading = await readable('a.txt', `1. Aa:\n\n${table}\n\n2. Bb.`)
    expect(listed(reading)).toEqual([`¶1: Aa:\n${rows}`, '¶2: Bb.'])
    expect(reading.document.paragraphs[0]?.written).toBe(`1. Aa:\n\n${table}`)
  })
})

describe('the label it is cited by', () => {
  it.each([
    ['from the date-time group', 'a.txt', `${cable}1. Aa`, {}, '12 LUMBRE 55'],
    ['from the name of a paper', 'in/the attic/old (1)\nnotes.txt', 'Aa', {}, 'old 1 notes'],
    ['as given', 'a.txt', `${head}1. Aa`, { as: '07 LUMBRE 55' }, '07 LUMBRE 55'],
    ['from the name of its file', 'a/05-LUMBRE-00055 (copy).txt', `${head}1. Aa`, {}, '05 LUMBRE 55'],
    ['from a name with the whole year', '2005 Lumbre 55.txt', `${head}1. Aa`, {}, '05 LUMBRE 55'],
    [
      'from another name of a known source',
      'a.txt',
      `${head}1. Aa`,
      { sources: [{ id: '03 LUMBRE 55', aliases: ['LUMBRE 000055'], numbering: [] }] },
      '03 LUMBRE 55',
    ],
    [
      'given by another name',
      'a.txt',
      'Aa',
      { as: 'LB 55', sources: [{ id: '03 LUMBRE 55', aliases: ['LB 55'], numbering: [] }] },
      '03 LUMBRE 55',
    ],
  ])('%s', async (_what, name, text, options, id) => {
    const { document } = await readable(name, text, options)
    expect(document.id).toBe(id)
    expect(document.paragraphs[0]?.cite.source).toBe(id)
  })

  it.each([
    ['an office with hyphens', cable.replace('LUMBRE 0', 'PORT-AU-PRINCE 0'), '12 PORT-AU-PRINCE 55'],
    ['an apostrophe', cable.replace('LUMBRE 0', 'N’DJAMENA 0'), "12 N'DJAMENA 55"],
    ['small letters in the month', cable.replace('JUN', 'Jun'), '12 LUMBRE 55'],
    ['DTG before the group', cable.replace('R 0', 'DTG 0'), '12 LUMBRE 55'],
    ['DTG: before it', cable.replace('R 0', 'DTG: 0'), '12 LUMBRE 55'],
  ])('is read of a head with %s', async (_what, top, id) => {
    const { document, problems } = await readable('a.txt', `${top}1. Aa`)
    expect(document).toMatchObject({ id, date: '2012-06-01', head: { sent: '011200Z JUN 12' } })
    expect(problems).toEqual([])
  })

  it('is the name of the file where a head has no number, which is said', async () => {
    const { document, problems } = await readable('a.txt', `${cable.replace('LUMBRE 000055', '')}1. Aa`)
    expect(document).toMatchObject({ id: 'a', kind: 'cable' })
    expect(problems[0]?.what).toContain(
      'no number was found in it, so it is cited as a; if it has one: --as "YY',
    )
  })

  it('is said where it is given and is not the number printed', async () => {
    const sources = [{ id: '03 WEIR 1', aliases: ['LUMBRE 55'], numbering: [] }]
    for (const [as, options, top] of [
      ['12 LUMBRE 55', {}, cable],
      ['07 LUMBRE 55', {}, head],
      ['LUMBRE 55', { sources }, cable],
    ] as const)
      expect((await readable('a.txt', `${top}1. Aa`, { as, ...options })).problems).toEqual([])
    const given = await readable('a.txt', `${cable}1. Aa`, { as: '12 LUMBRE 77' })
    expect(given.document.id).toBe('12 LUMBRE 77')
    expect(given.problems).toEqual([
      {
        line: 1,
        what: 'prints the number 12 LUMBRE 55, and 12 LUMBRE 77 was given; if that is a mistake: --as "12 LUMBRE 55"',
      },
    ])
    const yearless = await readable('a.txt', `${head}1. Aa`, { as: '12 LUMBRE 77' })
    expect(yearless.problems[0]?.what).toContain(
      'LUMBRE 55, and 12 LUMBRE 77 was given; if that is a mistake: --as "YY LUMBRE 55"',
    )
  })

  it('is asked for where nothing says the year, or where two years are known', async () => {
    const two = ['03', '04'].map((year) => ({ id: `${year} LUMBRE 55`, aliases: [], numbering: [] }))
    expect((await refusal('a.txt', `${head}1. Aa`))?.what).toContain('--as "YY LUMBRE 55"')
    expect((await refusal('a.txt', `${head}1. Aa`, { sources: two }))?.what).toContain('--as')
    for (const as of ['05 LIMA ¶9', 'bad (label)'])
      expect((await refusal('a.txt', 'Aa', { as }))?.what).toContain('write one without brackets')
  })
})

describe('what stands around a cable', () => {
  const mail = 'From: Ana\nSent: Monday\nTo: Bob\nSubject: FW: weirs\n\nSee paragraph 2. (SBU)\n\n'
  const trailer = '\n\nSignature: HART\n\nDrafted By: LUMBRE:Ana\nCleared By: ECON:Bob\n\nUNCLASSIFIED\nSBU\n'

  it('is left out: the mail it was sent on in', async () => {
    const reading = await readable('a.txt', `${mail}${cable}1. Aa.\n\n2. Bb.`)
    expect(reading.document).toMatchObject({
      id: '12 LUMBRE 55',
      title: 'WEIRS',
      head: { from: 'AMEMBASSY LUMBRE' },
    })
    expect(listed(reading)).toEqual(['¶1: Aa.', '¶2: Bb.'])
    expect(reading.problems).toEqual([
      { line: 1, what: "is a cable inside a mail; the mail's own lines, 1 to 7, are not read" },
    ])
    expect(reading.document.marking).toBe('SBU')
    expect(await refusal('a.txt', `${mail}(S) Xx.\n\n${cable}1. Aa.`)).toMatchObject({ line: 8 })
  })

  it('is left out: who drafted and cleared it, save for the signature', async () => {
    const reading = await readable('a.txt', `MRN: 12 LUMBRE 55\nSubject: Weirs\n\n1. Aa.\n\n2. Bb.${trailer}`)
    expect(listed(reading)).toEqual(['¶1: Aa.', '¶2: Bb.'])
    expect(reading.document.head.signed).toBe('HART')
    expect(reading.document.marking).toBe('SBU')
  })

  it('leaves a mail that is no cable as it is', async () => {
    expect(listed(await readable('a.txt', `${mail}1. Aa.`)).join()).toContain('From: Ana')
  })
})

describe('the head of a cable', () => {
  const body = '\n\n1. Aa bb cc dd ee.\n\n2. x\nHART'

  it('lists references behind letters with pilcrows, tags over two lines, and no heading of the text', async () => {
    const fields = 'TAGS: EAID,\n      PE\nSUBJECT: WEIRS\n\nREF: A. STATE 5\n     ¶B. QUITO 6'
    const { document } = await readable('a.txt', `${top}${fields}\nSUMMARY${body}`)
    expect(document.head).toMatchObject({ references: ['STATE 5', 'QUITO 6'], tags: ['EAID', 'PE'] })
    expect(document.paragraphs[0]).toMatchObject({ heading: 'SUMMARY', text: 'Aa bb cc dd ee.' })
    const bare = await readable('a.txt', `${top}SUBJECT: WEIRS\nSUMMARY AND COMMENT${body}`)
    expect(bare.document.title).toBe('WEIRS')
  })

  it.each<[string, string | undefined, string[]]>([
    ['Notes on weirs\n\nFecha: 3 de mayo de 2012\n\n1. Aa.\n\n2. Bb.', '2012-05-03', ['¶1: Aa.', '¶2: Bb.']],
    ['# Weirs\n\nDATE: May 3, 2012\n\n1. Aa.', '2012-05-03', ['¶1: Aa.']],
    ['MEMO\n\nTO: Ana\nDATE: May 3, 2012\nSUBJECT: Weirs\n\nAa.', '2012-05-03', ['¶2: Aa.']],
    ['Aa\n\nBb, D.C.\n\nCc\n\nTo: Ana\n\nDate: 2012-05-03\n\nDd.', '2012-05-03', ['¶6: Dd.']],
    ...[
      'DATE: Thursday, May 3, 2012',
      'Fecha: jueves 3 de mayo de 2012',
      'FECHA  :  Lima, 3 de mayo de 2012',
      'Date: Washington, D.C., May 3, 2012',
      'DATE AND TIME: May 3, 2012, 10:00-11:00',
      'Sent: Thursday, May 3, 2012 10:15 AM',
      'Enviado el: jueves, 3 de mayo de 2012 10:15',
      'Date: Thu, 3 May 2012 10:15:00 -0500',
      'Date: 2012/05/03',
    ].map((line): [string, string, string[]] => [`Weirs\n\n${line}\n\n1. Aa.`, '2012-05-03', ['¶1: Aa.']]),
    ...['Date: May 3-4, 2012', 'Date: Lima, May 2012', 'Date: 3.5.2012', 'Date: by Friday, May 4, 2012'].map(
      (line): [string, undefined, string[]] => [`Weirs\n\n${line}\n\n1. Aa.`, undefined, ['¶1: Aa.']],
    ),
    ...[
      'Puerto Sal, 3 de mayo de 2012',
      'Lugar y fecha: Lima, 3 de mayo de 2012',
      'Washington, D.C., May 3, 2012',
    ].map((line): [string, string, string[]] => [`Weirs\n\n${line}\n\n1. Aa.`, '2012-05-03', ['¶1: Aa.']]),
    ['Days\n\n3 May 2012\n\n9 June 2012\n\n1. Aa.', undefined, ['¶1: Aa.']],
    ['The talks\n\nMay 3, 2012\n\nAa bb.\n\nJune 9, 2012\n\nCc dd.', undefined, ['¶5: Cc dd.']],
    ['The talks\n\nExpires:\nMay 3, 2012\n\nAa bb.', undefined, ['¶3: Aa bb.']],
    ['Deadline for comments\n\nMay 3, 2012\n\nAa bb.', undefined, ['¶3: Aa bb.']],
    ['Weirs\n\nDate:\n\nMay 3, 2012\n\nAa.\n\n9 June 2012', '2012-05-03', ['¶5: 9 June 2012']],
    ['Weirs   Distr.: General\n3 May 2012\n\n1. Aa.\n\n9 June 2012', '2012-05-03', ['¶1: Aa.\n9 June 2012']],
    ['Talks with the port, 3 May 2012\n\n1. Aa.', undefined, ['¶1: Aa.']],
    ['Aa bb.\n\nDate: May 3, 2012', undefined, ['¶2: Date: May 3, 2012']],
    ['# Weirs\n\nDate: May 2012\n\n1. Aa.', undefined, ['¶1: Aa.']],
    ['# Weirs\n\n1. Date: 3 May 2012\n\n2. Bb.', undefined, ['¶1: Date: 3 May 2012', '¶2: Bb.']],
  ])('is dated, as a paper, by a line of its own above its text: %j', async (text, date, said) => {
    const reading = await readable('weirs.md', text)
    expect(reading.document.date).toBe(date)
    expect(listed(reading).slice(-said.length)).toEqual(said)
    const headings = reading.document.paragraphs.map(({ heading = '' }) => heading)
    if (date !== undefined) expect(headings.join()).not.toMatch(/fecha|date/i)
  })

  it.each([
    ['MEMO\n\nTO: Ana\nDATE: May 3, 2012\nSUBJECT: Weirs of the coast\n\n1. Aa.', 'Weirs of the coast'],
    ['OFICIO 7\n\nAsunto: Presas del norte,\nprimer trimestre\n\nAa.', 'Presas del norte, primer trimestre'],
    ['MEMO\n\nSUBJECT: Approval of the\nBoat Sale\n\nAa.', 'Approval of the Boat Sale'],
    ['Weirs\n\nAa bb.\n\nSubject: other', undefined],
  ])('is called, as a paper, by the subject its head tells: %j', async (text, subject) => {
    const { document } = await readable('weirs.md', text)
    expect(document.head.subject).toBe(subject)
    expect(document.title).toBe(subject ?? 'Weirs')
  })

  it('is dated by a group without spaces, or by a line of its own', async () => {
    for (const line of ['O 011200ZJUN12', 'R 011200Z JUN2012', 'DATE: 2012-06-01 12:00:00']) {
      const fields = 'UNCLAS LUMBRE 000055 C O R R E C T E D COPY\n\nSUBJECT: WEIRS'
      const { document } = await readable('a.txt', `${line}\nFM AMEMBASSY LUMBRE\n${fields}\n\n1. Aa.`)
      expect(document).toMatchObject({ id: '12 LUMBRE 55', date: '2012-06-01' })
      expect(document.head.captions).toEqual(['CORRECTED COPY'])
    }
  })

  it('is read as the Department prints a record that it releases', async () => {
    const stamp =
      'UNCLASSIFIED U.S. Department of State Case No. F-2014-00001 Doc No. C00000001 Date: 01/02/2015'
    const printed = `${stamp}\n\nRELEASED IN PART\n\nUNCLASSIFIED     TELEGRAM        June 01, 2012\n\nTo:       SECSTATE WASHDC\n\nAction:   INL\n\nFrom:     AMEMBASSY LUMBRE (LUMBRE 55 - ROUTINE)\n\nTAGS:     SNAR\n\nCaptions: None\n\nSubject:  WEIRS\n\nRef:      None\n\n1. Aa\n\n${stamp}\n\nbb.`
    const reading = await readable('a.txt', printed)
    expect(reading.document).toMatchObject({
      id: '12 LUMBRE 55',
      date: '2012-06-01',
      gaps: ['Released in part; what was taken out of it is not held.'],
      head: { from: 'AMEMBASSY LUMBRE', precedence: 'R', captions: [], references: [], subject: 'WEIRS' },
    })
    expect(listed(reading)).toEqual(['¶1: Aa bb.'])
  })

  it('ends its addressees at the sign for a break', async () => {
    const fields = 'TO SECSTATE WASHDC\nINFO AMEMBASSY QUITO\nBT\nUNCLAS LUMBRE 000055\n\nSUBJECT: WEIRS'
    const { document } = await readable('a.txt', `R 011200Z JUN 12\nFM AMEMBASSY LUMBRE\n${fields}${body}`)
    expect(document.head).toMatchObject({ to: ['SECSTATE WASHDC'], info: ['AMEMBASSY QUITO'] })
  })

  it('goes on behind a second line of the subject that reads as a heading', async () => {
    const rows = [
      ['SUBJECT: WEIRS\nACTION REQUEST\n\nREF: STATE 5', 'WEIRS ACTION REQUEST', ['STATE 5']],
      ['SUBJECT: WEIRS,\nBACKGROUND AND OVERVIEW', 'WEIRS, BACKGROUND AND OVERVIEW', []],
    ] as const
    for (const [fields, title, references] of rows) {
      const reading = await readable('a.txt', `${top}${fields}\n\n1. Aa.\n\n2. Bb.`)
      expect(listed(reading)).toEqual(['¶1: Aa.', '¶2: Bb.'])
      expect(reading.document).toMatchObject({ title, head: { references } })
    }
  })

  it('has the name under the text, also where no full stop stands above it', async () => {
    const reading = await readable('a.txt', cable.trimEnd() + body)
    expect(listed(reading)).toEqual(['¶1: Aa bb cc dd ee.', '¶2: x'])
    expect(reading.document.head.signed).toBe('HART')
    for (const words of ['x by the\nPNP', 'x\nof:\nPNP', 'DEA\nPNP', 'Dd ee ff gg hh ii jj kk\nPNP'])
      expect((await readable('a.txt', `${cable}1. Aa.\n\n2. ${words}`)).document.head.signed).toBeUndefined()
    const called = await readable('a.txt', cable.trimEnd() + body.replace(/HART$/, 'PNP.'))
    expect(listed(called).at(-1)).toBe('¶2: x PNP.')
  })
})

describe('bad input', () => {
  const utf16 = new Uint8Array(Buffer.from(`\ufeff${cable}1. Se\u00f1al.`, 'utf16le'))
  it.each<[string, string, string | Uint8Array, string]>([
    ['nothing', 'a.txt', '', 'is empty'],
    ['only space', 'a.txt', ' \n\n\t\n', 'holds no text'],
    ['only a head', 'a.txt', cable, 'holds no text'],
    ['a binary named .txt', 'a.txt', new Uint8Array(2000).map((_zero, index) => index * 7), 'is not text'],
    ['a PDF named .txt', 'a.txt', '%PDF-1.7 …', 'is a PDF'],
    ['text named .docx', 'a.docx', 'Words', 'no Word document'],
    ['an old Word file', 'a.docx', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0]), 'old Word file'],
    ['text named .pdf', 'a.pdf', 'Words', 'no PDF'],
    ['another kind', 'a.xlsx', 'Words', 'none of the kinds'],
    ['200 MB', 'a.pdf', new Uint8Array(200 * 1024 * 1024), '200 MB, and at most 64 MB'],
    ['more text than a shelf of books has', 'a.txt', new Uint8Array(17 * 1024 * 1024), 'at most 16 MB'],
    ['lines without end', 'a.txt', 'x\n'.repeat(250_001), 'has more than 250,000 lines'],
    [
      'a line without end',
      'a.txt',
      `Aa.\n\n${'word '.repeat(20_001)}`,
      'has 100,005 characters without the end',
    ],
    [
      'a paragraph without end',
      'a.txt',
      'ten words\n'.repeat(10_001),
      'characters without the end of a paragraph',
    ],
    ['a page nested without end', 'a.html', '<div>'.repeat(100_000), 'nests'],
    ['a tag with attributes without end', 'a.html', `<a ${'x= '.repeat(10_000)}>`, 'nests'],
  ])('refuses %s', async (_what, name, bytes, why) => {
    expect((await refusal(name, bytes))?.what).toContain(why)
  })

  it.each<[string, string | Uint8Array]>([
    ['UTF-16', utf16],
    ['UTF-16 without a mark', utf16.subarray(2)],
    ['UTF-8 with a mark', `\ufeff${cable}1. Se\u00f1al.`],
    [
      'mixed line ends',
      `${cable}1. Se\u00f1al.`.replace(/\n/g, (_end, at: number) => (at % 2 ? '\r\n' : '\r')),
    ],
    ['hard spaces', `${cable}1.\u00a0 Se\u00f1al.`],
    ['quoting', `${cable}> > 1. Se\u00f1al.`],
  ])('reads %s', async (_what, bytes) => {
    expect(listed(await readable('a.txt', bytes))).toEqual(['¶1: Señal.'])
  })

  it('reads Windows-1252, and says so', async () => {
    const reading = await readable(
      'a.txt',
      new Uint8Array(Buffer.from('1. Se\xf1al \x96 \x93uno\x94.', 'latin1')),
    )
    expect(listed(reading)).toEqual(['¶1: Señal – “uno”.'])
    expect(reading.problems[0]?.what).toContain('Windows-1252')
  })

  it('never throws, whatever the bytes', async () => {
    const names = fc.constantFrom('a.txt', 'a.md', 'a.html', 'a.docx', 'a.pdf', 'b')
    const starts = fc.constantFrom('', '%PDF-1.4\n', 'PK\x03\x04', '<p>', cable)
    await fc.assert(
      fc.asyncProperty(names, starts, fc.uint8Array({ maxLength: 300 }), async (name, start, rest) => {
        const bytes = new Uint8Array([...Buffer.from(start, 'latin1'), ...rest])
        expect(await readDocument({ name, bytes }, { ceiling: 'SBU', sources: [] })).toBeDefined()
      }),
      { seed: 1988, numRuns: 300 },
    )
  })

  it('never throws, whatever the lines; every line of the body stands in one paragraph, each with a citation of its own', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        '',
        '¶1. Aa',
        '2. Bb',
        '12. Cc',
        '(1) x',
        '(2) y',
        'A) z',
        '-- p',
        '- q',
        '# Head',
        'CAPITALS',
        '-----',
        '3.1 r',
        '   1. in',
        '\t2. in',
        'B) z',
        '    - q',
        '3. Dd in',
        '1.- S',
        '1.1 T',
        'I. Cap',
      ),
      fc.constantFrom(
        'goes on',
        'Ends.',
        'UNCLAS SECTION 02 OF 02 LUMBRE 000055',
        'SIPDIS',
        'Page 2 of 3',
        '9. (SBU) s',
        '> t',
      ),
      fc.string({ maxLength: 20, unit: 'grapheme' }).filter((text) => !/[\r\n\0]/.test(text)),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 25 }), fc.boolean(), async (lines, headed) => {
        const reading = await readDocument(
          { name: 'a.txt', bytes: new TextEncoder().encode((headed ? cable : '') + lines.join('\n')) },
          { ceiling: 'SBU', sources: [] },
        )
        if ('refused' in reading) return
        const { paragraphs, kind } = reading.document
        const written = paragraphs.flatMap(({ written: own, text }) => (own ?? text).split('\n'))
        const kept = written.map((text) => text.trimEnd()).filter((text) => text !== '')
        const body = lines.map((text) => text.trimEnd()).filter((text) => text !== '')
        // The first lines of a cable may belong to its head.
        expect(kept).toEqual(kind === 'paper' ? body : body.slice(body.length - kept.length))
        const cited = paragraphs.map(({ cite }) => printCitation(cite))
        expect(new Set(cited).size).toBe(cited.length)
        for (const citation of cited)
          expect(printCitation(parseCitation(citation) ?? { source: '' })).toBe(citation)
      }),
      { seed: 1988, numRuns: 500 },
    )
  })
})

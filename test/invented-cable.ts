import type { Citation } from '../src/domain/citation.ts'
import type { Document, Paragraph } from '../src/domain/document.ts'

/** A cable that nobody sent: U and SBU paragraphs, sub-items, a proven and a probable number, a gap. */
export function inventedCable(more: Partial<Document> = {}): Document {
  const id = more.id ?? '26 LIMA 77'
  const at = (cite: Omit<Citation, 'source'>, text: string, rest: Partial<Paragraph> = {}): Paragraph => ({
    cite: { source: id, ...cite },
    text,
    marking: 'U',
    line: 10 + (cite.paragraph ?? 0),
    ...rest,
  })
  return {
    id,
    kind: 'cable',
    title: 'Port inspections in the first quarter',
    date: '2026-03-14',
    marking: 'SBU',
    head: {
      number: 'UNCLAS LIMA 000077',
      sent: '141500Z MAR 26',
      from: 'AMEMBASSY LIMA',
      to: ['SECSTATE WASHDC'],
      info: [],
      classification: 'UNCLAS',
      captions: ['SENSITIVE'],
      tags: ['SNAR', 'PE'],
      subject: 'PORT INSPECTIONS IN THE FIRST QUARTER',
      references: ['LIMA 12'],
      section: { number: 1, of: 2 },
    },
    paragraphs: [
      at({ paragraph: 1 }, 'Inspectors opened forty containers in Callao.', {
        written: '1.  Inspectors opened\nforty   containers in Callao.',
      }),
      at({ paragraph: 2 }, 'The harbour office asked for two more dog teams.', { marking: 'SBU' }),
      at({ paragraph: 3, part: 'A' }, 'Next steps follow.', { heading: 'Next steps' }),
      at({ paragraph: 3, part: 'A', place: 'Ports 1' }, 'A manifest room opens in May.', {
        heading: 'Ports',
      }),
      at({ paragraph: 3, part: 'A', place: 'Ports 2' }, 'Paita follows in June.', { heading: 'Ports' }),
      at({ paragraph: 4, place: 'criterion 3' }, 'Corruption cases are counted.'),
      at({ paragraph: 4, place: 'category 3' }, 'Transport cases are counted.'),
      at({ paragraph: 5, printed: 15 }, 'A reply is asked for by the end of May.', {
        numbering: '4 is followed by 15, then 6.',
      }),
      at({ paragraph: 16, probable: 6 }, 'Nothing else changed.', { numbering: 'Follows 15; not proven.' }),
    ],
    gaps: ['Section 1 of 2 only.'],
    ...more,
  }
}

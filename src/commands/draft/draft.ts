import { printDate } from '../../domain/date.ts'
import { highestMarking } from '../../domain/marking.ts'
import { paperKinds } from '../../domain/paper.ts'
import { nearestWord, plural } from '../../domain/text.ts'
import type { Context } from '../call.ts'
import type { Command } from '../command.ts'
import { buttons, heading, note, paragraph, type Reply, withheldNote } from '../reply.ts'
import { type CardAsked, readCardAsked } from '../reportcard/card.ts'
import { UserError } from '../user-error.ts'
import { makePaper, type PaperMade, readKind } from './make-paper.ts'
import { paperFiles, paperTitles, sourceNotes, withheldSheet } from './paper-files.ts'
import { listReleased, releasePaper, showRelease } from './release.ts'

export const draft: Command = {
  name: 'draft',
  summary: 'Papers that leave: non-paper, talking points, cable. A named person releases each.',
  usage: [
    '/draft non-paper peru',
    '/draft talking-points peru as of 2009-06-01',
    '/draft cable peru',
    '/draft release non-paper peru FY2010 as of 2009-06-01 <fingerprint>',
    '/draft releases peru',
    '/draft show P-1',
  ],
  examples: ['/draft non-paper peru', '/draft cable peru', '/draft releases peru'],
  needs({ text }) {
    if (/^release\b/i.test(text)) return 'reviewer'
    return /^(?:releases|show)\b/i.test(text) ? 'reader' : 'reporter'
  },
  async run(call, context) {
    const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(call.text) ?? []
    const name = word.toLowerCase()
    if (name === 'release') return releasePaper(rest, call, context)
    if (name === 'releases') return listReleased(rest, context)
    if (name === 'show') return showRelease(rest, context)
    const read = readKind(call.text)
    if (!read) {
      const nearest = nearestWord(name, [...paperKinds, 'release', 'releases', 'show'])
      throw new UserError(`"${word}" is no paper: ${paperKinds.join(', ')}.`, {
        example: '/draft non-paper peru',
        ...(nearest !== undefined && { nearest: `/draft ${nearest} ${rest}`.trim() }),
      })
    }
    const asked = readCardAsked(read.rest, context, `draft ${read.kind}`)
    if (asked.rest !== '')
      throw new UserError(`"${asked.rest}" is not understood after a country and cycle.`, {
        example: `/draft ${read.kind} ${asked.country.name.toLowerCase()} as of ${asked.asOf}`,
      })
    const made = await makePaper(read.kind, asked, context)
    return 'answer' in made ? made.answer : describePaper(made, asked, context)
  },
}

function describePaper(
  { paper, about, above, released }: PaperMade,
  { country, cycle, asOf }: CardAsked,
  { channel }: Context,
): Reply {
  const { kind, withheld } = paper
  const count = paper.sections.reduce((sum, { statements }) => sum + statements.length, 0)
  const line = `${kind} ${country.name.toLowerCase()} ${cycle.cycle} as of ${asOf} ${about.print}`
  return {
    to: 'member',
    marking: highestMarking([paper, ...withheld]),
    parts: [
      heading(`${paperTitles[kind]}: ${cycle.title}`),
      paragraph(
        { bold: `${plural(count, 'statement')}, marked ${paper.marking}` },
        `, as of ${printDate(asOf)}. ${withheld.length === 0 ? 'Nothing is withheld.' : `${withheld.length} withheld, each with its reason on a sheet of its own.`}`,
      ),
      released
        ? paragraph('Released as ', { bold: released.id }, ' by ', { member: released.releasedBy }, '.')
        : paragraph({ bold: 'A draft' }, ': it leaves when a reviewer or an administrator releases it.'),
      ...paperFiles(paper, about),
      ...(withheld.length > 0 ? [withheldSheet(kind, withheld, about)] : []),
      note(
        `Made of data and entries alone, within ${kind === 'cable' ? `this channel's ceiling (${channel.ceiling})` : 'U'}; fingerprint ${about.print}. The clean copy cites nothing, the annotated one everything.`,
      ),
      ...sourceNotes(paper),
      ...withheldNote(above),
      ...(released || count === 0
        ? []
        : [buttons({ label: 'Release', call: `draft release ${line}`, style: 'primary' })]),
    ],
  }
}

import { dateIn, printDate } from '../../domain/date.ts'
import { highestMarking, isWithin, withinCeiling } from '../../domain/marking.ts'
import { recordingInstant } from '../../store/entries.ts'
import { writing } from '../../store/open.ts'
import { addRelease, findRelease, listReleases } from '../../store/releases.ts'
import type { Call, Context } from '../call.ts'
import { readCountryAndCycle } from '../country.ts'
import {
  heading,
  type Line,
  list,
  paragraph,
  type Reply,
  type Span,
  withheldNote,
  withheldReply,
} from '../reply.ts'
import { readCardAsked } from '../reportcard/card.ts'
import { UserError } from '../user-error.ts'
import { makePaper, readKind, releasedBy } from './make-paper.ts'
import { paperFiles } from './paper-files.ts'

/**
 * `release non-paper peru FY2010 as of 2009-06-01 <fingerprint>`: a named person lets a paper leave. It is made again, and must be
 * the very text that was read: anything recorded, corrected or withdrawn since refuses it.
 */
export async function releasePaper(text: string, call: Call, context: Context): Promise<Reply> {
  const example = '/draft non-paper peru'
  const read = readKind(text)
  const [, line = '', print] = /^(.*?)\s*([0-9a-f]{16})$/i.exec(read?.rest ?? '') ?? []
  if (!read || print === undefined)
    throw new UserError('Release a paper by the line that its draft offers, fingerprint and all.', {
      example,
    })
  const asked = readCardAsked(line, context, `draft ${read.kind}`)
  const again = `/draft ${read.kind} ${asked.country.name.toLowerCase()} ${asked.cycle.cycle}`
  const outcome = await writing(context.db, async (db) => {
    const made = await makePaper(read.kind, asked, { ...context, db })
    if ('answer' in made) return made
    const { paper, about, entries } = made
    if (about.print !== print.toLowerCase()) {
      throw new UserError(
        'That text is no longer what would leave: something was recorded, corrected or withdrawn since. Read it again, then release it. Nothing was recorded.',
        { example: again },
      )
    }
    if (paper.sections.length === 0)
      throw new UserError('There is nothing in it to release.', { example: again })
    const { withheld: _, ...leaving } = paper
    const release = await addRelease(
      db,
      {
        kind: read.kind,
        country: asked.country.id,
        cycle: asked.cycle.cycle,
        asOf: asked.asOf,
        marking: paper.marking,
        fingerprint: about.print,
        paper: leaving,
        entries,
        releasedBy: call.member,
        releasedAt: await recordingInstant(db, context.now),
      },
      call.key,
    )
    return { release, leaving, about }
  })
  if ('answer' in outcome) return outcome.answer
  const { release, leaving, about } = outcome
  return {
    to: 'member',
    marking: leaving.marking,
    parts: [
      paragraph(
        { bold: `Released as ${release.id}` },
        ' by ',
        { member: release.releasedBy },
        `, fingerprint ${about.print}.`,
      ),
      ...paperFiles(leaving, { ...about, released: releasedBy(release, context.channel.zone) }),
    ],
  }
}

/** Who let what leave, the latest first. */
export async function listReleased(text: string, context: Context): Promise<Reply> {
  const { db, knowledge, channel, today } = context
  const { country } = readCountryAndCycle(text, 'draft releases', {
    knowledge,
    watches: channel.watches,
    today,
  })
  const { shown, withheld } = withinCeiling(await listReleases(db, country.id), channel.ceiling)
  const lines = shown.map(({ id, kind, cycle, asOf, marking, fingerprint, ...release }): Line => {
    const on = printDate(dateIn(release.releasedAt, channel.zone))
    const what = ` ${kind} ${cycle} as of ${printDate(asOf)} · by `
    return [
      { bold: `${id} (${marking})` },
      what,
      { member: release.releasedBy },
      ` on ${on} · ${fingerprint}`,
    ]
  })
  return {
    to: 'member',
    marking: highestMarking(shown),
    parts: [
      heading(`Papers released: ${country.name}`),
      lines.length === 0 ? paragraph('None yet.') : list(lines),
      ...withheldNote(withheld),
    ],
  }
}

/** A paper as it left, clean and annotated. */
export async function showRelease(text: string, { db, knowledge, channel }: Context): Promise<Reply> {
  const [, number] = /^P-?(\d{1,9})$/i.exec(text.trim()) ?? []
  const release = number === undefined ? undefined : await findRelease(db, `P-${Number(number)}`)
  if (!release)
    throw new UserError(`There is no release "${text.slice(0, 40)}".`, { example: '/draft releases peru' })
  const { id, marking, kind, asOf, paper, fingerprint: print } = release
  if (!isWithin(marking, channel.ceiling)) return withheldReply()
  const cycle = knowledge.cycles.find((one) => one.country === release.country && one.cycle === release.cycle)
  const country = knowledge.countries.find((one) => one.id === release.country)
  const what = `: ${kind} ${release.cycle} as of ${printDate(asOf)}, released by `
  const said: Span[] = [{ bold: id }, what, { member: release.releasedBy }, '.']
  if (!paper || !cycle || !country) {
    const gone = paper ? ' Its cycle is no longer held.' : ' Its text was removed by an administrator.'
    return { to: 'member', marking, parts: [paragraph(...said, gone)] }
  }
  const about = { country, cycle, asOf, print, released: releasedBy(release, channel.zone) }
  return { to: 'member', marking, parts: [paragraph(...said), ...paperFiles(paper, about)] }
}

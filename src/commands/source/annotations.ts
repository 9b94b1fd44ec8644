import { printCitation, printWithin } from '../../domain/citation.ts'
import type { Annotation } from '../../domain/held-document.ts'
import { highestMarking, isWithin, type Marking, takeMark, withinCeiling } from '../../domain/marking.ts'
import { readPlace, recordsAt } from '../../domain/place.ts'
import { isAtLeast } from '../../domain/role.ts'
import {
  addAnnotation,
  annotationVersions,
  listAnnotations,
  nextAnnotationId,
} from '../../store/annotations.ts'
import { findDocument } from '../../store/documents.ts'
import { recordingInstant } from '../../store/entries.ts'
import { writing } from '../../store/open.ts'
import type { Context } from '../call.ts'
import { heading, note, paragraph, type Reply } from '../reply.ts'
import { aboveCeiling, assertReasonWithin, UserError } from '../user-error.ts'
import { labelFirst, placesIn } from './asked-places.ts'
import { type About, type KnownSource, readLabel, unknownSource } from './known-sources.ts'
import { annotationLine } from './lines.ts'
import { absenceOf } from './place.ts'

const annotateExample = '/source annotate 09 STATE 32018 para 2 "Section 706 is meant." src 22 U.S.C. 2291j-1'

/**
 * Notes beside one paragraph what a person says, with their own source: `<citation> "…" src … [mark U]`, or `A-1 "…" src …` for a
 * new version of theirs. Anybody may: the author is shown, and the text stays as written.
 */
export async function annotate(text: string, claimed: Marking, about: About): Promise<Reply> {
  const { call, context, sources } = about
  const form = /^(?<at>[^"]+?) ?"(?<says>.+)" ?src (?<from>.+)$/i
  const { at: place = '', says = '', from = '' } = form.exec(text)?.groups ?? {}
  if (place === '') {
    throw new UserError(
      'An annotation names a paragraph, says something in quotation marks, and gives its own source after src.',
      { example: annotateExample },
    )
  }
  const marked = takeMark(from)
  if ('problem' in marked)
    throw new UserError(`${marked.problem} Nothing was noted.`, { example: annotateExample })
  const shownBy = printSource(marked.rest, sources)
  const earlier = await earlierVersion(place, context)
  if (earlier) assertMayChange(earlier, about)
  const at = earlier?.at ?? (await placeOf(place, about))
  const marking = highestMarking([claimed, marked.mark ?? earlier?.marking ?? context.channel.ceiling])
  if (!isWithin(marking, context.channel.ceiling)) throw aboveCeiling(marking, context.channel.ceiling)
  const annotation = await writing(context.db, async (db) => {
    const [latest] = earlier ? await annotationVersions(db, earlier.id) : []
    const standing = await listAnnotations(db, { source: at.source })
    const same = standing.find(
      (one) =>
        printCitation(one.at) === printCitation(at) &&
        one.says === says &&
        one.shownBy === shownBy &&
        one.marking === marking,
    )
    // The same line again, by whatever way it came twice, adds nothing.
    if (same && (latest === undefined || same.id === latest.id)) return same
    const added: Annotation = {
      id: latest?.id ?? (await nextAnnotationId(db)),
      version: (latest?.version ?? 0) + 1,
      at,
      says,
      shownBy,
      marking,
      state: 'standing',
      changedBy: call.member,
      changedAt: await recordingInstant(db, context.now),
    }
    await addAnnotation(db, added)
    return added
  })
  return {
    to: 'channel',
    marking: annotation.marking,
    parts: [
      heading(`Noted at ${printCitation(at)}`),
      paragraph(...annotationLine(annotation, context.channel.zone)),
      note(
        'The text stays as written; this stands beside it. Take it back with ',
        { code: `/source withdraw ${annotation.id} because …` },
        '.',
      ),
    ],
  }
}

/** A known source by its label, and the place in it as citations are printed; anything else as given. */
function printSource(text: string, sources: readonly KnownSource[]): string {
  const named = readLabel(text, sources)
  if (!named) return text.replace(/^"(.*)"$/, '$1')
  const asked = readPlace(named.rest)
  if (!asked) return named.rest === '' ? named.source.id : text
  const { number, part, place } = asked
  return printCitation({
    source: named.source.id,
    paragraph: number,
    ...(part !== undefined && { part }),
    ...(place !== undefined && { place }),
  })
}

async function earlierVersion(place: string, { db, channel }: Context): Promise<Annotation | undefined> {
  if (!/^A-?\d+$/i.test(place)) return undefined
  const id = `A-${place.replace(/\D/g, '')}`
  const [latest] = await annotationVersions(db, id)
  if (!latest || !isWithin(latest.marking, channel.ceiling)) {
    throw new UserError(`There is no annotation ${id} that may be shown here.`, { example: annotateExample })
  }
  return latest
}

/** The citation of one place, which the text held or the data folder must have. */
async function placeOf(text: string, { context, sources }: About): Promise<Annotation['at']> {
  const named = readLabel(labelFirst(text, sources), sources)
  if (!named) throw unknownSource(text, sources, context)
  const { source, rest } = named
  const [asked, ...more] = placesIn(rest)
  if (!asked || more.length > 0) {
    throw new UserError(
      `An annotation stands at ${asked ? 'one' : 'a'} paragraph of ${source.id}; write para and its number.`,
      { example: annotateExample },
    )
  }
  const document = source.document && (await findDocument(context.db, source.id, source.document.version))
  const known = [
    ...(document?.paragraphs ?? []),
    ...source.faults.flatMap(({ at }) => (at ? [{ cite: at, marking: source.marking }] : [])),
  ]
  const { shown: places, withheld } = withinCeiling(recordsAt(known, asked), context.channel.ceiling)
  const [first, ...others] = places
  if (!first) {
    throw new UserError(
      withheld > 0
        ? `That paragraph of ${source.id} may not be shown in this channel, so nothing was noted.`
        : document
          ? `${absenceOf(asked, document.paragraphs, source.id, context)} Nothing was noted.`
          : `The text of ${source.id} is not held, so nothing can be noted beside it. Take it in with "attache ingest".`,
      { example: `/source ${source.id}` },
    )
  }
  const whole = places.find(({ cite }) => cite.part === asked.part && cite.place === undefined)
  if (others.length > 0 && !whole && new Set(places.map(({ cite }) => printCitation(cite))).size > 1) {
    throw new UserError(
      `That is ${places.length} places of ${source.id}: ${places
        .slice(0, 8)
        .map(({ cite }) => printWithin(cite, source.id))
        .join(', ')}. Name one.`,
      { example: `/source annotate ${printCitation(first.cite)} "…" src …` },
    )
  }
  return (whole ?? first).cite
}

function assertMayChange({ id, changedBy }: Annotation, { call, context }: About): void {
  if (changedBy === call.member || isAtLeast(context.role, 'reviewer')) return
  throw new UserError(`${id} is another person's; its author or a reviewer may change or withdraw it.`, {
    example: annotateExample,
  })
}

/** `A-1 because …`: no longer shown; its versions stay, and annotating it again restores it. */
export async function withdraw(text: string, about: About): Promise<Reply> {
  const { call, context } = about
  const [, place = '', reason] = /^(\S+)(?: because (.+))?$/i.exec(text) ?? []
  const earlier = await earlierVersion(place, context)
  if (!earlier || reason === undefined) {
    throw new UserError('Name the annotation, and say why it is withdrawn.', {
      example: '/source withdraw A-1 because the source was misread',
    })
  }
  assertMayChange(earlier, about)
  assertReasonWithin(reason, earlier.marking, `/source withdraw ${earlier.id} because …`)
  const withdrawn = await writing(context.db, async (db) => {
    const [latest = earlier] = await annotationVersions(db, earlier.id)
    if (latest.state === 'withdrawn') return latest
    const added: Annotation = {
      ...latest,
      version: latest.version + 1,
      state: 'withdrawn',
      changedBy: call.member,
      changedAt: await recordingInstant(db, context.now),
      reason,
    }
    await addAnnotation(db, added)
    return added
  })
  return {
    to: 'channel',
    marking: withdrawn.marking,
    parts: [
      paragraph(
        { bold: withdrawn.id },
        ` at ${printCitation(withdrawn.at)} is withdrawn by `,
        { member: withdrawn.changedBy },
        `, because ${withdrawn.reason ?? reason}. Its versions are kept; annotate ${withdrawn.id} again to restore it.`,
      ),
    ],
  }
}

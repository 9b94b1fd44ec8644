import { withinCeiling } from '../../domain/marking.ts'
import { findLabels, makeLabels } from '../../domain/source-label.ts'
import { subjectWords } from '../../knowledge/words.ts'
import { findDocument } from '../../store/documents.ts'
import type { Context } from '../call.ts'
import { askWhich } from '../decline.ts'
import { type Reply, withheldNote } from '../reply.ts'
import { showPlaces } from './asked-places.ts'
import { type KnownSource, knownSources } from './known-sources.ts'
import { describeSource, faultsOf } from './lines.ts'

/** What stands in the head of a paper, and words that ask for it. */
const headWords = new Set(
  `date day dated year sent subject title tag tags caption captions classification classified marking number
  ref refs reference references reftel reftels sender addressee addressees recipient recipients signed signatory author wrote written
  drafted issued text
  fecha fechado asunto tema titulo clasificacion numero referencia referencias remitente destinatario firmo firmado firma
  autor escribio envio enviado mando texto`.split(/\s+/),
)

/** What is known of a source, whether its text is held or not. */
const faultWords = new Set(['fault', 'faults', 'falla', 'fallas'])
const gapWords = new Set(['gap', 'gaps', 'laguna', 'lagunas'])

/** What its author thinks of it, in a paragraph that begins so. */
const commentWords = new Set(['comment', 'comments', 'comentario', 'comentarios'])
const comment = /^[^\p{L}]*(?:comment|comentario)s?\s*[:.]/iu

const askedWords = new Set([...headWords, ...faultWords, ...gapWords, ...commentWords])

/** Beside them: `REF A`, `the exact date of cable 09 LIMA 812`, `¿tiene fecha?`. */
const beside =
  /^(?:[a-z]|exact[ao]?|tienen?|full|whole|known|cables?|telegrama?|document|documento|paper|source|fuente)$/

/** What `/source` shows of a source, for a question that asks for nothing but what its head tells, its gaps, faults or comment. */
export async function showHead(question: string, context: Context): Promise<Reply | undefined> {
  if (!subjectWords(question).some(({ raw }) => askedWords.has(raw))) return undefined
  const [label, ...others] = findLabels(question, makeLabels(await knownSources(context)))
  if (!label || others.length > 0) return undefined
  const asked = subjectWords(`${question.slice(0, label.start)} ${question.slice(label.end)}`)
  const wanted = asked.map(({ raw }) => raw).filter((word) => askedWords.has(word) || !beside.test(word))
  if (wanted.length === 0 || wanted.some((word) => !askedWords.has(word))) return undefined
  const { shown, withheld } = withinCeiling(label.sources, context.channel.ceiling)
  const [source = label.sources[0], ...more] = shown
  if (!source) return undefined
  if (more.length > 0)
    return askWhich(
      shown.map(({ id }) => id),
      { withheld, unsearched: 0 },
    )
  const reply = await describeAsked(source, new Set(wanted), context)
  return !reply || shown.length === 0
    ? reply
    : { ...reply, parts: [...reply.parts, ...withheldNote(withheld)] }
}

async function describeAsked(
  source: KnownSource,
  wanted: ReadonlySet<string>,
  context: Context,
): Promise<Reply | undefined> {
  const isOf = (words: ReadonlySet<string>) => [...wanted].every((word) => words.has(word))
  if (isOf(faultWords)) return faultsOf(source, context)
  if (isOf(commentWords)) return showComment(source, context)
  return source.document || isOf(gapWords) ? describeSource(source, undefined, context) : undefined
}

async function showComment(source: KnownSource, context: Context): Promise<Reply | undefined> {
  const { id, document: held } = source
  const document = held && (await findDocument(context.db, id, held.version))
  const places = (document?.paragraphs ?? []).flatMap(({ text, cite: { paragraph: number, part, place } }) =>
    comment.test(text) && number !== undefined
      ? [
          {
            source,
            place: { number, ...(part !== undefined && { part }), ...(place !== undefined && { place }) },
          },
        ]
      : [],
  )
  return places.length === 0 ? undefined : showPlaces(places, undefined, context)
}

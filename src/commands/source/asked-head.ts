import { withinCeiling } from '../../domain/marking.ts'
import { findLabels, makeLabels } from '../../domain/source-label.ts'
import { subjectWords } from '../../knowledge/words.ts'
import type { Context } from '../call.ts'
import { askWhich } from '../decline.ts'
import { type Reply, withheldNote } from '../reply.ts'
import { knownSources } from './known-sources.ts'
import { describeSource } from './lines.ts'

/** What stands in the head of a paper, and words that ask for it. */
const headWords = new Set(
  `date day dated year sent subject title tag tags caption captions classification classified marking number
  ref refs reference references reftel reftels sender addressee addressees recipient recipients signed signatory author wrote written
  drafted issued
  fecha fechado asunto tema titulo clasificacion numero referencia referencias remitente destinatario firmo firmado firma
  autor escribio envio enviado mando`.split(/\s+/),
)

/** Beside them: `REF A`, `the exact date of cable 09 LIMA 812`. */
const beside = /^(?:[a-z]|exact|full|cables?|telegrama?|document|documento|paper|source|fuente)$/

/** What `/source` shows of a text held, for a question that asks for nothing but what its head tells. */
export async function showHead(question: string, context: Context): Promise<Reply | undefined> {
  if (!subjectWords(question).some(({ raw }) => headWords.has(raw))) return undefined
  const held = (await knownSources(context)).filter(({ document }) => document !== undefined)
  const [label, ...others] = findLabels(question, makeLabels(held))
  if (!label || others.length > 0) return undefined
  const asked = subjectWords(`${question.slice(0, label.start)} ${question.slice(label.end)}`)
  const ofHead = asked.filter(({ raw }) => headWords.has(raw))
  if (ofHead.length === 0 || asked.some((word) => !ofHead.includes(word) && !beside.test(word.raw)))
    return undefined
  const { shown, withheld } = withinCeiling(label.sources, context.channel.ceiling)
  const [source = label.sources[0], ...more] = shown
  if (!source) return undefined
  if (more.length > 0)
    return askWhich(
      shown.map(({ id }) => id),
      { withheld, unsearched: 0 },
    )
  const reply = await describeSource(source, undefined, context)
  return shown.length === 0 ? reply : { ...reply, parts: [...reply.parts, ...withheldNote(withheld)] }
}

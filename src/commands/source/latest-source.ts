import { withinCeiling } from '../../domain/marking.ts'
import { withoutYear } from '../../domain/source-label.ts'
import { foldText, plural } from '../../domain/text.ts'
import type { Context } from '../call.ts'
import { note, type Reply, withheldNote } from '../reply.ts'
import { knownSources } from './known-sources.ts'
import { describeSource } from './lines.ts'

const paper = '(?<paper>cable|telegram|telegrama|document|documento|paper|source)'
const office = '(?: (?:from|by|de)(?: the)?(?: embassy(?: in)?| embajada en)? (?<office>[\\p{L} -]+?))?'

/** `most recent cable from Lima`, `cuál es el último telegrama de Bogotá`; what is asked of a topic is searched. */
const form = new RegExp(
  `^\\W*(?:(?:(?:what|which|cual)(?: (?:is|was|es|fue))?|show(?: me)?|read(?: me)?) )?(?:(?:the|our|el|nuestro) )?(?:latest|newest|most recent|last|ultimo) ${paper}${office}\\W*$`,
  'u',
)

/** The last by date of the texts held, for a question that asks for it and nothing else; of cables also from one office. */
export async function showLatest(question: string, context: Context): Promise<Reply | undefined> {
  const asked = form.exec(foldText(question))?.groups
  if (!asked) return undefined
  const held = (await knownSources(context)).filter(
    ({ document, keeping }) => document && keeping?.state !== 'retired',
  )
  const { shown, withheld } = withinCeiling(held, context.channel.ceiling)
  const isMeant = (id: string) => {
    const number = foldText(withoutYear(id) ?? '')
    return asked.office === undefined
      ? number !== '' || !/^(?:cable|telegram)/.test(asked.paper ?? '')
      : number.replace(/ \d+$/, '') === asked.office
  }
  const meant = shown.filter(({ id }) => isMeant(id))
  const dated = meant.flatMap((source) => (source.date === undefined ? [] : [{ source, date: source.date }]))
  const [latest] = dated.toSorted((one, other) => other.date.localeCompare(one.date))
  if (!latest) return undefined
  const reply = await describeSource(latest.source, undefined, context)
  const undated = meant.length - dated.length
  return {
    ...reply,
    parts: [
      ...reply.parts,
      note(
        `The last of ${plural(dated.length, 'source')} by date${undated === 0 ? '' : `; ${undated} without a date left out`}.`,
      ),
      ...withheldNote(withheld),
    ],
  }
}

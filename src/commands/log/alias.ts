import { dateIn, printDate } from '../../domain/date.ts'
import { findSubstance, type SubstanceAlias, withAliases } from '../../domain/substance-alias.ts'
import { foldText, nearestWord } from '../../domain/text.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { recordingInstant } from '../../store/entries.ts'
import { writing } from '../../store/open.ts'
import { addSubstanceAlias, listSubstanceAliases } from '../../store/substance-aliases.ts'
import type { Call, Context } from '../call.ts'
import { buttons, heading, type Line, list, note, paragraph, type Reply } from '../reply.ts'
import { assertReasonWithin, UserError } from '../user-error.ts'
import { splitReason } from './entry-id.ts'

const example = '/log alias "pasta bruta" = cocaine paste because the police call it so'

/** No name of a substance is longer. */
const longestWords = 60

/** `/log alias "pasta bruta" = cocaine paste because …`: entries are read with these words from now on; `= none` takes them back. */
export async function aliasSubstance(text: string, call: Call, context: Context): Promise<Reply> {
  const { what, reason } = splitReason(text)
  const [, quoted, plain = '', named = ''] = /^(?:"([^"]+)"|([^=]*?))\s*=\s*(.*)$/.exec(what) ?? []
  const words = (quoted ?? plain).trim()
  if (words === '' || named === '') {
    throw new UserError('Say the words, and which substance they mean. Nothing was changed.', { example })
  }
  if (words.length > longestWords || !/\p{L}{2}/u.test(words))
    throw new UserError(
      `"${words.slice(0, longestWords)}" is no name for a substance. Nothing was changed.`,
      { example },
    )
  if (reason === '') {
    throw new UserError('Say why: an alias keeps its reason. Nothing was changed.', {
      example: `/log alias "${words}" = ${named} because the police call it so`,
    })
  }
  const { substances } = context.knowledge
  const aliases = await listSubstanceAliases(context.db)
  const held = aliases.find(
    (alias) => foldText(alias.words) === foldText(words) && alias.substance !== undefined,
  )
  const isTaken = /^none$/i.test(named)
  const meant = isTaken ? undefined : findSubstance(named, substances)
  if (isTaken && !held)
    throw new UserError(`"${words}" is no alias given here. Nothing was changed.`, {
      example: '/log aliases',
    })
  if (!isTaken && !meant) throw unknownSubstance(named, context.knowledge)
  const known = held ? undefined : findSubstance(words, substances)
  if (known) {
    throw new UserError(
      `"${words}" is a word of the lexicon already, for ${nameOf(known, context.knowledge)}. Nothing was changed.`,
      {
        example: '/log aliases',
      },
    )
  }
  assertReasonWithin(`${words} ${reason}`, 'U', example)
  await writing(context.db, async (db) => {
    const at = await recordingInstant(db, context.now)
    await addSubstanceAlias(db, { words, ...meant, changedBy: call.member, reason }, at)
  })
  const is = meant ? `means ${nameOf(meant, context.knowledge)}` : 'means nothing'
  return {
    to: 'channel',
    marking: 'U',
    parts: [
      paragraph(
        { bold: `"${words}" ${is}` },
        ' in entries from now on, because ',
        reason,
        '. By ',
        { member: call.member },
        '.',
      ),
      note('Entries recorded before are not read again.'),
      buttons({ label: 'Aliases', call: 'log aliases' }),
    ],
  }
}

/** `/log aliases`: the words given here for substances, by whom and why. */
export async function listAliases({ db, knowledge, channel }: Context): Promise<Reply> {
  const given = (await listSubstanceAliases(db)).filter(({ substance }) => substance !== undefined)
  const lines = given.map(
    (alias): Line => [
      { bold: alias.words },
      ` · ${nameOf(alias, knowledge)} · by `,
      { member: alias.changedBy },
      ` on ${printDate(dateIn(alias.changedAt, channel.zone))}, because ${alias.reason}`,
    ],
  )
  return {
    to: 'member',
    marking: 'U',
    parts: [
      ...(lines.length === 0
        ? [paragraph('No words were given for substances beside those of the lexicon.')]
        : [heading('Aliases of substances'), list(lines)]),
      note('A reviewer gives one, and takes it back: ', { code: example }, ', ', {
        code: '/log alias "pasta bruta" = none because …',
      }),
    ],
  }
}

function unknownSubstance(named: string, { substances }: Knowledge): UserError {
  const nearest = nearestWord(
    named,
    substances.flatMap(({ name, aliases }) => [name, ...aliases]),
  )
  return new UserError(
    `No substance is known as "${named}"${nearest ? `; ${nearest}?` : '.'} Nothing was changed. A substance that is new altogether is written into data/lexicon/substances.yaml.`,
    { example },
  )
}

function nameOf(
  { substance, form }: Pick<SubstanceAlias, 'substance' | 'form'>,
  { substances }: Knowledge,
): string {
  const name = substances.find(({ id }) => id === substance)?.name ?? substance ?? 'none'
  return form === undefined ? name : `${name} ${form}`
}

const extended = new WeakMap<Knowledge, { key: string; knowledge: Knowledge }>()

/** The context with the words given here for substances in its lexicon; the same lexicon as long as they are the same. */
export async function withGivenAliases(context: Context): Promise<Context> {
  const aliases = (await listSubstanceAliases(context.db)).filter(({ substance }) => substance !== undefined)
  if (aliases.length === 0) return context
  const key = aliases.map(({ words, version }) => `${words} ${version}`).join('\n')
  const made = extended.get(context.knowledge)
  if (made?.key === key) return { ...context, knowledge: made.knowledge }
  const { knowledge } = context
  const byId = new Map(withAliases(knowledge.substances, aliases).map((term) => [term.id, term]))
  const substances = knowledge.substances.map((substance) => {
    const term = byId.get(substance.id)
    return term ? { ...substance, aliases: [...term.aliases], forms: mutable(term.forms) } : substance
  })
  const own = { ...knowledge, substances }
  extended.set(knowledge, { key, knowledge: own })
  return { ...context, knowledge: own }
}

function mutable(forms: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(forms).map(([form, words]) => [form, [...words]]))
}

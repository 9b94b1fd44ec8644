import type { Role } from '../../domain/role.ts'
import { nearestWord } from '../../domain/text.ts'
import type { Call, Context } from '../call.ts'
import type { Command } from '../command.ts'
import type { Reply } from '../reply.ts'
import { assertWithin, UserError } from '../user-error.ts'
import { aliasSubstance, listAliases, withGivenAliases } from './alias.ts'
import { fixEntry, voidEntry } from './change.ts'
import { readDraft } from './draft.ts'
import { recordAgain, recordLine } from './event.ts'
import { readEntryForm, showEntryForm, showFormAgain } from './form.ts'
import { listMine, listRecorded, listWeek } from './list.ts'
import { settlePair } from './merge.ts'
import { giveNil, voidNil } from './nil.ts'
import { accept, returnTo } from './review.ts'
import { showRecord } from './show.ts'

type Act = (text: string, call: Call, context: Context) => Promise<Reply>

/** What may follow `/log` besides an event, each with the words that come after it. All but these take a reporter. */
const acts: Readonly<Record<string, Act>> = {
  fix: fixEntry,
  void: (text, call, context) => (/^N-?\d/i.test(text) ? voidNil : voidEntry)(text, call, context),
  nil: giveNil,
  show: showRecord,
  mine: (_, call, context) => listMine(call, context),
  week: (_text, _call, context) => listWeek(context),
  list: (text, _, context) => listRecorded(text, context),
  accept,
  return: returnTo,
  merge: (text, call, context) => settlePair('merge', text, call, context),
  keep: (text, call, context) => settlePair('keep', text, call, context),
  unmerge: (text, call, context) => settlePair('unmerge', text, call, context),
  again: recordAgain,
  draft: takeDraft,
  form: showFormAgain,
  alias: aliasSubstance,
  aliases: (_text, _call, context) => listAliases(context),
}

const needs: Readonly<Record<string, Role>> = {
  show: 'reader',
  mine: 'reader',
  week: 'reader',
  list: 'reader',
  accept: 'reviewer',
  return: 'reviewer',
  alias: 'reviewer',
  aliases: 'reader',
}

/** Words that an event can begin with too: they are acts only where what follows says so. */
const alsoEvents: Readonly<Record<string, RegExp>> = {
  list: /^(?!of\b)/i,
  return: /^[LR]-?\d/i,
  keep: /^L-?\d/i,
  merge: /^L-?\d/i,
  draft: /^D-?\d/i,
  form: /^D-?\d/i,
  again: /^L-?\d/i,
  accept: /^(?:[LR]-?\d|$)/i,
  alias: /=/,
  aliases: /^$/,
}

export const log: Command = {
  name: 'log',
  summary: 'Records what happened, in one line; says what it measures, what it supports, and each near miss.',
  usage: [
    '/log',
    '/log <kind> [method] <quantity> <unit> <what> [form] [at <place>] [on <date>] [by <agency>] [src <url|cable|"words">] [bm <id>] [mark <U|SBU>] [note <text>]',
    '/log total <kind> … from <date> to <date>',
    '/log fix L-1 <field> <value> because <reason>',
    '/log void L-1 because <reason>',
    '/log nil <benchmark> for <period>',
    '/log show L-1',
    '/log mine',
    '/log week',
    '/log list [peru] [FY2010] [<kind>] [<state>] [<benchmark>] [2009-05] [since <date>]',
    '/log list waiting',
    '/log accept L-1',
    '/log return L-1 because <reason>',
    '/log merge L-2 L-1',
    '/log unmerge L-2 L-1',
    '/log alias "pasta bruta" = cocaine paste because <reason>',
    '/log aliases',
  ],
  examples: [
    '/log seizure 250 kg cocaine at Callao',
    '/log eradication forced 120 ha coca at Monzon on 24 Mar 2009 by CORAH src 09 LIMA 412',
    '/log mine',
    '/log list peru',
  ],
  listing: /^(?:list|mine|week)\b/i,
  needs({ text, fields }) {
    const act = fields ? undefined : actOf(text)
    return (act && needs[act.name]) ?? 'reporter'
  },
  form: showEntryForm,
  async run(call, plain) {
    const context = await withGivenAliases(plain)
    const filled = call.fields && actOf(call.text)
    if (call.fields && filled?.name !== 'fix')
      return recordWithin(await readEntryForm(call, context), context)
    assertWithin(call.text, context.channel.ceiling)
    const act = actOf(call.text)
    if (act) return act.run(act.after, call, context)
    assertNoAct(call.text)
    return recordWithin(call, context)
  },
}

function actOf(text: string): { name: string; after: string; run: Act } | undefined {
  const [word = '', ...rest] = text.split(' ')
  const after = rest.join(' ')
  const name = word.toLowerCase()
  const run = Object.hasOwn(acts, name) && (alsoEvents[name]?.test(after) ?? true) ? acts[name] : undefined
  return run && { name, after, run }
}

/** Records an event, unless the line or the message it was captured with marks itself above the ceiling. */
function recordWithin(call: Call, context: Context): Promise<Reply> {
  assertWithin(`${call.text} ${call.evidence?.text ?? ''}`, context.channel.ceiling)
  return recordLine(call, context)
}

/** A line about an entry must never be read as another event: `viod L-1 …`. */
function assertNoAct(text: string): void {
  const [word = '', ...rest] = text.split(' ')
  const after = rest.join(' ')
  if (!/^[LRND]-\d/i.test(after) && !/^L?\d+\b.*\bbecause\b/i.test(after)) return
  const meant = nearestWord(word, Object.keys(acts))
  if (meant === undefined && !/^(?:edit|change|delete|restore|undo|correct)$/i.test(word)) return
  throw new UserError(`/log has no "${word}".`, {
    ...(meant !== undefined && { nearest: `/log ${meant} ${after}` }),
    example: '/log fix L-1 qty 205 kg because lab weight',
  })
}

/** `draft D-7 take 2`: runs the reading that was chosen as if it had been typed when the draft was. */
async function takeDraft(text: string, call: Call, context: Context): Promise<Reply> {
  const taken = await readDraft(text, call, context)
  return 'call' in taken ? log.run(taken.call, taken.context) : taken
}

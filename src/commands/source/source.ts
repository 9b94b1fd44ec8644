import { withinCeiling } from '../../domain/marking.ts'
import type { Context } from '../call.ts'
import type { Command } from '../command.ts'
import { type Reply, withheldNote } from '../reply.ts'
import { assertWithin, UserError } from '../user-error.ts'
import { annotate, withdraw } from './annotations.ts'
import { labelFirst, placesIn, placesOfSeveral, showPlaces } from './asked-places.ts'
import { decide } from './keeping.ts'
import {
  type About,
  countNamed,
  type KnownSource,
  knownSources,
  readLabel,
  readVersion,
  sourcesAbout,
  unknownSource,
} from './known-sources.ts'
import { describeFaults, describeSource, describeSources, faultsOf } from './lines.ts'
import { takeIn } from './take-in.ts'

const recording = /^(?:annotate|withdraw|review|interval|owner|retire|restore)(?: |$)/i

export const source: Command = {
  name: 'source',
  summary:
    'The documents answers rest on: what is held, what is missing, known faults; any paragraph as written.',
  usage: [
    '/source',
    '/source 09 STATE 32018',
    '/source 09 STATE 32018 para 9(C) Interdiction 3',
    '/source 09 STATE 32018 version 1 para 9',
    '/source faults [09 STATE 32018]',
    '/source annotate 09 STATE 32018 para 2 "…" src <citation|url|"words"> [mark <U|SBU>]',
    '/source annotate A-1 "…" src … · /source withdraw A-1 because …',
    '/source review 09 STATE 32018 · /source interval 09 STATE 32018 year · /source owner 09 STATE 32018 @name',
    '/source retire 09 STATE 32018 because … · /source restore 09 STATE 32018 because …',
  ],
  examples: ['/source', '/source 09 STATE 32018', '/source 09 STATE 32018 para 9', '/source faults'],
  bare: true,
  shareable: true,
  needs({ text, file }) {
    if (file || /^(?:retire|restore)(?: |$)/i.test(text)) return 'administrator'
    return recording.test(text) ? 'reporter' : 'reader'
  },
  async run(call, context) {
    if (call.file) return takeIn(call.file, call, context)
    const sources = await knownSources(context)
    if (call.text === '') return describeSources(sources, context)
    const [word = '', ...rest] = call.text.split(' ')
    if (recording.test(call.text))
      return record(word.toLowerCase(), rest.join(' '), { call, context, sources })
    if (word.toLowerCase() === 'faults') return faults(rest.join(' '), sources, context)
    return lookUp(labelFirst(call.text, sources), sources, context)
  },
}

function record(verb: string, text: string, about: About): Promise<Reply> {
  const { ceiling } = about.context.channel
  const claimed = assertWithin(text, ceiling)
  if (verb === 'annotate') return annotate(text, claimed, about)
  return verb === 'withdraw' ? withdraw(text, about) : decide(verb, text, about)
}

async function faults(text: string, sources: readonly KnownSource[], context: Context): Promise<Reply> {
  if (text === '') return describeFaults(sources, context)
  const named = readLabel(text, sources)
  if (named?.rest !== '') throw unknownSource(text, sources, context)
  return faultsOf(named.source, context)
}

async function lookUp(text: string, sources: readonly KnownSource[], context: Context): Promise<Reply> {
  const { shown } = withinCeiling(sources, context.channel.ceiling)
  const isOneOf = !readLabel(text, sources) && readLabel(text, shown) !== undefined
  const reply = await lookUpAmong(text, isOneOf ? shown : sources, context)
  // Of several with that number, one alone may be shown: the others are counted.
  return isOneOf
    ? { ...reply, parts: [...reply.parts, ...withheldNote(countNamed(text, sources) - 1)] }
    : reply
}

async function lookUpAmong(text: string, sources: readonly KnownSource[], context: Context): Promise<Reply> {
  const several = placesOfSeveral(text, sources)
  if (several.length > 0) return showPlaces(several, undefined, context)
  const named = readLabel(text, sources)
  // Words of a title above the ceiling find nothing: what is found would tell of them.
  const about = sourcesAbout(text, withinCeiling(sources, context.channel.ceiling).shown)
  if (!named) {
    if (about.length === 0) throw unknownSource(text, sources, context)
    return describeSources(about, context)
  }
  if (/^faults$/i.test(named.rest)) return faultsOf(named.source, context)
  const { wanted, rest } = readVersion(named.rest)
  if (rest === '') return describeSource(named.source, wanted, context)
  const places = placesIn(rest)
  if (places.length === 0) {
    if (about.length > 0) return describeSources(about, context)
    throw new UserError(`"${rest}" is no paragraph of ${named.source.id}. Write para and its number.`, {
      example: `/source ${named.source.id} para 2`,
    })
  }
  return showPlaces(
    places.map((place) => ({ source: named.source, place })),
    wanted,
    context,
  )
}

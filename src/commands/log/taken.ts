import { highestMarking, isWithin } from '../../domain/marking.ts'
import type { Change } from '../../domain/restatement.ts'
import { findEntriesOfCall } from '../../store/entries.ts'
import { findRestatementOfCall } from '../../store/restatements.ts'
import type { Call, Context } from '../call.ts'
import { list, paragraph, type Reply } from '../reply.ts'
import { changePhrase } from './change-lines.ts'
import { withheldOutcome } from './entry-id.ts'

/** What is said to a draft answered twice, or a call delivered again: what was done the first time; undefined the first time. */
export async function describeTaken(
  call: Call,
  { db, knowledge, channel }: Context,
): Promise<Reply | undefined> {
  if (call.key === undefined) return undefined
  const entries = await findEntriesOfCall(db, call.key)
  const waits = await findRestatementOfCall(db, call.key)
  const changes = [
    ...entries.map((entry): Change => ({ of: 'entry', entry })),
    ...(waits ? [waits.change] : []),
  ]
  if (changes.length === 0) return undefined
  const marking = highestMarking([...entries, ...(waits ? [waits] : [])])
  if (!isWithin(marking, channel.ceiling)) return withheldOutcome()
  return {
    to: 'member',
    marking,
    replaces: true,
    parts: [
      paragraph({ bold: 'That is done already' }, '. Nothing more was recorded:'),
      list(changes.map((change) => changePhrase(change, knowledge))),
    ],
  }
}

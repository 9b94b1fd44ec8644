import { note, paragraph, type Reply } from '../reply.ts'

/** Told once to whoever set a watch, when its channel can no longer be posted to. */
export function describeLostChannel(channel: string, reason: string): Reply {
  return {
    to: 'member',
    marking: 'U',
    parts: [
      paragraph(
        'Nudges you set up for ',
        { channel },
        ` cannot be posted there: ${reasons[reason] ?? reason}.`,
      ),
      note(
        'Deadlines stay listed: ',
        { code: '/deadline' },
        '. To be nudged elsewhere, type ',
        { code: '/watch peru' },
        ' there.',
      ),
    ],
  }
}

const reasons: Readonly<Record<string, string>> = {
  is_archived: 'the channel is archived',
  channel_not_found: 'the channel is gone, or Attaché may not see it',
  not_in_channel: 'Attaché is not in the channel; invite it with /invite @attache',
  restricted_action: 'the workspace does not let Attaché post there',
}

/** Told once to whoever set a watch, when its channel became shared and its ceiling was taken back. */
export function describeSharedChannel(channel: string): Reply {
  return {
    to: 'member',
    marking: 'U',
    parts: [
      paragraph(
        { channel },
        ' is shared with another organisation or workspace now. Answers and nudges there show U only; what is above is withheld, and counted.',
      ),
      note(
        'What was posted there before still stands there. Once it is shared no more, an administrator may raise its ceiling again: ',
        { code: '/watch ceiling SBU' },
      ),
    ],
  }
}

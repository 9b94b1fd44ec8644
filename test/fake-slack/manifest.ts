import { readFileSync } from 'node:fs'
import * as z from 'zod'

const text = (most: number) => z.string().min(1).max(most)

/** What Slack refuses in a manifest is refused here: whoever pastes one that breaks a limit gets no app. */
export const manifestSchema = z.looseObject({
  display_information: z.looseObject({
    name: text(35),
    description: text(140),
    long_description: z.string().min(174).max(4_000),
  }),
  features: z.looseObject({
    agent_view: z.looseObject({
      agent_description: text(300),
      suggested_prompts: z.array(z.object({ title: text(75), message: text(4_000) })).max(4),
    }),
    shortcuts: z
      .array(
        z.looseObject({
          type: z.enum(['global', 'message']),
          name: text(24),
          callback_id: text(255),
          description: text(150),
        }),
      )
      .max(10)
      .default([]),
    slash_commands: z
      .array(
        z.looseObject({
          command: text(32).regex(/^\/[a-z]/),
          url: z.string().optional(),
          description: text(2_000),
          usage_hint: text(1_000).optional(),
          should_escape: z.boolean().default(false),
        }),
      )
      .min(1)
      .max(50),
  }),
  oauth_config: z.looseObject({
    scopes: z
      .looseObject({ bot: z.array(z.string()), bot_optional: z.array(z.string()).default([]) })
      .refine(
        ({ bot, bot_optional }) => bot_optional.every((scope) => bot.includes(scope)),
        'an optional scope stands among the others too',
      ),
  }),
  settings: z.looseObject({
    event_subscriptions: z.looseObject({
      request_url: z.string().optional(),
      bot_events: z.array(z.string()).max(100),
    }),
  }),
})

export type Transport = 'socket' | 'http'
export type Manifest = z.infer<typeof manifestSchema>

/** The manifest that people install for this transport, as it lies in the project. */
export function readManifest(transport: Transport): Manifest {
  const file = new URL(`../../manifest/${transport}.json`, import.meta.url)
  return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

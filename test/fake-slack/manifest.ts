import { readFileSync } from 'node:fs'
import * as z from 'zod'

const manifestSchema = z.looseObject({
  features: z.looseObject({
    shortcuts: z
      .array(
        z.looseObject({ type: z.enum(['global', 'message']), name: z.string(), callback_id: z.string() }),
      )
      .default([]),
    slash_commands: z.array(
      z.looseObject({ command: z.string(), should_escape: z.boolean().default(false) }),
    ),
  }),
  oauth_config: z.looseObject({
    scopes: z.looseObject({ bot: z.array(z.string()), bot_optional: z.array(z.string()).default([]) }),
  }),
  settings: z.looseObject({ event_subscriptions: z.looseObject({ bot_events: z.array(z.string()) }) }),
})

export type Transport = 'socket' | 'http'
export type Manifest = z.infer<typeof manifestSchema>

/** The manifest that people install for this transport, as it lies in the project. */
export function readManifest(transport: Transport): Manifest {
  const file = new URL(`../../manifest/${transport}.json`, import.meta.url)
  return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

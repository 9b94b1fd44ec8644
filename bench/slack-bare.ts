import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import bolt, { type RespondArguments } from '@slack/bolt'
import Database from 'better-sqlite3'

/**
 * Run by itself, with a folder in which `answers.json` gives the message for each command: Bolt as it comes, which answers by
 * ack; a log only after one insert is on disk. Prints the port it listens on.
 */
const folder = process.argv[2] ?? '.'
const answers = JSON.parse(readFileSync(join(folder, 'answers.json'), 'utf8')) as Record<
  string,
  RespondArguments
>

const file = new Database(join(folder, 'bare.sqlite'))
file.pragma('journal_mode = WAL')
file.pragma('synchronous = FULL')
file.exec('CREATE TABLE entries (id TEXT PRIMARY KEY, typed TEXT NOT NULL, recorded_by TEXT NOT NULL)')
const insert = file.prepare('INSERT INTO entries VALUES (?, ?, ?)')

const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN ?? '',
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL ?? '' },
})
for (const [command, message] of Object.entries(answers)) {
  app.command(command, async ({ ack, body }) => {
    if (command === '/log') insert.run(body.trigger_id, body.text, body.user_id)
    await ack(message)
  })
}
const server = await app.start({ port: 0, host: '127.0.0.1' })
process.stdout.write(`${(server.address() as AddressInfo).port}\n`)

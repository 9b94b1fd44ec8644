import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { openStore } from '../src/store/open.ts'
import { openSearch } from '../src/verbs/search-image.ts'
import { shippedKnowledge } from './desk.ts'
import { time } from './measure.ts'
import { seeded } from './search-collections.ts'

/** So many cables of so many paragraphs. */
const cables = 80
const perCable = 250

export interface Ingested {
  paragraphs: number
  /** Paragraphs a second, from the files to the store and the search image on disk, the program's start among it. */
  perSecond: number
  /** Milliseconds until a program that starts on the store is ready to be searched, and the longest it held others up. */
  ready: number
  longestHold: number
}

/** Takes a folder of invented cables in with the built program, then makes the store ready as a start does. */
export async function measureIngest(folder: string): Promise<Ingested> {
  const [files, database] = [join(folder, 'cables'), join(folder, 'ingest.sqlite')]
  writeCables(files)
  const env = { ...process.env, DATABASE_URL: database, LOG_LEVEL: 'warn' }
  const took = await time(() =>
    execFileSync(process.execPath, ['dist/main.js', 'ingest', files], { env, stdio: 'ignore' }),
  )
  const [store, knowledge] = [openStore(database), shippedKnowledge()]
  const turns = watchTurns()
  const ready = await time(() => openSearch({ store, knowledge, log: pino({ level: 'silent' }) }))
  const longestHold = turns.end()
  await store.close()
  const paragraphs = cables * perCable
  return { paragraphs, perSecond: paragraphs / (took / 1_000), ready, longestHold }
}

function writeCables(folder: string): void {
  const random = seeded(1988)
  const words = Array.from({ length: 8_000 }, () =>
    Array.from({ length: 2 + random(3) }, () => 'bcdfglmnprstv'[random(13)] + 'aeiou'.charAt(random(5))).join(
      '',
    ),
  )
  // Few words are said often, as in any language.
  const word = () => words[Math.floor(words.length * (random(1_000) / 1_000) ** 3)] ?? ''
  mkdirSync(folder, { recursive: true })
  for (let cable = 1; cable <= cables; cable++) {
    const paragraphs = Array.from(
      { length: perCable },
      (_, at) => `${at + 1}. (U) ${Array.from({ length: 40 + random(60) }, word).join(' ')}.\n`,
    )
    const head = [
      'P 141500Z MAR 26',
      `UNCLAS LIMA ${String(cable).padStart(6, '0')}`,
      `SUBJECT: REPORT ${cable}`,
    ]
    writeFileSync(join(folder, `${cable}.txt`), [...head, '', ...paragraphs].join('\n'))
  }
}

/** How long the event loop was held at most, in milliseconds, from now to its end. */
function watchTurns(): { end(): number } {
  let [last, longest, isOn] = [performance.now(), 0, true]
  const turn = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (isOn) setImmediate(turn)
  }
  setImmediate(turn)
  return {
    end() {
      isOn = false
      return longest
    },
  }
}

import { writeFileSync } from 'node:fs'
import { build } from 'rolldown'

// One file a verb and what verbs share: the program starts in half the time that hundreds of modules take to find.
await build({
  // A worker thread loads its program by its own name.
  input: {
    main: 'src/main.ts',
    load: 'src/knowledge/load.ts',
    holidays: 'src/knowledge/holidays.ts',
    'docx-worker': 'src/edges/documents/docx-worker.ts',
  },
  platform: 'node',
  // Native, not modules, or loaded only when needed.
  external: [
    /^@slack\//,
    'better-sqlite3',
    /^csv-stringify/,
    'date-holidays',
    'docx',
    'jszip',
    'pino',
    'rrule-temporal',
    'sax',
    'unpdf',
    'yaml',
    'yauzl',
  ],
  output: { dir: 'dist', cleanDir: true, chunkFileNames: '[name].js' },
})

// Data with problems is not kept: the program says what is wrong with it when it starts.
const { readKnowledge } = await import('./dist/load.js')
const { knowledge } = readKnowledge('data')
if (knowledge) {
  const { keepHolidays } = await import('./dist/holidays.js')
  const countries = knowledge.calendars.flatMap(({ library }) => library ?? [])
  writeFileSync('dist/knowledge.json', JSON.stringify(knowledge))
  writeFileSync('dist/holidays.json', JSON.stringify(keepHolidays(countries)))
}

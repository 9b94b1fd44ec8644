import { writeFileSync } from 'node:fs'
import { build } from 'rolldown'

/** A third of a start would go to the code of web sockets: it is read when one is opened, which over HTTP is never. */
const webSocket = './web-socket.cjs'
const lateWebSocket = {
  name: 'late-web-socket',
  resolveId(id, importer) {
    if (id === webSocket) return { id, external: true }
    return id === 'undici' && importer?.includes('@slack') ? 'late-web-socket' : undefined
  },
  load: (id) =>
    id === 'late-web-socket'
      ? `module.exports = new Proxy({}, { get: (_, name) => require('${webSocket}')[name] })`
      : undefined,
}

// One file a verb and what verbs share: the program starts in a third of the time that hundreds of modules take to find.
await build({
  // A worker thread loads its program by its own name.
  input: {
    main: 'src/main.ts',
    load: 'src/knowledge/load.ts',
    holidays: 'src/knowledge/holidays.ts',
    'docx-worker': 'src/edges/documents/docx-worker.ts',
    'pdf-worker': 'src/knowledge/documents/pdf/pdf-worker.ts',
  },
  platform: 'node',
  plugins: [lateWebSocket],
  // Of receivers that are not used: Bolt's for Express, and its way of installing into many workspaces.
  resolve: { alias: { express: false, '@slack/oauth': false } },
  // Native, not modules, or loaded only when needed.
  external: [
    'better-sqlite3',
    /^csv-stringify/,
    'date-holidays',
    'docx',
    'jszip',
    'rrule-temporal',
    'sax',
    'unpdf',
    'yaml',
    'yauzl',
  ],
  output: { dir: 'dist', cleanDir: true, chunkFileNames: '[name].js' },
})
// Required, not imported, and so in a file of the older form.
await build({ input: 'undici', platform: 'node', output: { file: `dist/${webSocket}`, format: 'cjs' } })

// Data with problems is not kept: the program says what is wrong with it when it starts.
const { readKnowledge } = await import('./dist/load.js')
const { knowledge } = readKnowledge('data')
if (knowledge) {
  const { keepHolidays } = await import('./dist/holidays.js')
  const countries = knowledge.calendars.flatMap(({ library }) => library ?? [])
  writeFileSync('dist/knowledge.json', JSON.stringify(knowledge))
  writeFileSync('dist/holidays.json', JSON.stringify(keepHolidays(countries)))
}

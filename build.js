import { build } from 'rolldown'

// One file a verb and what verbs share: the program starts in half the time that hundreds of modules take to find.
await build({
  input: 'src/main.ts',
  platform: 'node',
  // Native, not modules, or loaded only when needed.
  external: [
    /^@slack\//,
    'better-sqlite3',
    'date-holidays',
    'pino',
    'rrule-temporal',
    'sax',
    'unpdf',
    'yaml',
    'yauzl',
  ],
  output: { dir: 'dist', cleanDir: true, chunkFileNames: '[name].js' },
})

import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longest-first.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // Much of a test's time is waiting for a program it started, and no test leaves anything behind in a module.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    isolate: false,
    // As Node itself reads modules of the older form, and so as the program does.
    deps: { interopDefault: false },
    sequence: { sequencer: LongestFirst },
    // On a busy machine what is waited for comes late.
    expect: { poll: { timeout: 10_000 } },
  },
})

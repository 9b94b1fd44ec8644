import { article } from './article.ts'
import { ask } from './ask.ts'
import { makeAttache } from './attache.ts'
import { benchmark } from './benchmark.ts'
import type { Command } from './command.ts'
import { deadline } from './deadline.ts'
import { log } from './log.ts'
import { reportcard } from './reportcard.ts'
import { source } from './source.ts'
import { watch } from './watch.ts'

const others: Command[] = [benchmark, article, deadline, log, reportcard, ask, source, watch]

/** Every command there is: help, manifests and tests are held against it. */
export const commands: readonly Command[] = [...others, makeAttache(others)]

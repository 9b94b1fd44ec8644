import { article } from './article/article.ts'
import { ask } from './ask.ts'
import { makeAttache } from './attache/attache.ts'
import { benchmark } from './benchmark/benchmark.ts'
import type { Command } from './command.ts'
import { deadline } from './deadline/deadline.ts'
import { draft } from './draft/draft.ts'
import { log } from './log/log.ts'
import { reportcard } from './reportcard/reportcard.ts'
import { source } from './source/source.ts'
import { watch } from './watch/watch.ts'

const others: Command[] = [benchmark, article, deadline, log, reportcard, draft, ask, source, watch]

/** Every command there is: help, manifests and tests are held against it. */
export const commands: readonly Command[] = [...others, makeAttache(others)]

import type { Desk } from '../../commands/context.ts'
import { wholeProblems } from './block-kit-limits.ts'
import { contentRefusal } from './failure.ts'
import { isObject } from './json.ts'

/** The ways to show one thing, the fullest first: each of the others stands for those before it, where Slack does not take them. */
export type Renderings<T> = readonly [T, ...T[]]

type WithoutBlocks<M> = Omit<M, 'blocks'> & Partial<M>

/** A message whole; without its charts, which are the newest that Slack has; and in its words alone, which carry all it says. */
export function messageRenderings<M extends { blocks?: readonly unknown[] | undefined }>(
  message: M,
): Renderings<WithoutBlocks<M>> {
  const { blocks = [], ...words } = message
  const others = blocks.filter((block) => !isObject(block) || block.type !== 'data_visualization')
  const hasChart = others.length < blocks.length
  return [
    message,
    ...(hasChart && others.length > 0 ? [{ ...message, blocks: others }] : []),
    ...(blocks.length > 0 ? [words as WithoutBlocks<M>] : []),
  ]
}

/**
 * From the fullest on that one walk finds within Slack's limits: what rides in an acknowledgement cannot be sent again. That
 * one is not is a bug of the renderer's, and logged as one.
 */
export function withinLimits<T>(renderings: Renderings<T>, log: Desk['log']): Renderings<T> {
  const [fullest, next, ...others] = renderings
  const problems = wholeProblems(fullest)
  if (problems.length === 0 || next === undefined) return renderings
  log.error({ problems }, "a message or a view is outside Slack's limits; a plainer one is sent")
  return withinLimits([next, ...others], log)
}

/** Sends the fullest that Slack takes. The operator reads of the others what Slack had against them. */
export async function sendFullest<T, R>(
  renderings: Renderings<T>,
  send: (rendering: T) => Promise<R>,
  { log, key }: { log: Desk['log']; key: string },
): Promise<R> {
  const [fullest, next, ...others] = renderings
  try {
    return await send(fullest)
  } catch (error) {
    const why = contentRefusal(error)
    if (why === undefined || next === undefined) throw error
    log.error({ key, why }, 'Slack refused a message or a view; a plainer one is sent')
    return sendFullest([next, ...others], send, { log, key })
  }
}

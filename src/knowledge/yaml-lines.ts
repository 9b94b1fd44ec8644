import { createRequire } from 'node:module'
import type * as Yaml from 'yaml'

const require = createRequire(import.meta.url)

/** Where the values of a YAML text stand. Slow to load and to make, so only files with problems have one. */
export class YamlLines {
  readonly #yaml = require('yaml') as typeof Yaml
  readonly #counter = new this.#yaml.LineCounter()
  readonly #document: Yaml.Document.Parsed

  constructor(text: string) {
    this.#document = this.#yaml.parseDocument(text, { lineCounter: this.#counter, prettyErrors: false })
  }

  /** What keeps the text from being read, each with its line and what to do. */
  errors(): { line: number; what: string }[] {
    return this.#document.errors.map(({ code, message, pos }) => ({
      line: this.#counter.linePos(pos[0]).line,
      what: advice(code, message),
    }))
  }

  /** The line of the value at `path`, or of the nearest thing around it that the text has. */
  at(path: readonly (string | number)[]): number {
    for (let length = path.length; length > 0; length--) {
      const within = path.slice(0, length)
      const last = within.at(-1)
      if (typeof last === 'string') {
        const line = this.#keyLine(within.slice(0, -1), last)
        if (line !== undefined) return line
      }
      const node = this.#document.getIn(within, true)
      if (this.#yaml.isCollection(node) && node.range) return this.#counter.linePos(node.range[0]).line
    }
    return 1
  }

  #keyLine(path: readonly (string | number)[], key: string): number | undefined {
    const map = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true)
    if (!this.#yaml.isMap(map)) return undefined
    const pair = map.items.find((item) => String(item.key) === key)
    const range = (pair?.key as { range?: [number, number, number] } | undefined)?.range
    return range ? this.#counter.linePos(range[0]).line : undefined
  }
}

function advice(code: string, message: string): string {
  const what = message.replace(/\s+at line \d+.*$/s, '').split('\n')[0] ?? message
  if (code === 'DUPLICATE_KEY') return 'the same field stands twice in one record; delete one of them'
  if (code === 'TAB_AS_INDENT') return 'a tab indents this line; YAML wants spaces'
  return `not readable as YAML (${what}); check indentation, colons and quotes on this line`
}

import { CORE_SCHEMA, load, YAMLException } from 'js-yaml'
import * as z from 'zod'
import { YamlLines } from './yaml-lines.ts'

export type Path = readonly (string | number)[]

/** Something wrong in the data folder: what, why, and what to do. */
export interface Problem {
  file: string
  line: number
  what: string
}

/** One YAML file of the data folder: its content as plain values, and where in the file each of them stands. */
export class DataFile {
  readonly name: string
  readonly content: Record<string, unknown>
  readonly problems: Problem[] = []
  readonly #text: string
  readonly #paths = new Map<object, Path>()
  #lines: YamlLines | undefined

  constructor(name: string, text: string) {
    this.name = name
    this.#text = text
    this.content = this.#read()
  }

  #read(): Record<string, unknown> {
    try {
      const content: unknown = load(this.#text, { schema: CORE_SCHEMA })
      if (isPlainMap(content)) return content
      this.problem([], 'is empty, or not a map of names to values; begin it with a line like "countries:"')
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error
      const found = this.#positions().errors()
      if (found.length === 0) found.push({ line: (error.mark?.line ?? 0) + 1, what: error.reason })
      this.problems.push(...found.map((problem) => ({ file: this.name, ...problem })))
    }
    return {}
  }

  /** Where things stand is only asked when something is wrong; finding out takes far longer than reading. */
  #positions(): YamlLines {
    this.#lines ??= new YamlLines(this.#text)
    return this.#lines
  }

  /** Reads the records of a list, each completed by the file's defaults; problems are noted and their records left out. */
  records<T>(list: string, schema: z.ZodType<T>): T[] {
    const values = this.content[list]
    if (!Array.isArray(values)) {
      this.problem([list], `"${list}" must be a list; begin each record with "- "`)
      return []
    }
    const fields = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
    return values.flatMap((value, index) => {
      const record = this.parse([list, index], this.withDefaults(value, fields), schema)
      if (record === undefined) return []
      if (typeof record === 'object' && record !== null) this.at(record, [list, index])
      return [record]
    })
  }

  parse<T>(path: Path, value: unknown, schema: z.ZodType<T>): T | undefined {
    const read = schema.safeParse(value)
    if (read.success) return read.data
    for (const issue of read.error.issues) this.#noteIssue(path, value, issue, schema)
    return undefined
  }

  withDefaults(value: unknown, fields: readonly string[]): unknown {
    const defaults = this.content.defaults
    if (!isPlainMap(value) || !isPlainMap(defaults)) return value
    const wanted = Object.entries(defaults).filter(([name]) => fields.includes(name))
    return { ...Object.fromEntries(wanted), ...value }
  }

  /** Remembers where a record stands, so that a later check can name its line. */
  at(record: object, path: Path): void {
    this.#paths.set(record, path)
  }

  has(record: object): boolean {
    return this.#paths.has(record)
  }

  /** Notes a problem with a record read earlier, or with one of its fields. */
  problemWith(record: object, what: string, field: Path = []): Problem {
    return {
      file: this.name,
      line: this.#positions().at([...(this.#paths.get(record) ?? []), ...field]),
      what,
    }
  }

  problem(path: Path, what: string): void {
    this.problems.push({ file: this.name, line: this.#positions().at(path), what })
  }

  problemAtKey(path: Path, key: string, known: readonly string[]): void {
    const line = this.#positions().at([...path, key])
    this.problems.push({
      file: this.name,
      line,
      what: `"${key}" is not a field here; known are ${known.join(', ')}`,
    })
  }

  #noteIssue(path: Path, root: unknown, issue: z.core.$ZodIssue, schema: z.ZodType): void {
    const inside = issue.path.filter((step) => typeof step !== 'symbol')
    const at = [...path, ...inside]
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) this.problemAtKey(at, key, fieldsAt(schema, inside))
      return
    }
    this.problem(at, describeIssue(issue, inside, valueAt(root, inside)))
  }
}

function isPlainMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    root,
  )
}

function fieldsAt(schema: z.ZodType, path: Path): string[] {
  let here: unknown = schema
  for (const step of path) {
    while (here instanceof z.ZodDefault || here instanceof z.ZodOptional) here = here.unwrap()
    if (here instanceof z.ZodArray) here = here.element
    else if (here instanceof z.ZodObject) here = here.shape[step as string]
    else return []
  }
  while (here instanceof z.ZodDefault || here instanceof z.ZodOptional) here = here.unwrap()
  return here instanceof z.ZodObject ? Object.keys(here.shape) : []
}

function describeIssue(issue: z.core.$ZodIssue, path: Path, value: unknown): string {
  const field = path.findLast((step) => typeof step === 'string') ?? 'record'
  if (value === undefined) return `"${field}" is missing; every record here needs it: add "${field}: …"`
  if (issue.code === 'invalid_value') {
    return `"${field}" is ${JSON.stringify(value)}, which is none of ${issue.values.map(String).join(', ')}; choose one of them`
  }
  if (issue.code === 'invalid_type') {
    return `"${field}" must be ${article(issue.expected)}, and is ${JSON.stringify(value)}; correct it`
  }
  if (issue.code === 'invalid_union') {
    const reasons = issue.errors.flat().map((inner) => inner.message)
    const custom = reasons.find((reason) => /not a|write/.test(reason))
    return `"${field}" is ${JSON.stringify(value)}: ${custom ?? 'none of the forms this field may take; compare the records around it'}`
  }
  return `"${field}" is ${JSON.stringify(value)}: ${issue.message}`
}

function article(expected: string): string {
  if (expected === 'array') return 'a list'
  if (expected === 'object' || expected === 'record') return 'a map'
  return expected === 'string' ? 'text' : `a ${expected}`
}

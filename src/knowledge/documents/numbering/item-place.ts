/** Words that name the items of a list, and one of them: "the following categories" holds category 1. */
const nouns: Record<string, string> = {
  actions: 'action',
  activities: 'activity',
  areas: 'area',
  benchmarks: 'benchmark',
  categories: 'category',
  conditions: 'condition',
  criteria: 'criterion',
  elements: 'element',
  goals: 'goal',
  issues: 'issue',
  measures: 'measure',
  milestones: 'milestone',
  objectives: 'objective',
  options: 'option',
  points: 'point',
  principles: 'principle',
  priorities: 'priority',
  questions: 'question',
  reasons: 'reason',
  recommendations: 'recommendation',
  requirements: 'requirement',
  steps: 'step',
  targets: 'target',
  tasks: 'task',
}

/** What one item is called by the words that lead to the list: that after "following", else the first named; else `item`. */
export function itemNoun(lead: string): string {
  const sentence =
    lead
      .slice(-400)
      .split(/[.!?]\s/)
      .at(-1)
      ?.toLowerCase() ?? ''
  const words: string[] = sentence.match(/\p{L}+/gu) ?? []
  const named = (from: number) => words.slice(from).find((word) => Object.hasOwn(nouns, word))
  return nouns[named(words.indexOf('following') + 1) ?? ''] ?? 'item'
}

/** Words at the end of a heading that do not tell it from others. */
const general = /\s(?:initiatives?|issues?|matters?|measures?|activities|efforts?|programs?|programmes?)$/i

/** A heading as citations name it: `Interdiction` of "Interdiction and Law Enforcement Cooperation". */
export function shortHeading(heading: string): string {
  const first = heading.replace(/[()¶]/g, ' ').split(/[,;:/–—]|\s-\s|\s(?:and|or|y|e)\s/i)[0]
  const short = (first?.trim() || heading.replace(/[()¶]/g, ' ').trim()).replace(general, '')
  return short
    .split(/\s+/)
    .map((word) => (word === word.toUpperCase() && word.length < 5 ? word : title(word)))
    .join(' ')
}

function title(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
}

const ordinals = ['', '', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth']

/** `second` for 2: tells what bears one number apart. */
export function ordinal(number: number): string {
  return ordinals[number] ?? `no. ${number}`
}

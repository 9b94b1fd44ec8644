import { cardinalForm } from '../../domain/number-words.ts'
import { foldText } from '../../domain/text.ts'
import { formsWanted } from './asked-forms.ts'
import { asksAgent, asksOutcome } from './asked-outcome.ts'

/** Words that ask for a figure, and among them those that ask for a day. */
const figureWords =
  /\b(?:how (?:many|much|long|large|big|often|far|high)|what (?:figure|number|share|rate|percentage)|number of|target|percent|cu[aá]nt[oa]s?)\b/i
const countWords =
  /^\W*(?:tons|tonnes|hectares|ha|acres|kilos|kilograms|kg|toneladas|hect[aá]reas)\b|(?<!\b(?:depends? on|depending on|regardless of|no matter|matters?|whatever|care) )\b(?:how (?:many|much(?! of (?:it|them|this|that|these|those)\b))|number of (?!the\b|an?\b|our\b|articles?\b|paragraphs?\b)|n[uú]mero de |(?<!cada )cu[aá]nt[oa]s?)\b/i
const dayWords = /\b(?:when|what (?:day|date|year)|date of|by when|deadline|due|cu[aá]ndo|fecha|plazo)\b/i
/** Under what condition something is so. */
const condition =
  /^\W*(?:when|cu[aá]ndo) (?:can|may|must|should|could|(?:do|does) (?:the )?(?:convention|treaty|law|article|statute)|puede|debe)\b/i

/** These ask for a day and nothing else: `when` within a sentence only says under what condition. */
const dayOnly =
  /^\W*(?:(?:and|so|but|since|by|until|y|desde) )?(?:when|what (?:day|date|year)|(?:the )?(?:exact )?(?:date|year)\b(?! (?:in|on) )|cu[aá]ndo|(?:en )?qu[eé] (?:d[ií]a|a[nñ]o|fecha)|fecha)\b/i

/** Digits that are no part of an id, a paragraph, an article or the name of a period. */
const anyFigure =
  /(?<![\p{L}\d¶.(-]|\b(?:articles?|categor(?:y|ies)|criteri(?:on|a)|sections?|paragraphs?|public law|p\.l\.|no\.|art\.|s\.) )\d/iu
const year = /(?:19|20)\d\d(?!\d)/g

/** A number in words; one is rather a pronoun, and `once` no eleven. */
const numberWord = new RegExp(
  `\\b(?!(?:one|uno|once)\\b(?!-))${cardinalForm}|\\b(?:hundred|thousand|dozen|mil|docena)s?\\b`,
  'iu',
)

const monthNames =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec'

/** What is told in a figure or not at all. */
const measured =
  /^\W*(?:(?:what|which|cu[aá]l)(?:'s| is| are| was| were| es| era)? )?(?:(?:the|average|street|farmgate|monthly|yearly|annual|total|going|el|la) )*(?:maximum|minimum|(?:[\p{L}-]+ ){0,3}(?:prison terms?|jail terms?|prices|salaries|wages|budget)|price|prices|cost|costs|budget|salary|wage|rate|population|size|percentage|share|precio|precios|costo|coste|presupuesto|sueldo|salario|poblaci[oó]n|tasa|porcentaje)\b|\bhow much\b.*\b(?:cost|paid|spend|spent)\b/iu

const meaning =
  /\b(?:stands? for|meaning of|what (?:do|does|did) .{1,60} mean|acronym|initials|abbreviat\w+|short for|siglas?|significan?|quieren? decir)\b/iu

/** How long something takes. */
const spanWords =
  /\b(?:how (?:long|many (?:(?!of\b|the\b)\p{L}+ )?(?:hours|days|weeks|months|years))|(?:length|duration) of|number of (?:hours|days|weeks|months|years)\b(?! (?:of|in) (?:prison|jail))|cu[aá]nto (?:tiempo|dura)|cu[aá]nt[oa]s (?:horas|d[ií]as|semanas|meses|a[nñ]os))\b/iu
const anySpan =
  /\b(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few)(?: or more)?[ -](?:calendar |working )?(?:hour|day|week|month|year)s?\b/gi

/** A day of a month tells no number of things. */
const dayOfMonth = new RegExp(`\\b\\d{1,2} (?:${monthNames})\\b|\\b(?:${monthNames})\\.? \\d{1,2}\\b`, 'gu')

/** A day, a month, or that none is given. */
const anyDay = new RegExp(
  `\\b(?:${monthNames})\\b|(?:19|20)\\d\\d|\\b(?:undated|no (?:day|date)|every|yearly|monthly)\\b`,
  'u',
)

/** The citation that ends a line of its own. */
const citationAtEnd = / \([^()]*¶.*\)$/

const unknownFigure =
  /\bno (?:figure|number|sum|base|count|value)\b|\b(?:baseline|rate|value|figure|number|base)\b[^.;]*\bnot (?:stated|recorded|given|known|named)\b/i

/** A day to come, which no day of the past is. */
const nextDay = /\b(?:next|upcoming|pr[oó]xim[oa])\b/i
const nextOne = /^\W*(?:when|where|who|what|which)(?:'s| is| are) (?:the |our |your )?(?:next|upcoming)\b/i
const anyNextDay = /\b(?:due|every|yearly|monthly|regular)\b/i

/** What a question asks for: when it is, when it is again, something due on a day, how long, a number of something, another figure, or none of these. */
export type Asked = 'when' | 'next' | 'day' | 'span' | 'count' | 'figure' | 'words'

/** Is something so? A number named within asks for none. */
const yesOrNo =
  /^\W*(?:(?:and|so|but|y) )?(?:is|are|was|were|does|do|did|has|have|must|should|may)(?! (?:we|you|they|anyone|anybody) (?:have|know|say|hold)\b)\b/i

export function askedFor(question: string): Asked {
  if (nextOne.test(question)) return 'next'
  if (spanWords.test(question)) return 'span'
  if (countWords.test(question) && !yesOrNo.test(question)) return 'count'
  if (condition.test(question)) return 'words'
  if (dayOnly.test(question)) return nextDay.test(question) ? 'next' : 'when'
  if (dayWords.test(question)) return 'day'
  return figureWords.test(question) ? 'figure' : 'words'
}

/** What a question seeks beside its words. */
export interface Sought {
  asked: Asked
  /** What happened: what only asks for it does not tell. */
  isOfOutcome: boolean
  /** Who did it, or what somebody is called. */
  isOfAgent: boolean
  /** A price, a cost or a size. */
  isOfMeasure: boolean
  /** What letters or a name stand for. */
  isOfMeaning: boolean
  /** Forms of which an answer holds each. */
  forms: readonly RegExp[]
}

/** A place of the Convention, as it stands in a question of what happened. */
const underPlace = /\bunder (?:articles?|art\.?) \d[\w.()]*/gi

/** What only gives examples of what is asked. */
const examples = /\b(?:for example|for instance|such as|e\.g\.|por ejemplo|tales como)(?!\p{L}).*/isu

/** Characters in which a question has said what it seeks. */
const longestHead = 300

export function soughtBy(question: string): Sought {
  const own = soughtIn(question)
  // A run of signs at its end is cut off: looking for one takes the square of its length.
  const [topic = '', next] = question
    .slice(0, longestHead)
    .replace(/[\s?!.]+$/, '')
    .split(askedAgain)
  // `gamma ray equipment - who donated it`: a topic is named before anything is asked.
  if (next === undefined || asks.test(topic)) return own
  return { ...own, isOfAgent: own.isOfAgent || asksAgent(next), forms: [...own.forms, ...formsWanted(next)] }
}

function soughtIn(question: string): Sought {
  const head = question.slice(0, longestHead).replace(underPlace, ' ').replace(examples, ' ')
  return {
    asked: askedFor(question),
    isOfOutcome: asksOutcome(head),
    isOfAgent: asksAgent(head),
    isOfMeasure: measured.test(head),
    isOfMeaning: meaning.test(head),
    forms: formsWanted(head),
  }
}

/** What a part of a question seeks: what the whole does, unless it asks for something by itself. */
export function soughtOf(part: string, whole: Sought): Sought {
  return joinSought(soughtBy(part), whole)
}

function joinSought(own: Sought, whole: Sought): Sought {
  return {
    asked: own.asked === 'words' ? whole.asked : own.asked,
    isOfOutcome: own.isOfOutcome || whole.isOfOutcome,
    isOfAgent: own.isOfAgent || whole.isOfAgent,
    isOfMeasure: own.isOfMeasure || whole.isOfMeasure,
    isOfMeaning: own.isOfMeaning || whole.isOfMeaning,
    forms: [...own.forms, ...whole.forms],
  }
}

/** Where people go on to ask something else: at a stop, a comma or a dash, and before the word that asks again. */
const askedAgain =
  /(?:[,;:?!–—]|(?<!\b[a-z])\.)+\s+|\s(?:-+|[&+/])\s|\b(?:and|but|or) (?=(?:what|who|how|when|where|which|why)\b)|\b[yeo] (?=(?:qu[eé]|qui[eé]n|c[oó]mo|cu[aá]ndo|cu[aá]nt[oa]s?|d[oó]nde|en qu[eé]|por qu[eé])\b)/i

/** Somebody tells of themselves before they ask. */
const aside =
  /\b(?:aside|by the way|btw|por cierto|i|i['’]m|i['’]ve|my|me|we|we['’]re|our|soy|estoy|mi|me|nos|nuestr[oa]s?)\b/i
const asks =
  /^\W*(?:(?:and|so|but|y) )?(?:wh(?:at|o|en|ere|ich|y)|how|is|are|do|does|did|can|may|must|qu[eé]|qui[eé]n(?:es)?|c[oó]mo|cu[aá]ndo|cu[aá]l(?:es)?|d[oó]nde)\b/i

/** `cacao or coffee?` offers answers: what stands before it is not asked by itself. */
const choice =
  /^(?!\W*(?:such as|like|for example|como|por ejemplo)\b)\W*[\p{L}' -]{2,40} (?:or|o|u) [\p{L}' -]{2,40}\W*$/iu

/** A question without what somebody tells of themselves before it, and of that what is asked of first. */
export function partsOf(question: string): { main: string; topic: string } {
  const parts = question.split(askedAgain).filter((part) => /\p{L}/u.test(part))
  const from = parts.findIndex((part) => !aside.test(part) || asks.test(part))
  const [topic] = parts.slice(Math.max(0, from))
  if (topic === undefined || parts.length === 1) return { main: question, topic: question }
  const main = from > 0 ? question.slice(question.indexOf(topic)) : question
  return { main, topic: choice.test(main.slice(topic.length)) ? main : topic }
}

const article = '(?:(?:the|a|an|its|their|el|la|los|las|un|una) )?'
const number =
  '(?:(?:\\d+|two|three|four|five|six|seven|eight|nine|ten|main|key|other|dos|tres|cuatro|cinco|principales) )*'

/** What is asked after `which` or `how many`, and both nouns of `the price of coca` at the head of a question. */
const focusForms = [
  `^\\W*(?:(?:what|cu[aá]l(?:es)?) (?:is|are|was|were|es|son) )?${article}(?:full )?(?:names?|nombres?|list|lista) (?:of|del?) ${article}([\\p{L}' -]+?)(?= (?:of|on|in|at|for|to|from|with|by|who|that|under|de|del|en|que|por|con)\\b|[^\\p{L}' -]|$)`,
  `^\\W*(?:what|who)(?:'s| is| are| was| were) ${article}([\\p{L}-]+) (?:of|for) ${article}([\\p{L}-]+)`,
  `^\\W*${article}([\\p{L}-]+) (?:of|for|del?) `,
  `^\\W*qui[eé]n(?:es)? (?:es|son|era|fue) ${article}([\\p{L}-]+) del? ${article}([\\p{L}-]+)`,
  `^\\W*(?:(?:and|so|but|y|in|on|at|to|for|from|by|with|en|de|a|con|por) )?(?:what|which|how (?:many|much)|qu[eé]|cu[aá]l(?:es)?|cu[aá]nt[oa]s?) (?:(?:is|are|was|were|es|son|fue) (?!\\p{L}{4,}ed\\b))?${article}${number}([\\p{L}-]+)`,
  `^\\W*(?:(?:and|so|but|y) )?(?:who|qui[eé]n(?:es)?) ([\\p{L}-]+)`,
].map((form) => new RegExp(form, 'iu'))

/** Asks for a number of what follows, so that this is what is asked after. */
const numberOf =
  /^\W*(?:the |el |la )?(?:(?:total )?(?:number|amount)|n[uú]mero|cantidad|total) (?:of|de) (?:the |los |las )?/iu

/** The unit in which a figure is wanted. */
const inUnit = /\bin (kilos|kilograms|kg|tons|tonnes|grams|litres|dollars|soles)\b/i

/** The words of a question that an answer must speak of; none where its form does not tell. */
export function focusOf(question: string): string[] {
  const asked = question.replace(numberOf, 'which ')
  const found = focusForms.map((form) => form.exec(asked)).find((one) => one !== null)
  return [...(found?.slice(1) ?? []), inUnit.exec(question)?.[1] ?? '']
    .flatMap((words) => foldText(words).split(/(?:'s)? /))
    .filter((word) => !needNotBeSaid.has(word))
}

/** Words for a measure or a place, which what tells it need not say. */
export const needNotBeSaid = new Set(
  'number numbers numero total amount length duration duracion smallest largest biggest highest lowest maximum minimum most least more mas menor mayor minimo maximo place places spot spots location locations lugar lugares sitio sitios'.split(
    ' ',
  ),
)

/** Times reckoned from the asker's own day, of which no text held can speak. */
const ownTime =
  /\b(?:(?:last|past) (?:fiscal )?(?:year|month|week|quarter|weekend|summer)|this (?:month|week|weekend|summer)|yesterday|today|tonight|tomorrow|currently|right now|at present|this morning|(?:el|este) (?:a[nñ]o|mes|fin) pasado|este (?:mes|fin)|la semana pasada|esta semana|ayer|hoy|ma[nñ]ana|actualmente)\b/giu

/** What is so now, and the year that runs, are that of the cycle in hand: it need not be said, and is no year unknown. */
const thisYear =
  /\bthis (?:fiscal |calendar )?year\b|\bthese days\b|\bhoy en d[ií]a(?!\p{L})|\beste a[nñ]o(?! pasado)\b/giu

/** What stands before a time that something is only compared with. */
const comparing =
  /\b(?:as|over|above|than|against|compared (?:to|with)|que|frente a|respecto (?:al?|del?))(?: \p{L}+){0,3} $/iu

/** Letters before a time that are looked at. */
const reach = 60

/** What is the asker's own, in which no text held takes part; whom they serve and what they work on is not meant. */
const ownAffair =
  /\b(?:my|mis?) (?!(?:own )?(?:gov|country|embassy|post|office|ambassador|minist|boss|section|team|unit|desk|chief|capital|reports?|benchmarks?|cables?|deadlines?|entr|channel|question|understanding|gobierno|pa[ií]s|embajad|jef|informe|oficina|pregunta))\p{L}/iu

/** True where a question is about something of the asker's own: `my annual leave`. */
export function asksOwnAffair(question: string): boolean {
  return ownAffair.test(question)
}

/** A question without the times reckoned from the asker's own day, and how many they are; those compared with stay. */
export function withoutOwnTime(question: string): { rest: string; times: number } {
  let times = 0
  const rest = question.replace(thisYear, ' ').replace(ownTime, (time, at: number) => {
    if (comparing.test(question.slice(Math.max(0, at - reach), at))) return time
    times++
    return ' '
  })
  return { rest, times }
}

/** True when a line holds a figure. Numbers of ids, articles and paragraphs are none; a year is one only where a day is asked for. */
export function holdsFigure(text: string, asked: Asked): boolean {
  const told = text.replace(citationAtEnd, '')
  return anyFigure.test(
    asked === 'day' || asked === 'when' || asked === 'next' ? told : told.replace(year, ''),
  )
}

/** True when a line can answer "how many": it holds a figure or a number in words, or says that none is known. */
export function tellsCount(text: string): boolean {
  return holdsNumber(text) || saysUnknown(text)
}

/** True when a line holds a number of things, in figures or in words. */
export function holdsNumber(text: string): boolean {
  const counted = text.replace(anySpan, ' ').replace(dayOfMonth, ' ')
  return holdsFigure(counted, 'count') || numberWord.test(counted)
}

/** What a line must tell that answers; what is not here needs no more than to be spoken of. */
const tellings: Partial<Record<Asked, (text: string) => boolean>> = {
  // A day, a month or a year, or that none is known.
  when: (text) => anyDay.test(text),
  next: (text) => anyNextDay.test(text),
  // A length of time, or the day until which it is.
  span: (text) => text.search(anySpan) >= 0 || text.search(dayOfMonth) >= 0,
}

/** True when a line holds what is asked for by its kind, whatever it is of. */
export function tellsAsked(text: string, asked: Asked): boolean {
  return tellings[asked]?.(text) ?? true
}

/** True when a line of our own records says that a figure is not known. */
export function saysUnknown(text: string): boolean {
  return unknownFigure.test(text)
}

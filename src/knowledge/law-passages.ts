import { parseArticles, printArticles } from '../domain/article.ts'
import { printCitation, unverified } from '../domain/citation.ts'
import { printDate } from '../domain/date.ts'
import type { Knowledge } from './knowledge.ts'
import { describeFault, type Passage, type PassageDraft } from './passage.ts'
import type { Area, Article, Category, Fact, Source } from './schema.ts'

/** The Convention, its categories as cabled and as proposed, areas, criteria, facts, and the sources with gaps and faults. */
export function lawPassages(knowledge: Knowledge): PassageDraft[] {
  return [
    ...knowledge.articles.flatMap(fromArticle),
    ...knowledge.categories.flatMap(fromCategory),
    ...knowledge.areas.map((area) => fromArea('Area of the 1988 Convention', area)),
    ...knowledge.statutoryAreas.map((area) => fromArea('Area of the statute', area)),
    ...knowledge.criteria.map((fact) => fromFact('criterion', fact)),
    ...knowledge.facts.map((fact) => fromFact('fact', fact)),
    ...knowledge.sources.flatMap(fromSource),
  ]
}

/** What only lists articles under a heading stands behind what tells something of it. */
const headingStanding = 0.4

function fromArea(kind: string, { id, number, name, articles, cite, marking }: Area): PassageDraft {
  const lines = [articles.length > 0 ? `${name} (articles ${articles.join(', ')}, our reading)` : name]
  return {
    cite,
    marking,
    standing: headingStanding,
    id: `area/${id}`,
    title: `${kind} ${number}: ${name}`,
    lines,
    keywords: 'area',
  }
}

function fromFact(
  kind: 'criterion' | 'fact',
  { id, title, text, aliases, cite, marking, country }: Fact,
): PassageDraft {
  const keywords = [...(kind === 'criterion' ? ['criterion'] : []), ...aliases].join(' ')
  // What a cable tells of a country stands behind what it asks of it.
  const ofOne = country && { country, standing: 0.7 }
  return { cite, marking, ...ofOne, id: `${kind}/${id}`, title, lines: [text], keywords }
}

function fromArticle(article: Article): PassageDraft[] {
  const { number, title, subject, paragraphs, marking } = article
  const passage = (ref: string, line: string, standing: number): PassageDraft => ({
    cite: citeArticle(article, ref),
    marking,
    standing,
    id: `article/${ref}`,
    title: `Article ${ref}, ${title}`,
    lines: [line],
    keywords: 'article paragraph provision clause convention party country drug trafficking',
  })
  return [
    passage(`${number}`, subject, 1),
    ...paragraphs.map((paragraph) => passage(canonical(paragraph.ref), paragraph.subject, 0.6)),
  ]
}

/** The article's citation, led to the paragraph: `UNTS vol. 1582 p. 95, art. 3.1(a)`. */
export function citeArticle({ cite }: Pick<Article, 'cite'>, ref: string): Passage['cite'] {
  return cite === unverified ? cite : { source: `${cite.source.replace(/, arts?\. .*$/, '')}, art. ${ref}` }
}

function canonical(ref: string): string {
  return parseArticles(ref)?.map(printArticles).join(', ') ?? ref
}

function fromCategory(category: Category): PassageDraft[] {
  const { number, name, articles, overlay } = category
  const title = `Category ${number}, ${name}`
  return [
    {
      cite: category.cite,
      marking: category.marking,
      standing: headingStanding,
      id: `category/${number}`,
      title,
      lines: [`Articles ${articles.join('; ')}, as cabled`],
      keywords: 'category',
    },
    {
      cite: category.cite,
      marking: category.marking,
      standing: 0.7 * headingStanding,
      id: `overlay/${number}`,
      title: `${title}: proposed mapping`,
      lines: [
        `Articles ${overlay.articles.join('; ')} (our reading: ${overlay.because}); the cable has ${articles.join('; ')}`,
      ],
      keywords: 'category',
    },
  ]
}

function printNumbering({ printed, paragraph, proven, because }: Source['numbering'][number]): string {
  return `Printed paragraph ${printed} is ${proven ? '' : 'probably '}¶${paragraph}: ${because.replace(/\.$/, '')}`
}

function fromSource(source: Source): PassageDraft[] {
  const { id, title, date, dateNote, aliases, numbering, gaps, faults } = source
  return [
    {
      cite: source.cite,
      marking: source.marking,
      id: `source/${id}`,
      title: id,
      lines: [
        [title, date ? printDate(date) : 'no date', dateNote]
          .filter((piece) => piece !== undefined)
          .join('; '),
        ...gaps.map((gap) => `Not held: ${gap}`),
        ...(faults.length > 0
          ? [`${faults.length} known ${faults.length === 1 ? 'fault' : 'faults'} noted`]
          : []),
        // Together: told of one printed number alone, a reader would trust the others.
        ...(numbering.length > 0 ? [numbering.map(printNumbering).join('. ')] : []),
      ],
      keywords: `source cable document ${aliases.join(' ')}`,
    },
    ...faults.map((fault) => ({
      cite: fault.at ?? source.cite,
      marking: source.marking,
      id: `fault/${id}/${fault.id}`,
      title: `Known fault in ${fault.at ? printCitation(fault.at) : id}`,
      lines: [describeFault(fault, source)],
      keywords: 'fault error mistake wrong',
      standing: 0.5,
    })),
  ]
}

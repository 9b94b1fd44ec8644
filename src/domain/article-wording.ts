/** Words before a number or a letter in the treaty's own form, English and Spanish. */
export const articleWord = String.raw`\b(?:articles?|art[ií]culos?|arts?\b\.?)`
const paragraph = String.raw`(?:\b(?:paragraphs?|par(?:a|as|s)?\b\.?|p[aá]rrafos?|p[aá]rrs?\b\.?|numeral|apartado)|[¶§])`
const within = String.raw`\b(?:sub-?paragraphs?|sub-?paras?\b\.?|items?|letters?|(?:sub-?)?incisos?|literal|letra|apartado)`
const of = String.raw`,?\s+(?:of|in|del?)\s+(?:the\s+)?`

const place = String.raw`(${articleWord}\s*\d{1,2}(?:\.\d{1,2})?`
/** A letter or an item: in brackets, at once behind, or apart with nothing behind it that makes it a word: `paragraph 1 a party`. */
const part = (sign: string) =>
  String.raw`(?:,?\s*\((${sign})\)|\.?(${sign})(?![\p{L}\d])\)?|,?\s+(${sign})(?:\)|(?=$|\s*[?.,;:!]|\s+(?:of|in|del?|and|y)\b)))`

/** What makes each wording the short one, outermost part first: what stands behind the article is first brought before it. */
const steps = (
  [
    // `subparagraph (a) of paragraph 1 of article 3`, `paragraph 1(a) of article 3`
    [`${within}\\s*\\(?([a-z])\\)?${of}(${paragraph}\\s*\\d+)(?=${of}${articleWord})`, '$2($1)'],
    [
      `${paragraph}\\s*(\\d+)\\s*((?:\\(?[a-z]+\\)\\s*){0,2})${of}(${articleWord}\\s*\\d{1,2})(?![\\d.])`,
      '$3.$1$2',
    ],
    // `article 3, paragraphs 1 and 2`, `paragraphs 1-3`
    [
      `(${articleWord}\\s*(\\d{1,2})),?\\s*${paragraph}\\s*(\\d+)(?: (?:and|y) |, ?|&)(\\d+)(?![\\d.])`,
      '$1.$3 and $2.$4',
    ],
    [`(${articleWord}\\s*(\\d{1,2})),?\\s*${paragraph}\\s*(\\d+)-(\\d+)`, '$1.$3-$2.$4'],
    // `article 3, paragraph 1`
    [`(${articleWord}\\s*\\d{1,2}),?\\s*${paragraph}\\s*\\(?(\\d+)\\)?`, '$1.$2'],
    // `article 3.1, subparagraph (a)`, `3.1 a)`, `3.1.a`
    [`${place}),?\\s*${within}\\s*${part('[a-z]')}`, '$1($2$3$4)'],
    [`${place})${part('[a-z]')}`, '$1($2$3$4)'],
    // `article 3.1(a), item (i)`, `3.1(a) i`
    [`${place}\\([a-z]\\)),?\\s*${within}\\s*${part('[ivx]+')}`, '$1($2$3$4)'],
    [`${place}\\([a-z]\\))${part('[ivx]+')}`, '$1($2$3$4)'],
  ] as const
).map(([form, short]) => ({ form: new RegExp(form, 'giu'), short }))

/**
 * A text with the places of articles in the short form: `article 3, paragraph 1(a)`, `art. 3 para 1 a` and `inciso a) del
 * párrafo 1 del artículo 3` are `article 3.1(a)`, each with the word for an article that was typed.
 */
export function shortArticles(text: string): string {
  if (!anyArticle.test(text)) return text
  return steps.reduce((so, { form, short }) => so.replace(form, short), text)
}

/** Most texts name none, and the forms are slow beside it. */
const anyArticle = /\bart/i

/** Past participles, and past tenses: the regular ones and the common of the others. */
const participle =
  '(?:\\p{L}+ed|beaten|been|begun|bought|brought|built|caught|chosen|come|cut|dealt|done|drawn|driven|fallen|fired|flown|forgotten|found|frozen|given|gone|got|gotten|grown|held|hidden|hit|hurt|kept|laid|led|left|lost|made|met|paid|put|risen|run|said|seen|sent|shot|shown|shut|sold|spent|stolen|stood|struck|sunk|taken|taught|thrown|told|withdrawn|won|written)'
const preterite =
  '(?:\\p{L}+ed|became|began|bought|brought|built|came|caught|chose|dealt|did|drew|drove|fell|flew|found|froze|gave|got|grew|held|hid|kept|laid|led|left|lost|made|met|paid|ran|rose|shot|sold|sent|spent|spoke|stole|stood|struck|swore|taught|threw|took|went|withdrew|won|wrote)'

/** Somebody, perhaps of one place. */
const who = 'who(?: (?:at|in|from|for) (?:the )?\\p{L}+)?'

/** Ways to ask for what happened. */
const outcomeForms = [
  `\\bdid(?:n't)? (?!we\\b|.*\\bhave\\b)`,
  // Within one clause: without a bound, a long question of nothing but "was" takes its length squared.
  `(?<!\\p{L} (?<!\\b(?:and|or|but) )(?:that|which|who) )\\b(?:was|were|wasn't|weren't)\\b.{0,200} ${participle}\\b`,
  `^\\W*(?:(?:who|what|which|how many|how often)(?: [\\p{L}-]+){0,3} )?(?:has|have|had|hasn't|haven't) (?!to\\b)(?:(?:[\\p{L}'-]+ ){0,4}?|(?:[\\p{L}\\d'-]+ ){0,10}?(?:ever|actually|really|yet) )${participle}\\b`,
  `^\\W*how often (?:has|have|had) (?:[\\p{L}'-]+ ){0,8}?${participle}\\b`,
  `^\\W*(?:who|(?:which|what|how many) (?:(?!is\\b|are\\b|be\\b|get\\b|gets\\b)[\\p{L}-]+ ){1,3}?)${preterite}\\b`,
  `^\\W*(?:tons|tonnes|hectares|ha|acres|kilos|kilograms|kg) (?:of [\\p{L} -]{1,40} )?${participle}\\b`,
  `^\\W*(?:${who} ${preterite}|what (?:happened|became|came))\\b`,
  `\\b${participle} (?:so far|to date|hitherto|since then)\\b`,
  `\\b(?:fue|fueron|hubo) \\p{L}+`,
  `\\b(?:ha|han) \\p{L}+(?:[ai]do|cho|sto|rto)\\b`,
  `\\bse \\p{L}+(?:aron|ieron|ó)(?!\\p{L})`,
  `^\\W*(?:qu[eé]|qui[eé]n(?:es)?|cu[aá]nt[oa]s? \\p{L}+|cu[aá]ndo) \\p{L}{2,}(?:aron|ieron|ó)(?!\\p{L})`,
].map((form) => new RegExp(form, 'iu'))

/** Words of what was wanted, or of a paper, rather than of what came of it. */
const notOutcome =
  /\b(?:would|could|should|must|may|might|can|will|ought|shall|supposed|planned|planning|plans? to|expect(?:ed|s)?|required|requires?|work(?:s|ed)?|needed|need|have to|had to|has to|asked|asks?|request(?:ed|s)?|want(?:ed|s)?|intend(?:ed)?|meant|aim(?:ed|s)?|hop(?:e|ed|es|ing)|seeks?|sought|set out|wish(?:ed)?|urged?|encouraged?|recommend(?:ed|s)?|proposed?|suggest(?:ed|s)?|demanded|think|thinks|thought|knows?|knew|known|believed?|reckon(?:ed)?|consider(?:ed)?|judged|assess(?:ed)?|estimated?|predict(?:ed)?|foresaw|foresee|claim(?:ed|s)?|owe[ds]?|feared|said|says?|told|tell|written|wrote down|printed|mention(?:ed|s)?|listed|named|included?|cited|called|defined|described|addressed|dated|based|allowed|did (?:the |this |that )?(?:[a-z\d-]+ ){0,3}?(?:laws?|acts?|statutes?|conventions?|treat(?:y|ies)|amendments?)|(?:was|were) (?:[\p{L}-]+ ){0,4}?(?:(?:going|about|due) to|to be)|\d\d [a-z]+ \d{3,7} was|was \d\d [a-z]+ \d{3,7}|iba|iban|supuesto|dijo|pidi[oó]|pidieron|quer[ií]a|deb[ií]a)(?!\p{L})/iu

const paperWord = '(?:cables?|telegram|paragraphs?|articles?|clauses?|provisions?|documents?)'

/** A paper: what is asked of it is what it says, but not where it is asked who did something to it. */
const ofPaper = new RegExp(`\\b${paperWord}\\b`, 'iu')
const didIt = new RegExp(`^\\W*(?:${who}|which (?!${paperWord})[\\p{L}-]+) ${preterite}\\b`, 'iu')

/** Who speaks for us, or in a paper: what they say is wanted as it is written. */
const ourOwn =
  '(?!(?:(?:the|our|this|that) )?(?:\\w+ )?(?:cables?|telegram|department|state|washington|embassy|mission|post|we|it|you|paragraph|article|convention|law|statute|demarche|source|document|report|text)\\b)'

/** What somebody answered, which is not what a paper says. */
const answerForms = [
  `\\b(?:did|'d) ${ourOwn}(?:[\\p{L}']+ ){1,5}?(?:say|answer|reply|respond|conclude|agree|promise|refuse)\\b`,
  `\\b(?:has|have) ${ourOwn}(?:[\\p{L}']+ ){1,4}?(?:said|answered|replied|responded|concluded|agreed|promised|refused)\\b`,
  `\\b(?:what|who) (?:answered|replied|responded)\\b`,
  // Whether something was reached, however it was meant.
  `^\\W*(?:did|has|have)\\b.{0,60}\\b(?:reach|reached|meet|met|hit|achieved?|fulfil(?:led)?|fulfilled|complied|comply|succeed|succeeded|manage|managed)\\b`,
].map((form) => new RegExp(form, 'iu'))

/** True for a question about what happened, which a text that only asks for it does not answer. */
export function asksOutcome(question: string): boolean {
  if (answerForms.some((form) => form.test(question))) return true
  if (notOutcome.test(question) || (ofPaper.test(question) && !didIt.test(question))) return false
  return outcomeForms.some((form) => form.test(question))
}

/** What a text asks for, hopes for or plans. */
const wanted =
  /\b(?:should|must|shall|would|could|will|please|requested|requests?|asked|asks|recommends?|encourages?|expects?|seeks?|to be)\b/i

/** True for a sentence of what is wanted or to come, which does not tell what happened. */
export function isWanted(sentence: string): boolean {
  return wanted.test(sentence)
}

/** A name is asked for; or the verb follows at once, so that who did it is asked. */
const agentForms = [
  `['’]s names?\\b`,
  `^\\W*(?:(?:what|cu[aá]l(?:es)?) (?:is|are|was|were|es|son) )?(?:(?:the|its|their|el|la|los|las) )?(?:full )?(?:names?|nombres?|list|lista) (?:of|del?) `,
  `^\\W*(?:${who}|(?:which|what) [\\p{L}-]+) ${preterite}\\b`,
  `^\\W*who(?:'s| is| was) (?:the |our |its |their )?[\\p{L}-]+ (?:of|for|at|in)\\b`,
  `^\\W*(?:the |an? )?(?:map|list|photo|picture|copy|name|names) of\\b`,
  `^\\W*(?:qui[eé]n(?:es)?|(?:qu[eé]|cu[aá]l) \\p{L}+) \\p{L}{2,}(?:aron|ieron|ó)(?!\\p{L})`,
].map((form) => new RegExp(form, 'iu'))

/** True for a question after somebody or something by name, which must be spoken of in its own word. */
export function asksAgent(question: string): boolean {
  if (notOutcome.test(question) || (ofPaper.test(question) && !didIt.test(question))) return false
  return agentForms.some((form) => form.test(question))
}

/** Something that a question wants in a form of its own, so that a text without that form is no answer. */
interface Want {
  asks: readonly RegExp[]
  tells: RegExp
}

const the = `(?:(?:the|our|its|their|a|an|el|la|los|las|peru['’]s) )?`

/** Offices that somebody holds by name. */
const office =
  '(?:officers?|officials?|commanders?|colonels?|leaders?|directors?|ministers?|negotiators?|ambassadors?|secretar(?:y|ies)|judges?|chiefs?|deput(?:y|ies)|mayors?|governors?|prosecutors?|spokes(?:man|woman|person)|representatives?|senators?|congress(?:man|men)|members?|rapporteurs?|coordinators?|drafters?|authors?|heads?|generals?|boss|president|contractors?|contacts?|directora?|ministr[oa]s?|jef[ae]s?|embajadora?|presidente|jue(?:z|ces)|fiscal|alcalde|comandante|contactos?|responsables?)'

/** Titles before a name, and what follows them where none does. */
const title =
  '(?:Mr|Mrs|Ms|Dr|Gen|Col|Capt|Lt|General|Colonel|Coronel|Captain|Director|Minister|Ministro|Ministra|Ambassador|Embajador|Secretary|President|Presidente|Chief|Jefe|Judge|Senator|Prosecutor|Mayor)'
const nameless =
  '(?!(?:General|Assembly|Points|Secretary|Counsel|State|Of|For|And|In|To|On|The|De|Del|OF|FOR|AND|IN|TO|ON|THE|DE|DEL)\\b)'
const fullName = '\\p{Lu}\\p{Ll}+ (?:\\p{Lu}\\.? )?\\p{Lu}\\p{Ll}+'

/** Somebody: a title with a name after it, or a name with an office, or by which it was done. */
const person: Want = {
  asks: [
    `^\\W*(?:who(?:'s| is| are| was| were)|qui[eé]n(?:es)? (?:es|son|era|fue)) ${the}(?:[\\p{L}'-]+ ){0,2}?${office}\\b`,
    `^\\W*(?:(?:what|cu[aá]l(?:es)?) (?:is|are|was|were|es|son) )?(?:list |give me )?${the}(?:names?|nombres?)(?: of| del?)? ${the}(?:[\\p{L}'-]+ ){0,3}?${office}\\b`,
    `^\\W*(?:which|qu[eé]) (?:officer|commander|colonel|director|minister|ambassador|judge|senator|mayor|general (?=heads|leads|runs|commands|was|is))`,
    `\\b${office}\\b[^.?!]{0,60}\\b(?:names?|nombres?)\\W*$`,
    // Of a people, those who did or suffered it.
    `^\\W*(?:which|what|any|list|name) (?:of the )?\\p{L}+(?:ians|icans|uans|ese)\\b`,
    `^\\W*who (?:leads|heads|runs|commands|chairs|led|headed|ran|commanded|chaired) `,
    `^\\W*qui[eé]n (?:dirig|encabez|comand|presid|lider)`,
  ].map((form) => new RegExp(form, 'iu')),
  tells: new RegExp(
    [
      `\\b(?:${title}|${title.toUpperCase()})\\.? ${nameless}\\p{Lu}[\\p{L}'-]+`,
      `${fullName}(?:,| is| was| as| es| fue) (?:\\p{L}+ ){0,2}?${office}\\b`,
      `\\b(?:headed|led|commanded|chaired|signed|drafted|written|sponsored) by ${fullName}`,
      // A body runs what it is said to run.
      `\\brun(?:s|ning)?\\b`,
    ].join('|'),
    'u',
  ),
}

/** A sum of money, or that none is stated. */
const money: Want = {
  asks: [
    /\b(?:costs?|prices?|pay|paid|salary|salaries|wages?|fees?|spend|spent|budget|dollars|soles|pagaba|pag[oó]|pagan|cost[oó]|costaron|cuesta|cuestan|costo|sueldo|salario|precio|presupuesto)(?!\p{L}).*\bhow much\b|(?<!\b(?:depends? on|depending on|regardless of|no matter|matters?|whatever|care|does) )\b(?:how much|cu[aá]nto)\b.*\b(?:costs?|pay|paid|spend|spent|money|dollars|soles|plata|dinero|pagaba|pag[oó]|pagan|cost[oó]|costaron|cuesta|cuestan)(?!\p{L})/iu,
    /^\W*(?:what (?:is|was|are|were|does|did) )?(?:(?:the|its|our|current|monthly|annual|yearly|total) )*(?:costs?|prices?|pay|salary|salaries|wages?|fees?) (?:of|for|per|to)\b/iu,
    /^\W*(?:what|how much) (?:does|do|did) .* (?:cost|earn|fetch)\b|\bcu[aá]nto (?:gana|cobra)n?(?!\p{L})|^\W*what (?:is|was|are|were|did) .* (?:sell(?:ing)? for|going for|worth|fetch(?:ing)?)\b/iu,
    /^\W*(?:(?:the|total|yearly|annual|monthly|overall) )*(?:costs?|prices?|budget|salary|costo|monto|presupuesto)[\s$?]*$|\bmonto\W*$/iu,
    /\b(?:budgets?|prices?|salary|salaries|wages?|fees?) (?:of|for|per|in|this|last|next|(?:19|20)\d\d)\b/iu,
    /^\W*(?:(?:the|total|estimated) )*(?:values?|worth) of\b|\bin (?:dollars|soles|usd)\b/iu,
  ],
  tells:
    /[$€£]|\b(?:USD|dollars?|d[oó]lares|soles|euros?|million|billion|millones)\b|\bno (?:sum|amount|figure|cost|price)\b|\b(?:sum|amount|cost|price|figure)\b[^.;]*\bnot (?:stated|given|known|named)\b/iu,
}

/** A way to reach somebody. */
const contact: Want = {
  asks: [
    /\b(?:phone|telephone|e-?mail|contact details?|tel[eé]fono|correo electr[oó]nico)\b/iu,
    /\bnumber (?:of|for) (?:the |our )?(?:[\p{L}'-]+ ){0,3}(?:officer|desk|section|person|office|hotline)\b/iu,
  ],
  tells: /\S@\S|\+?\d[\d() -]{5,}\d/u,
}

/** What an instrument is numbered. */
const number: Want = {
  asks: [
    /\bnumber(?: and \p{L}+)? of (?:the |an? |our |its |peru['’]s )?(?:[\p{L}'-]+ ){0,4}?(?:law|decree|bill|resolution|regulation|ley)\b/iu,
    /\bn[uú]mero de (?:la |el )?(?:ley|decreto|resoluci[oó]n)\b/iu,
  ],
  tells:
    /\b(?:law|ley|decree|decreto|P\.L\.|act|bill|resolution|U\.S\.C\.|no\.|n[°º])\s*(?:no\.|n[°º])?\s*\d/iu,
}

/** How long a sentence is. */
const term: Want = {
  asks: [
    /\b(?:what|which|how long|maximum|minimum|average)\b.{0,60}\b(?:prison|jail|custodial) (?:terms?|sentences?)\b/iu,
    /\bhow (?:many years|long) (?:in|of) (?:prison|jail)\b|\bcu[aá]ntos años de (?:c[aá]rcel|prisi[oó]n)\b/iu,
  ],
  tells:
    /\b(?:\d+|two|three|four|five|six|seven|eight|ten|twelve|fifteen|twenty|thirty)[ -](?:years?|months?|años|meses)\b|\blife (?:sentence|imprisonment)\b/iu,
}

/** A reason: a clause that some word joins to another. A list gives none. */
const reason: Want = {
  asks: [
    /^\W*(?:(?:and|so|but|y) )?(?:why|how come|por qu[eé]|what (?:got|made|led|caused|drove|prompted)|what (?:is|was|were) the (?:reasons?|rationale|justification))(?!\p{L})/iu,
  ],
  tells:
    /\b(?:because|since|so that|in order|due to|owing|reasons?|therefore|thus|purpose|aims?|despite|means|makes?|depends?|without|lack|weak|poor|absence|needs?|must|can(?:not)?|helps?|hurts?|leads?|lets?|allows?|gives?|keeps?|as|to|for|porque|ya que|pues|debid[oa]|raz[oó]n|motivo|causa|para|por|como)\b/iu,
}

/** What somebody pays or suffers for it. */
const penalty: Want = {
  asks: [
    /\b(?:what|which|how (?:big|high|large)|qu[eé]|cu[aá]l(?:es)?) (?:(?:is|are|es|son) )?(?:(?:the|a|la|las) )?(?:fines?|penalt(?:y|ies)|punishments?|multas?|penas?)(?!\p{L})/iu,
  ],
  tells: /(?<!\p{L})(?:fines?|fined|penal|punish|sanction|imprison|prison|multa|pena|sanci)/iu,
}

const wants = [penalty, person, money, contact, number, term, reason]

/** Quickly told of most questions, which want no form. */
const anyWant =
  /why|how come|gana|cobra|monto|earn|fetch|sell|going|(?:ians|icans|uans|ese)\b|por qu|reason|rationale|justification|who|name|nombre|qui[eé]n|which|qu[eé]|value|worth|usd|cost|cuest|pric|precio|pa[iy]|pag|salar|sueldo|wage|fee|spen|budget|presupuesto|money|plata|dinero|dollar|soles|phone|mail|contact|tel[eé]f|correo|number|n[uú]mero|prison|prisi|jail|custod|c[aá]rcel|fine|penalt|punish|multa|pena|what (?:got|made|led|caused|drove|prompted)/

/** The forms that a question wants; a text must hold each of them. */
export function formsWanted(question: string): readonly RegExp[] {
  if (!anyWant.test(question.toLowerCase())) return []
  return wants.filter(({ asks }) => asks.some((form) => form.test(question))).map(({ tells }) => tells)
}

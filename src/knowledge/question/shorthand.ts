/** How phones and offices shorten words, English and Spanish: what is meant, and its short forms. A closed set: no word of the field's own. */
const short = `
with: w | without: w/o | which: wich whch | what: wat | should: shd shld | would: wd | could: cd cld | because: b/c bc cuz | about: abt | between: btwn | through: thru | before: b4 | you: u | your: ur | are: r
do not: dont | does not: doesnt | did not: didnt | can not: cant | could not: couldnt | would not: wouldnt | should not: shouldnt
will not: wont won't | is not: isnt | are not: arent | was not: wasnt | were not: werent | has not: hasnt | have not: havent | had not: hadnt
what is: whats | who is: whos | where is: wheres | when is: whens | how is: hows | that is: thats | there is: theres | they are: theyre
we have: weve | going to: gonna | want to: wanna | have to: gotta | give me: gimme | let me: lemme
year: yr | years: yrs | month: mo mth | months: mos mths | week: wk | weeks: wks | hours: hrs | yesterday: yday | tomorrow: tmrw
department: dept dpt | government: gov govt gvt | governments: govts | president: pres prez | embassy: emb | ambassador: amb
section: sec | paragraphs: paras | document: doc | documents: docs | message: msg | report: rpt | reports: rpts
national: natl | international: intl | federal: fed | administration: admin | organization: org | organizations: orgs
alternative: alt | development: dev | operation: op | operations: ops | information: info | intelligence: intel | meeting: mtg
requirement: reqt | requirements: reqs | recommendation: rec | recommendations: recs | reference: ref | assistance: asst
agreement: agmt | management: mgmt | equipment: equip | number: nbr | percent: pct | maximum: max | approximately: approx
point: pt | points: pts | group: grp | groups: grps | convention: conv | table: tbl | until: til | reporting: rptg rprtg | request: rqst | requests: rqsts reqsts
helicopter: helo | helicopters: helos | reference telegram: reftel | reference telegrams: reftels | separate telegram: septel | categories: cats
people: ppl | including: incl | excluding: excl | especially: esp | regarding: wrt | narcotics: narcs | kilograms: kgs | quantity: qty
porque: pq xq | tambien: tb tmb | Estados Unidos: eeuu ee.uu ee.uu. | departamento: depto dpto
`

const meant: ReadonlyMap<string, string> = new Map(
  short.split(/[|\n]/).flatMap((row) => {
    const [long = '', forms = ''] = row.split(':').map((part) => part.trim())
    return forms.split(' ').map((form): [string, string] => [form, long])
  }),
)

/** `us` that is no country: after a word other than `the` or `in`, and before no noun that could be of the country. */
const pronoun =
  /(?<=\p{L} )(?<!\b(?:the|in) )us(?= (?:a|an|the|to|for|about|of|on|in|from|with|by|at|any\p{L}*|how|what|when|where|why|if|as)\b|\s*[?.,;!]|$)|(?<=\b(?:with|let|tell|gives?|reminds?|shows?|lets?|makes?) )us(?= \p{Ll})/gu

/** `'09`, and, since another number of two digits is no year, `since 01` `la Convención del 88` and `the 88 treaty` alone. */
const apostropheYear = /(?<=\s)['’](\d\d)(?![\p{L}\p{N}])/gu
const shortYear =
  /\b(in(?= 0\d\s*(?:[,.;:?!)]|- |$))|since|desde|fiscal|calendar|(?:convention|treaty|convenci[oó]n|convenio|viena|vienna)(?: (?:of|del?))?) (0\d|88)(?![\p{L}\p{N}./-])/giu
const yearOfTreaty = /(?<![\p{N}.,])88(?= (?:\p{L}+ ){0,2}(?:convention|treaty))/giu

/** `14.1bn`, `12k ha`. */
const bigUnits: Readonly<Record<string, string>> = {
  bn: ' billion',
  mn: ' million',
  mln: ' million',
  m: ' million',
  k: '000',
}
const shortUnit =
  /(?<=(?<![\p{L}\p{N}])\d[\d.,]*)(bn|mn|mln|(?<=(?<![.,])\d+)k|(?<=\d\d)m)(?![\p{L}\p{N}])/giu

/** `what's the M in VRAEM` asks what the whole stands for. */
const letterIn = /\bthe ["'“‘]?\p{Lu}["'”’]? (?:in|of) (?=\p{Lu}{2})/gu

/** `9 thousand`, `9 mil`. */
const thousands = /(?<![\p{N}.,])(\d{1,3}) (?:thousand|mil)(?!\p{L})/giu

/** `09` is 2009, and `88` 1988. */
export const wholeYear = (digits: string): string => `${Number(digits) >= 60 ? 19 : 20}${digits}`

/** `can't`, whose parts mean nothing. */
const denied = /(?<!\p{L})(ca|wo|sha)?(\p{L}*?)n['’]t(?!\p{L})/giu
const denials: Readonly<Record<string, string>> = { ca: 'can', wo: 'will', sha: 'shall' }

/** A decade is no year that an answer must say. */
const decade = /(?<!\p{L})(?:(?:early|mid|late) )?['’]?(?:19|20)?\d0s(?!\p{L})/giu

/** `May` that begins a question asks for leave, and is no month. */
const modal = /^\W*may (?!\d)/i

/** A question with its shortened words written out: `dept` as department, `cant` as can not, `fy09` as FY 2009. */
export function spellOut(question: string): string {
  return question
    .replace(pronoun, '')
    .replace(modal, '')
    .replace(/\b([fc]y) ?'?(\d\d)\b(?![-.,]?\d)/gi, '$1 20$2')
    .replace(/(?<![\p{L}\p{N}])# (?=of\b)/giu, 'number ')
    .replace(
      denied,
      (_, verb, rest) => `${verb === undefined ? rest : denials[verb.toLowerCase()] + rest} not`,
    )
    .replace(decade, ' ')
    .replace(apostropheYear, (_, year) => wholeYear(year))
    .replace(shortYear, (_, before, year) => `${before} ${wholeYear(year)}`)
    .replace(yearOfTreaty, wholeYear)
    .replace(shortUnit, (unit) => bigUnits[unit.toLowerCase()] ?? unit)
    .replace(letterIn, '')
    .replace(/\bhow much (?:land|area|ground|surface)\b/giu, 'how many hectares')
    .replace(thousands, (_, figure) => `${figure}000`)
    .replace(/\b(art|article|s|sec|sect|section|para|cat|category)\.?(?=\d)/gi, '$1 ')
    .replace(/\bcat\.? (?=\d)/gi, 'category ')
    .replace(/\b(?:no|nr)\.? (?=of\b)/gi, 'number ')
    .replace(/(?<![\p{L}\p{N}./'-])[\p{L}/'.4]+(?![\p{L}\p{N}/'-])/gu, (word) => {
      const bare = word.toLowerCase()
      return meant.get(bare) ?? meant.get(bare.replace(/\.$/, '')) ?? word
    })
}

/** What people say before they ask, English and Spanish; what remains is the question. */
const openers = [
  '(?:hi|hello|hey|hola|dear|good (?:morning|afternoon|evening)|buen(?:os|as) (?:d[ií]as|tardes|noches))(?: (?:all|team|there|everyone|colleagues?|attach[eé]))?',
  '(?:and |with )?(?:sorry|excuse me|(?:my )?apologies|perd[oó]n|disculp\\p{L}+)(?: if (?:this|it) (?:has been|was|is) [\\p{L} ]{2,30}(?=[:,.]))?',
  "(?:if|unless) (?:it|that) is (?:not|n[o’']t) (?:too much )?(?:of a )?(?:trouble|bother|inconvenient)(?=[:,.])",
  'may i ask(?: you)?(?: about)?',
  "i(?:'m| am) new (?:here|to this)|please|pls|kindly|por favor",
  '(?:a |one |another |just a |una )?(?:quick |short |small )?(?:question|consulta|pregunta|duda)(?= ?[:,.])',
  '(?:could|can|would|will|may|might) (?:you|someone|somebody|anyone|i)(?: (?:please|kindly|possibly|also|just))* (?:tell|give|show|remind|inform|explain|ask)(?: (?:to )?(?:me|us))?,?(?: please,?)?(?: (?:about|of|that))?',
  '(?:could|can|would|will) you(?: (?:please|kindly))* (?:let me|let us|help me) (?:know|find|understand)',
  "(?:i|we)(?:'d| would| should)? (?:(?:like|love|need|want|wanted|wish|have|am trying|are trying) to|be (?:very |most )?(?:grateful|glad|happy|interested) to) (?:know|ask|see|learn|understand|find out|check|confirm|be told)(?: (?:about|that))?",
  "(?:i|we)(?:'d| would) be (?:very |most )?(?:grateful|obliged) (?:if you (?:could|would) (?:tell|give|show) (?:me|us)|for)",
  "(?:i|we)(?:'m| am|'re| are)? (?:wonder|wondering|just wondering|curious)(?: (?:about|if|whether))?",
  '(?:do|does|would) (?:you|we|anyone|anybody|somebody|someone) (?:happen to )?know(?: (?:if|whether|about))?',
  '(?:(?:what|whatever|anything) (?:do|did) (?:we|you)|do (?:we|you)) (?:hold|have on file)(?: (?:anything|something|papers?|cables?))? (?:on|about)',
  'what is (?:held|on file)(?: here)? (?:on|about)',
  '(?:yo |me )?(?:quisiera|quiero|necesito|deseo|gustar[ií]a)(?: yo)? (?:saber|conocer|preguntar|consultar)(?: si)?',
  '(?:me )?(?:podr[ií]an?|podr[ií]as|puedes?|pueden)(?: usted(?:es)?)? (?:decir|indicar|dar|informar|explicar|confirmar)(?:me|nos)?',
  '(?:alguien |usted )?(?:sabes?|saben)(?: (?:usted(?:es)?|alguien))? (?=si|cu|qu|d[oó]nde|c[oó]mo)',
]
const opening = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:${openers.map((one) => `(?:${one})`).join('|')})(?![\\p{L}\\p{N}])`,
  'iu',
)
// Tried where a run of signs begins alone: else a long run takes its length squared.
const closing =
  /(?<![\s,;–-])[\s,;–-]+(?:please|pls|plz|thanks|thank you|many thanks|thx|por favor|(?:muchas )?gracias)[\s!.]*(?=\?*$)/iu

/** Greetings, excuses and requests that are taken off one after another. */
const mostOpeners = 4

/** A question without the courtesies around it; the whole of what is nothing else. */
export function withoutManners(typed: string): string {
  let question = typed.replace(closing, '')
  for (let taken = 0; taken < mostOpeners && opening.test(question); taken++)
    question = question.replace(opening, '')
  return /[\p{L}\p{N}]/u.test(question) ? question : typed
}

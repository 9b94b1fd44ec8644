/** Forms of verbs and nouns that no ending tells, behind the word they are of. Left out are those that are as often a word of their own: `left`, `known`, `found`, `lent`. */
const forms = `
arise arose arisen | beat beaten | become became | begin began begun | break broke broken | bring brought | build built | burn burnt | buy bought
catch caught | choose chose chosen | deal dealt | dig dug | draw drew drawn | drink drank drunk | drive drove driven | eat ate eaten
fall fell fallen | feed fed | fight fought | flee fled | fly flew flown | forbid forbade forbidden | forget forgot forgotten | foresee foresaw foreseen
freeze froze frozen | grow grew grown | hide hid hidden | lose lost | oversee oversaw overseen | overtake overtook overtaken | overthrow overthrew overthrown
prove proven | rebuild rebuilt | ride rode ridden | rise rose risen | run ran | seek sought | sell sold | send sent | shake shook shaken | shoot shot
shrink shrank shrunk | sink sank sunk | sow sown | speak spoke spoken | spend spent | steal stole stolen | strike struck | strive strove | swear swore sworn
swim swam | take took taken | teach taught | tear tore torn | throw threw thrown | undertake undertook undertaken | undergo underwent undergone
uphold upheld | win won | withdraw withdrew withdrawn | withhold withheld | write wrote written | child children | man men | woman women | foot feet
`

const bases: ReadonlyMap<string, string> = new Map(
  forms
    .trim()
    .split(/\s*[|\n]\s*/)
    .flatMap((row) => {
      const [base = '', ...others] = row.split(' ')
      return others.map((form): [string, string] => [form, base])
    }),
)

/** The word that an irregular form is of, `take` of `taken`; any other as it is. */
export function regular(word: string): string {
  return bases.get(word) ?? word
}

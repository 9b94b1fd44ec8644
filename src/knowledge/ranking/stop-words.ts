/**
 * Words that carry a sentence and not its subject: neither indexed nor looked for. `may` (a month) and `us` (a country)
 * are not among them; they are so frequent that they weigh little anyway.
 */
export const stopWords: ReadonlySet<string> = new Set(
  `a about above after again against all also although always am among an and another any anyone anything are around as at
  be became because become been before being below between both but by can cannot could did do does doing done down during
  each either else etc ever every for from further get give given go goes had has have having he her here hers herself him
  himself his how however i if in into is it its itself just know let like made make many me might more most much must my
  myself neither no nor not now of off often on once one only onto or other others ought our ours ourselves out over own
  per perhaps please quite rather same say shall she should since so some such tell than that the their theirs them
  themselves then there therefore these they this those though through thus to too toward towards under unless until up
  upon very via was we were what whatever when where whether which while who whoever whom whose why will with within
  without would yes yet you your yours yourself yourselves`.split(/\s+/),
)

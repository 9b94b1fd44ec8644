import { nearestWord } from '../domain/text.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { UserError } from './user-error.ts'

/** "There is no country …", with the nearest name held and a line that works. */
export function unknownCountry(text: string, { countries }: Knowledge, command: string): UserError {
  const nearest = nearestWord(
    text,
    countries.flatMap(({ name, aliases }) => [name, ...aliases]),
  )
  return new UserError(
    `"${text}" is no country that is held. Held are the ${countries.length} of data/countries.yaml.`,
    {
      example: `/${command} peru`,
      ...(nearest !== undefined && { nearest: `/${command} ${nearest.toLowerCase()}` }),
    },
  )
}

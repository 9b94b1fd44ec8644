import type { Kind } from './entry.ts'
import type { Dimension } from './quantity.ts'

/**
 * Amounts of one event beyond which a slip of unit or digits is likelier than the event: warned about, never refused.
 * In kilograms, hectares or pieces. Our own figures: chosen above anything general knowledge reports for one event.
 */
const unlikely: readonly { kind: Kind; dimension: Dimension; class?: string; above: number; says: string }[] =
  [
    { kind: 'seizure', dimension: 'mass', class: 'drug', above: 50e9, says: '50 t of a drug' },
    { kind: 'seizure', dimension: 'mass', class: 'leaf', above: 1_000e9, says: '1,000 t of leaf' },
    { kind: 'seizure', dimension: 'mass', class: 'precursor', above: 1_000e9, says: '1,000 t of a chemical' },
    { kind: 'seizure', dimension: 'volume', above: 1e9, says: '1,000,000 L' },
    { kind: 'eradication', dimension: 'area', above: 5_000e4, says: '5,000 ha' },
    { kind: 'poppy eradicated', dimension: 'area', above: 1_000e4, says: '1,000 ha of poppy' },
    { kind: 'arrest', dimension: 'piece', above: 1_000, says: '1,000 people' },
    { kind: 'lab destruction', dimension: 'piece', above: 500, says: '500 laboratories' },
    { kind: 'police', dimension: 'piece', above: 5_000, says: '5,000 people' },
  ]

/** The warning for one event of an unlikely size (amounts in small units), or undefined. */
export function sizeWarning(
  kind: Kind,
  quantity: { dimension: Dimension; low: number },
  substanceClass: string | undefined,
): string | undefined {
  const found = unlikely.find(
    (limit) =>
      limit.kind === kind &&
      limit.dimension === quantity.dimension &&
      (limit.class === undefined || limit.class === substanceClass) &&
      quantity.low > limit.above,
  )
  return found && `more than ${found.says} in one event: check the unit and the figures, or write total`
}

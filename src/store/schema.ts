export interface Schema {
  entries: never
}

/** Where a row of a long list is drawn: its number, and its distance from the top in pixels. */
export interface RowPlace {
  readonly index: number
  readonly top: number
}

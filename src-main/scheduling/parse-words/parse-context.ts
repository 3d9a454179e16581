/** Where and when the words are said: epoch milliseconds and the user's IANA zone. */
export interface ParseContext {
  readonly now: number
  readonly timeZone: string
}

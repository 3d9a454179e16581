/** What a failure's words are about. */
export interface FailureContext {
  readonly connectionName: string
  /** The model that was asked for. */
  readonly model: string
  /** Epoch milliseconds. */
  readonly now: number
}

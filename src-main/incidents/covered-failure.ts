/**
 * An incident that tells of a failed turn in place of the turn itself. A `schedule`'s leaves the notice in the
 * conversation; what a `model`'s covers is no result at all.
 */
export interface CoveredFailure {
  readonly scope: 'schedule' | 'model'
  /** Whether this very failure began it. */
  readonly isNew: boolean
}

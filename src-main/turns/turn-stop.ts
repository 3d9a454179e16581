/**
 * The reason with which a running turn's signal aborts. `cancel` ends the turn; `shutdown` leaves it at its last
 * committed step, from where the next start goes on.
 */
export class TurnStop extends Error {
  override readonly name = 'TurnStop'
  readonly kind: 'cancel' | 'shutdown'
  constructor(kind: 'cancel' | 'shutdown') {
    super(kind === 'cancel' ? 'The turn was cancelled.' : 'Dormouse is quitting.')
    this.kind = kind
  }
}

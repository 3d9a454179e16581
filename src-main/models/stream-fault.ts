/**
 * What can be wrong with a stream that the server began. `cut`: it ended without `message_stop`. `silent`: nothing
 * came for too long. `malformed`: an event is not what the protocol says. `broken-input`: a tool's input is no JSON
 * object. `empty`: a finished message without content. `not-a-stream`: the address answers, but with something else.
 */
export type StreamFaultKind = 'cut' | 'silent' | 'malformed' | 'broken-input' | 'empty' | 'not-a-stream'

/** Thrown while a reply is read; `modelFailure` puts it in words. Its message never holds what the server sent. */
export class StreamFault extends Error {
  override readonly name = 'StreamFault'
  readonly kind: StreamFaultKind
  constructor(kind: StreamFaultKind) {
    super(`The stream of the model is ${kind}.`)
    this.kind = kind
  }
}

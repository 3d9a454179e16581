import type { Connection } from '../../src-shared/domain/connection.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import { windowOf } from '../models/context-window.ts'
import type { Stores } from '../store/stores.ts'
import { conversions } from './conversions.ts'
import { incompatibility } from './session-compatibility.ts'

/** What another model means for a session. `reason`: in words, for the user. */
export type ModelChange =
  | { readonly kind: 'none'; readonly reason: string }
  | {
      readonly kind: 'compatible'
      readonly connectionId: string
      readonly model: string | null
      readonly reason: string
      /** What the divider says. */
      readonly words: string
      /** What the new model gets in another form, or not: each a sentence. */
      readonly converted: readonly string[]
    }
  | {
      readonly kind: 'incompatible'
      readonly connectionId: string
      readonly model: string | null
      readonly reason: string
    }

/** Judges whether a model can go on with a session; reads rows and changes nothing. */
export function createModelChoice(stores: Stores, connections: { find(id: string): Connection | undefined }) {
  return {
    /** What is left out of the wish stays; another connection without a model means its default one. */
    change(
      current: Session,
      wish: { readonly connectionId?: string | undefined; readonly model?: string | undefined },
    ): ModelChange {
      const connectionId = wish.connectionId ?? current.connectionId
      const model = wish.model ?? (connectionId === current.connectionId ? current.model : null)
      const nameOf = (id: string, chosen: string | null): string =>
        chosen ?? connections.find(id)?.defaultModel ?? ''
      const name = nameOf(connectionId, model)
      const isSame = name === nameOf(current.connectionId, current.model)
      if (connectionId === current.connectionId && isSame) return { kind: 'none', reason: 'Nothing changed.' }
      const contextTokens = stores.sessions.contextTokens(current.id)
      const connection = connections.find(connectionId)
      const window = windowOf(connection, name)
      const why = incompatibility({ contextTokens, model: name, window })
      if (why !== null) return { kind: 'incompatible', connectionId, model, reason: why }
      const behind = stores.sessions.chain(current.id).map(({ id }) => id)
      const converted = conversions(stores, behind, { model: name, connectionId })
      const where = connectionId === current.connectionId || !connection ? '' : ` (${connection.name})`
      return {
        kind: 'compatible',
        connectionId,
        model,
        reason: 'The new model takes the whole session.',
        words: [`From here on ${name === '' ? 'another model' : name}${where} answers.`, ...converted].join(
          ' ',
        ),
        converted,
      }
    },
  }
}

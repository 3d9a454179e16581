import { create } from 'zustand'
import { type Message, messageText } from '../../src-shared/domain/message.ts'
import type { Attachment } from '../../src-shared/domain/tool-step.ts'
import type { RouteError } from '../../src-shared/ipc/result.ts'
import { newId } from '../platform/new-id.ts'
import { call } from '../transport/call.ts'
import { openThread } from './thread-store.ts'

/** A message on its way to the main process. */
export interface Outgoing {
  readonly clientId: string
  readonly conversationId: string
  readonly text: string
  /** The question that it answers; without one it is an ordinary message and reaches no run. */
  readonly answers: string | null
  readonly replyTo: string | null
  readonly attachments: readonly Attachment[]
  /** It ends the turn under way at its next step, instead of waiting for its end. */
  readonly interrupt: boolean
  /**
   * `arrived`: the committed message is here, the reply to the call is not yet. `accepted`: the other way round.
   */
  readonly state:
    | { readonly kind: 'sending' | 'arrived' | 'accepted' }
    | { readonly kind: 'failed'; readonly error: RouteError }
}

/** Oldest first. */
export const useOutgoingStore = create<readonly Outgoing[]>()(() => [])

function change(clientId: string, to: (outgoing: Outgoing) => Outgoing | null): void {
  useOutgoingStore.setState(
    (all) =>
      all.flatMap((outgoing) => {
        if (outgoing.clientId !== clientId) return [outgoing]
        const next = to(outgoing)
        return next ? [next] : []
      }),
    true,
  )
}

/** Sends a message and shows it at once. Sending is safe to repeat: the client id makes it one message. */
export async function send(
  message: Pick<Outgoing, 'conversationId' | 'text' | 'answers' | 'replyTo'> &
    Partial<Pick<Outgoing, 'attachments' | 'interrupt'>>,
): Promise<void> {
  const outgoing: Outgoing = {
    attachments: [],
    interrupt: false,
    ...message,
    clientId: newId(),
    state: { kind: 'sending' },
  }
  useOutgoingStore.setState((all) => [...all, outgoing], true)
  await deliver(outgoing)
}

/** Sends a failed message again, with the same client id. */
export async function resend(clientId: string): Promise<void> {
  const outgoing = useOutgoingStore.getState().find((one) => one.clientId === clientId)
  if (outgoing?.state.kind !== 'failed') return
  change(clientId, (one) => ({ ...one, state: { kind: 'sending' } }))
  await deliver(outgoing)
  // The first attempt may have been committed before its reply was lost; then no event comes any more.
  const { conversationId } = outgoing
  if (useOutgoingStore.getState().find((one) => one.clientId === clientId)?.state.kind !== 'accepted') return
  await openThread(conversationId)
  change(clientId, () => null)
}

/** Forgets a failed message; returns it so that its text can go back into the composer. */
export function takeBack(clientId: string): Outgoing | undefined {
  const outgoing = useOutgoingStore.getState().find((one) => one.clientId === clientId)
  change(clientId, () => null)
  return outgoing
}

async function deliver(outgoing: Outgoing): Promise<void> {
  const { clientId, conversationId, text, answers, replyTo, attachments, interrupt } = outgoing
  const result = await call('conversations.send', {
    conversationId,
    text,
    clientId,
    ...(answers !== null && { answers }),
    ...(replyTo !== null && { replyTo }),
    ...(attachments.length > 0 && { attachments: [...attachments] }),
    ...(interrupt && { interrupt }),
  })
  change(clientId, (one) => {
    if (!result.ok) return { ...one, state: { kind: 'failed', error: result.error } }
    return one.state.kind === 'arrived' ? null : { ...one, state: { kind: 'accepted' } }
  })
}

/** Takes an outgoing message off the screen when its committed message is there. */
export function outgoingArrived(message: Message): void {
  if (message.role !== 'user') return
  const text = messageText(message.content)
  const files = message.content.filter((block) => block.type === 'attachment').length
  const outgoing = useOutgoingStore
    .getState()
    .find(
      (one) =>
        one.conversationId === message.conversationId &&
        (one.state.kind === 'sending' || one.state.kind === 'accepted') &&
        one.text.trim() === text.trim() &&
        one.attachments.length === files &&
        one.answers === message.answers,
    )
  if (!outgoing) return
  change(outgoing.clientId, (one) =>
    one.state.kind === 'accepted' ? null : { ...one, state: { kind: 'arrived' } },
  )
}

import { expect } from 'vitest'
import { keptMessages } from './kept-messages.ts'
import type { PlayedConversation } from './played-conversation.ts'

/** That every message that is not shown can be shown, and then stands there once. */
export async function checkVersions(played: PlayedConversation): Promise<void> {
  const { resident, shown } = played
  const idsShown = async (): Promise<string[]> => (await shown()).map(({ id }) => id)
  const first = await idsShown()
  for (const id of keptMessages(played)) {
    if (first.includes(id)) continue
    expect(await resident.call('messages.reveal', { id })).toEqual({ conversationId: played.id })
    expect(
      (await idsShown()).filter((each) => each === id),
      'the message of another version',
    ).toEqual([id])
  }
}

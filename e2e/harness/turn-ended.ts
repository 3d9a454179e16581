import { expect } from '@playwright/test'
import type { ControlClient } from './control-client.ts'

/** Resolves when no turn of the conversation is queued, running or waiting any more. */
export async function turnsEnded(control: ControlClient, conversationId: string): Promise<void> {
  await expect
    .poll(async () => (await control.call('conversations.get', { id: conversationId })).activeTurns)
    .toEqual([])
}

import type { ActionId } from '../../src-shared/domain/action.ts'

interface ActionHandler {
  run(): void
  isAvailable(): boolean
}

const handlers = new Map<ActionId, readonly ActionHandler[]>()

/**
 * Says what an action does while some part of the window is there. The newest handler that is available goes first, so a
 * dialog may take an action over. `isAvailable`: whether it makes sense now; the command palette leaves out what does
 * not. The returned function takes the handler away.
 */
export function onAction(id: ActionId, run: () => void, isAvailable: () => boolean = () => true): () => void {
  const handler: ActionHandler = { run, isAvailable }
  handlers.set(id, [handler, ...(handlers.get(id) ?? [])])
  return () => {
    const rest = (handlers.get(id) ?? []).filter((one) => one !== handler)
    if (rest.length > 0) handlers.set(id, rest)
    else handlers.delete(id)
  }
}

/** Does it, whoever asked: a key, the application menu, the command palette. `false`: nothing can do it now. */
export function perform(id: ActionId): boolean {
  const handler = available(id)
  handler?.run()
  return handler !== undefined
}

/** Whether `perform` would do something now. */
export function canPerform(id: ActionId): boolean {
  return available(id) !== undefined
}

function available(id: ActionId): ActionHandler | undefined {
  return handlers.get(id)?.find((handler) => handler.isAvailable())
}

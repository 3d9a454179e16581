import { globalShortcut } from 'electron'
import type { Logger } from '../platform/logger.ts'
import { areSystemKeys } from './system-keys.ts'

export interface QuickAskKeys {
  /** In place of earlier ones, which stay where the new ones cannot be had. Why not, in words, or `null`. */
  set(keys: string | null): string | null
}

/** The system-wide keys of the quick-ask window. */
export function createQuickAskKeys(
  onPressed: () => void,
  env: NodeJS.ProcessEnv,
  logger: Logger,
): QuickAskKeys {
  let current: string | null = null
  const unusable = 'These keys cannot be used. Choose a combination such as Ctrl+Shift+Space.'
  const register = (keys: string): string | null => {
    if (!areSystemKeys(keys)) return unusable
    if (process.platform === 'linux' && env['XDG_SESSION_TYPE'] === 'wayland') {
      return 'This desktop (Wayland) does not let programs take keys of the whole system. Quick ask stays in the menu.'
    }
    try {
      return globalShortcut.register(keys, onPressed)
        ? null
        : 'Another program, or the system, has these keys already. Choose others.'
    } catch (error) {
      logger.warn('Keys could not be registered', { keys, error })
      return unusable
    }
  }
  return {
    set(keys) {
      if (keys === current) return null
      const problem = keys === null ? null : register(keys)
      if (problem !== null) return problem
      if (current !== null) globalShortcut.unregister(current)
      current = keys
      return null
    },
  }
}

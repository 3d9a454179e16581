import { create } from 'zustand'

const storageKey = 'palette-recent'
const most = 12

/** The keys of what was chosen in the command palette, the newest first. Kept over closing the window. */
export const useRecentChoices = create<readonly string[]>()(() => stored())

export function rememberChoice(key: string): void {
  useRecentChoices.setState((keys) => [key, ...keys.filter((one) => one !== key)].slice(0, most), true)
  try {
    localStorage.setItem(storageKey, JSON.stringify(useRecentChoices.getState()))
  } catch {
    // A full or forbidden storage costs the order in the next window, nothing else.
  }
}

function stored(): readonly string[] {
  try {
    const keys: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    return Array.isArray(keys) ? keys.filter((key): key is string => typeof key === 'string') : []
  } catch {
    return []
  }
}

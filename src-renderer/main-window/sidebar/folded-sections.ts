import { create } from 'zustand'
import { archiveKey } from './sidebar-rows.ts'

const storageKey = 'folded-sections'

/** Which sections of the sidebar the user folded or unfolded, by key. Kept over closing the window. */
export const useFoldedSections = create<ReadonlyMap<string, boolean>>()(() => stored())

export function isFolded(sections: ReadonlyMap<string, boolean>, key: string): boolean {
  return sections.get(key) ?? key === archiveKey
}

export function foldSection(key: string, folded: boolean): void {
  useFoldedSections.setState((sections) => new Map(sections).set(key, folded), true)
  try {
    localStorage.setItem(storageKey, JSON.stringify([...useFoldedSections.getState()]))
  } catch {
    // A full or forbidden storage costs what is folded in the next window, nothing else.
  }
}

function stored(): ReadonlyMap<string, boolean> {
  const sections = new Map<string, boolean>()
  try {
    const entries: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    for (const entry of Array.isArray(entries) ? entries : []) {
      const [key, folded] = Array.isArray(entry) ? (entry as unknown[]) : []
      if (typeof key === 'string' && typeof folded === 'boolean') sections.set(key, folded)
    }
  } catch {
    // What cannot be read is treated as never folded.
  }
  return sections
}

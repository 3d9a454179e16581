import { create } from 'zustand'

export interface Find {
  readonly conversationId: string
  readonly text: string
  /** The messages that hold it, oldest first; `null` while they are looked for. */
  readonly ids: readonly string[] | null
  /** The one that is shown, counted from 0. */
  readonly at: number
  /** Counts how often it was asked for, so that the field takes the focus again. */
  readonly asked: number
}

/** What is looked for in the open conversation; `null` while the bar is closed. */
export const useFind = create<{ readonly find: Find | null }>()(() => ({ find: null }))

/** Opens the bar, or brings the focus back to it. A selection of one line is what is looked for. */
export function openFind(conversationId: string): void {
  const selected = document.getSelection()?.toString().trim() ?? ''
  const words = selected.includes('\n') || selected.length > 200 ? '' : selected
  useFind.setState(({ find }) => {
    const known = find?.conversationId === conversationId ? find : null
    const asked = (known?.asked ?? 0) + 1
    if (known && (words === '' || words === known.text)) return { find: { ...known, asked } }
    return { find: { conversationId, text: words, ids: null, at: 0, asked } }
  })
}

export function closeFind(): void {
  useFind.setState({ find: null })
}

export function changeFind(patch: Partial<Pick<Find, 'text' | 'ids' | 'at'>>): void {
  useFind.setState(({ find }) => ({ find: find && { ...find, ...patch } }))
}

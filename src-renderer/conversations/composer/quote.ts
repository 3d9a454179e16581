import { changeDraft, draftOf, focusComposer, useDrafts } from './composer-store.ts'

/** Puts a text into the composer as a quotation, after what is written there. */
export function quoteInto(conversationId: string, text: string): void {
  const lines = text.trim().split('\n')
  const quotation = lines.map((line) => (line.trim() === '' ? '>' : `> ${line}`)).join('\n')
  const { text: before } = draftOf(useDrafts.getState(), conversationId)
  const start = before.trim() === '' ? '' : `${before.trimEnd()}\n\n`
  changeDraft(conversationId, { text: `${start}${quotation}\n\n` })
  focusComposer()
}

/** What is marked within an element, as it reads; `null` where nothing of it is. */
export function markedWithin(element: Element | null): string | null {
  const selection = element?.ownerDocument.getSelection()
  if (!element || !selection || selection.isCollapsed) return null
  const { anchorNode, focusNode } = selection
  if (!anchorNode || !focusNode || !element.contains(anchorNode) || !element.contains(focusNode)) return null
  const text = selection.toString().trim()
  return text === '' ? null : text
}

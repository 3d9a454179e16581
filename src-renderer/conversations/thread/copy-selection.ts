import type { ClipboardEvent } from 'react'
import { nodeMarkdown } from '../../components/node-markdown.ts'
import { pasteSafe } from '../../components/paste-safe.ts'

/** What is selected in a conversation goes to the clipboard as Markdown, as it may be pasted anywhere. */
export function copySelection(event: ClipboardEvent): void {
  const selection = document.getSelection()
  const isField = event.target instanceof Element && event.target.matches('input, textarea')
  if (isField || !selection || selection.isCollapsed || selection.rangeCount === 0) return
  const range = selection.getRangeAt(0)
  const { commonAncestorContainer: common } = range
  const element = common instanceof Element ? common : common.parentElement
  // Within code, or within a few words, nothing is to be marked.
  const isPlain = common.nodeType === Node.TEXT_NODE || element?.closest('pre, code') != null
  const words = isPlain ? selection.toString() : nodeMarkdown(range.cloneContents())
  event.clipboardData.setData('text/plain', pasteSafe(words))
  event.preventDefault()
}

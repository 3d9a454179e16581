import { useEffect, useRef, useState } from 'react'
import { type Message, messageText } from '../../../src-shared/domain/message.ts'

const longest = 1_000

interface MessageAnnouncerProps {
  readonly messages: readonly Message[]
  /** Whether the last of them is the last of the conversation. */
  readonly toEnd: boolean
}

/**
 * Says to a screen reader what the assistant wrote and which notices came while the conversation is open. The list itself
 * is silent: its rows come and go while it is scrolled.
 */
export function MessageAnnouncer({ messages, toEnd }: MessageAnnouncerProps) {
  const known = useRef<string | null>(null)
  const [words, setWords] = useState('')
  useEffect(() => {
    const last = messages.at(-1)
    const before = known.current
    known.current = toEnd ? (last?.id ?? null) : null
    if (before === null || !last || !toEnd || before === last.id) return
    // After another load there is no telling what is new.
    const at = messages.findLastIndex((message) => message.id === before)
    if (at === -1) return
    const fresh = messages.slice(at + 1).filter(({ role }) => role === 'assistant' || role === 'notice')
    const text = fresh
      .map(({ content }) => messageText(content))
      .join('\n')
      .trim()
    if (text !== '') setWords(text.slice(0, longest))
  }, [messages, toEnd])
  return (
    <div className="visually-hidden" role="status" aria-label="New message">
      {words}
    </div>
  )
}

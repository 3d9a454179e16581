import { useEffect } from 'react'

/** Pixels of the window: for the question alone, and with room for an answer. */
const heights = { question: 104, answer: 480 } as const

/** Makes room for the answer when there is one. The main process keeps the width and the limits. */
export function useFitWindow(answering: boolean): void {
  useEffect(() => {
    window.resizeTo?.(window.outerWidth, answering ? heights.answer : heights.question)
  }, [answering])
}

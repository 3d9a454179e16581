import { type Message, messageText } from '../../src-shared/domain/message.ts'

const longest = 60

/** The first words of a text on one line, for a sentence about it. Empty where there are none. */
export function firstLine(text: string): string {
  const line = text.trim().slice(0, 300).replaceAll(/\s+/gu, ' ')
  const letters = Array.from(line)
  return letters.length <= longest ? line : `${letters.slice(0, longest).join('').trimEnd()}…`
}

/** `: “first words…”`, or nothing where the message has no words. */
export function quoted({ content }: Pick<Message, 'content'>): string {
  const line = firstLine(messageText(content))
  return line === '' ? '' : `: “${line}”`
}

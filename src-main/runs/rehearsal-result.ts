import type { RunEvent } from '../../src-shared/domain/run.ts'

const longestLine = 500

/**
 * What a rehearsal reports: the words that a run would have reported, then what it would have asked and done. The lists
 * are made of what was refused, never of what the model says about itself. Markdown.
 */
export function rehearsalResult(text: string, events: readonly RunEvent[]): string {
  const denied = events.filter((event) => event.kind === 'denied')
  const asked = denied.filter((event) => event.detail['wouldHave'] === 'asked').map(lineOf)
  const done = denied.filter((event) => event.detail['wouldHave'] === 'done').map(lineOf)
  const lists = [...listed('Would have asked:', asked), ...listed('Would have done:', done)]
  const ending = lists.length === 0 ? ['It would have asked nothing and changed nothing.'] : lists
  return [...(text === '' ? [] : [text]), ...ending].join('\n\n')
}

function lineOf({ detail }: RunEvent): string {
  const line = String(detail['what']).replaceAll(/\s+/g, ' ').trim()
  return line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line
}

function listed(head: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [[head, '', ...lines.map((line) => `- ${line}`)].join('\n')]
}

import type { RunEvent } from '../../src-shared/domain/run.ts'

/** What a rehearsal was kept from, in its own order. */
export interface DeniedLists {
  readonly asked: readonly Denied[]
  readonly done: readonly Denied[]
}

interface Denied {
  readonly id: number
  readonly text: string
}

/** What a rehearsal would have asked and done, from its timeline. */
export function deniedLists(events: readonly RunEvent[]): DeniedLists {
  const denied = events.filter((event) => event.kind === 'denied')
  const isAsked = ({ detail }: RunEvent): boolean => detail['wouldHave'] === 'asked'
  return {
    asked: denied.filter(isAsked).map(line),
    done: denied.filter((event) => !isAsked(event)).map(line),
  }
}

function line({ id, text, detail }: RunEvent): Denied {
  const what = detail['what']
  return { id, text: typeof what === 'string' ? what : text }
}

/** The lists that the result of a rehearsal ends with: the same as `deniedLists`, for places that have only the result. */
const listsAtEnd =
  /(?:(?:^|\n\n)(?:Would have (?:asked|done):\n(?:\n- [^\n]*)+|It would have asked nothing and changed nothing\.))+$/

/** The words of a rehearsal itself, without the lists at their end; `null` if there are none. */
export function rehearsalWords(result: string | null): string | null {
  const words = result?.replace(listsAtEnd, '') ?? ''
  return words === '' ? null : words
}

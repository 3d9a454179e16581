import type { AskClause } from './ask-clause.ts'
import type { Deed } from './deed.ts'
import type { SecretWish } from './secret-words.ts'

/** `chosen`: the one that the user picked when asked. */
export type Target = { readonly path: string } | 'chosen'

/** One part of an instruction. */
export type Action =
  | { readonly do: 'list'; readonly folder: Target }
  | { readonly do: 'count'; readonly folder: Target }
  /** Lists a folder and looks into its text files. */
  | { readonly do: 'survey'; readonly folder: Target }
  | { readonly do: 'read'; readonly file: Target; readonly manner: 'show' | 'summarise' }
  | { readonly do: 'search'; readonly query: string; readonly folder: string }
  | ({ readonly do: 'ask' } & AskClause)
  | ({ readonly do: 'secret' } & SecretWish)
  | { readonly do: 'notify'; readonly text: string | null }
  | Deed
  | { readonly do: 'greet' }
  /** Words that need no deed of their own: "and tell me the result". */
  | { readonly do: 'nothing' }

/** The working directory itself. */
export const here = ''

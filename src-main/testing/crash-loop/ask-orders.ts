/** What a job of the loop pauses for. `pair`: two questions in one message; `chat`: the question of a chat's own turn. */
export const jobKinds = [
  'question',
  'choice',
  'pair',
  'confirm',
  'denied',
  'budget',
  'stopped',
  'chat',
  'credential',
] as const
export type JobKind = (typeof jobKinds)[number]

/** One piece of work that asks, and acts once after the answer. Its name is in everything that it leaves. */
export interface AskJob {
  readonly name: string
  readonly kind: JobKind
}

/** A place between two things that a process does; `side` is where it dies. `nth` counts from 1 within the process. */
export interface AskPoint {
  readonly name: string
  readonly nth: number
  readonly side: 'before' | 'after'
}

/** How a process comes to its end. */
export type AskKill =
  | ({ readonly kind: 'point' } & AskPoint)
  /** So many milliseconds after it is there. */
  | { readonly kind: 'instant'; readonly ms: number }
  /** As soon as the first answer was acknowledged. */
  | { readonly kind: 'acknowledged' }

/** What the parent tells a child in its only argument, as JSON. */
export interface AskOrders {
  /** Holds `data` and `files`, the working directory. */
  readonly root: string
  readonly env: Readonly<Record<string, string>>
  /** Epoch milliseconds of the child's clock when it starts. */
  readonly now: number
  /** What has to be begun, where no earlier process came to it or lived to say so. */
  readonly jobs: readonly AskJob[]
  readonly kill: AskPoint | null
}

/**
 * What the child says, one JSON line each. `broken`: rows that do not fit each other, after a commit or a start. `idle`:
 * nothing of what it was given is under way or to come.
 */
export type AskReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'begun'; readonly job: string }
  | { readonly kind: 'killed' }
  | { readonly kind: 'idle' }
  | { readonly kind: 'shown'; readonly key: string; readonly text: string }
  | { readonly kind: 'broken'; readonly at: string; readonly rows: readonly string[] }

/** In the working directory: each job with a command leaves one line there. */
export const deedsFile = 'deeds'

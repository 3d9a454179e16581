/** Every transaction of one fire that asks a question, and of the reminder after it, in the order of a quiet day. */
export const fireSteps = [
  'the slot gets its row',
  'the turn starts',
  'a reply that calls a tool',
  'the tool starts',
  'the tool is finished',
  'a reply that asks',
  'the turn waits',
  'the question is told',
  'the answer',
  'the told question is withdrawn',
  'the turn goes on',
  'the last reply ends the turn',
  'the result is told',
  'the slot of the reminder gets its row',
  'the reminder is told',
] as const

/** What only a start after a crash commits. */
export const recovery = 'the turn is recovered' as const

export type FireStep = (typeof fireSteps)[number] | typeof recovery

/** The last thing that a process does: it dies at this side of the commit of this step. */
export interface KillPoint {
  readonly step: FireStep
  readonly side: 'before' | 'after'
}

/** What the parent tells a child in its only argument, as JSON. */
export interface FireOrders {
  readonly dataDir: string
  readonly env: Readonly<Record<string, string>>
  /** Epoch milliseconds of the child's clock when it starts. */
  readonly now: number
  /** Whether the process is there when the first slot is due; a later one finds everything due already. */
  readonly isFirst: boolean
  readonly kill: KillPoint | null
}

/** What the child says, one JSON line each. `ready`: its control socket listens. */
export type FireReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'commit'; readonly step: string }
  | { readonly kind: 'killed' }
  | { readonly kind: 'shown'; readonly title: string }
  | { readonly kind: 'withdrawn' }

export const reportTitle = 'Report'
export const reminderTitle = 'Tea'
export const questionPrompt = 'Which colour?'
/** How long after one slot the next one is due, in milliseconds. */
export const slotGapMs = 1000

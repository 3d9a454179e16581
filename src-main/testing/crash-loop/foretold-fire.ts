import { type FireStep, fireSteps, type KillPoint, recovery } from './fire-steps.ts'

/** What a fire must leave behind that is killed at these points, one after the other. */
export interface ForetoldFire {
  /** What each process commits, in order: one more than there are kills. */
  readonly commits: readonly (readonly FireStep[])[]
  /** The kinds of the run's timeline. */
  readonly timeline: readonly string[]
  /** How often the model is asked for its first, second and third reply. */
  readonly calls: readonly number[]
  /** How often each thing is shown on the desktop. */
  readonly shown: { readonly question: number; readonly result: number; readonly reminder: number }
}

const timelineOf: Partial<Record<FireStep, readonly string[]>> = {
  'the slot gets its row': ['created'],
  'the turn starts': ['started'],
  'a reply that calls a tool': ['message'],
  'the tool starts': ['tool-started'],
  'the tool is finished': ['tool-finished'],
  'a reply that asks': ['message'],
  'the turn waits': ['asked'],
  'the answer': ['answered'],
  'the turn goes on': ['started'],
  'the last reply ends the turn': ['message', 'succeeded'],
  [recovery]: ['recovered'],
}
const replies: readonly FireStep[] = [
  'a reply that calls a tool',
  'a reply that asks',
  'the last reply ends the turn',
]
/** Told right after the commit that made it due, or else by the next start before anything else. */
const tellings: readonly (readonly [due: FireStep, told: FireStep])[] = [
  ['the turn waits', 'the question is told'],
  ['the answer', 'the told question is withdrawn'],
  ['the last reply ends the turn', 'the result is told'],
  ['the slot of the reminder gets its row', 'the reminder is told'],
]
/** After these commits a turn is running. */
const running: readonly (FireStep | undefined)[] = [
  'the turn starts',
  'a reply that calls a tool',
  'the tool starts',
  'the tool is finished',
  'a reply that asks',
  'the turn goes on',
]

/** What a process commits that finds `done` committed and is left alone. */
export function stepsAhead(done: readonly FireStep[], isFirst: boolean): FireStep[] {
  const missing = (step: FireStep): boolean => !done.includes(step)
  if (isFirst) return [...fireSteps]
  const late = tellings.flatMap(([due, told]) => (!missing(due) && missing(told) ? [told] : []))
  const last = done.findLast((step) => step !== recovery && timelineOf[step] !== undefined)
  const recovered = running.includes(last) ? ([recovery] as const) : []
  // A tool that only reads and was cut off is run again. What became of a call in doubt is looked up first, and the slots
  // do not wait for that.
  const inDoubt = last === 'the tool starts'
  const again = inDoubt ? ([...recovered, last] as const) : []
  // A start that is late for both slots commits both before the turn goes on.
  const slots = fireSteps.filter((step) => step.startsWith('the slot') && missing(step))
  const reminded = fireSteps.filter((step) => step === 'the reminder is told' && missing(step))
  const first = [
    ...late,
    ...(inDoubt ? [] : recovered),
    ...slots,
    ...reminded.filter((step) => !late.includes(step)),
    ...again,
  ]
  return [...first, ...fireSteps.filter((step) => missing(step) && !first.includes(step))]
}

export function foretell(kills: readonly KillPoint[]): ForetoldFire {
  const commits: FireStep[][] = []
  for (let start = 0; start <= kills.length; start++) {
    const ahead = stepsAhead(commits.flat(), start === 0)
    const kill = kills[start]
    const end = kill === undefined ? ahead.length : ahead.indexOf(kill.step) + (kill.side === 'after' ? 1 : 0)
    if (kill !== undefined && !ahead.includes(kill.step))
      throw new Error(`there is no "${kill.step}" to come`)
    commits.push(ahead.slice(0, end))
  }
  const cut = (step: FireStep): number =>
    1 + kills.filter((kill) => kill.step === step && kill.side === 'before').length
  return {
    commits,
    timeline: commits.flat().flatMap((step) => timelineOf[step] ?? []),
    calls: replies.map(cut),
    shown: {
      question: cut('the question is told'),
      result: cut('the result is told'),
      reminder: cut('the reminder is told'),
    },
  }
}

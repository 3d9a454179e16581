import type { Message } from '../../src-shared/domain/message.ts'
import type { Run } from '../../src-shared/domain/run.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { clockTime } from '../platform/clock-time.ts'

/** The longest of each of the two lines, in characters: a lock screen shows little. */
const longest = 140
/** How many of its last steps stand for what a turn has done. */
const lastSteps = 3

/**
 * Two lines on who asks: which run of which time, and what it has done so far, by its own words or else by its last
 * steps. Local times of `timeZone`.
 */
export function accountOf(facts: {
  readonly turn: Turn
  readonly run: Run | undefined
  /** Of the conversation, where it is a chat's own turn. */
  readonly title: string
  /** The messages of the turn, oldest first. */
  readonly messages: readonly Message[]
  readonly done: string | undefined
  /** The calls that are asked about: asking is not doing. */
  readonly asked: ReadonlySet<string>
  readonly now: number
  readonly timeZone: string
}): string {
  const { turn, run, title, now, timeZone } = facts
  const at = clockTime(run?.nominalAt ?? turn.queuedAt, now, timeZone)
  const who = run ? `${run.title}, run of ${at}` : `In “${title}”, asked at ${at}`
  const { steps } = turn.usage
  const work = steps === 1 ? '1 model call so far' : `${steps} model calls so far`
  return [`${who} · ${work}`, facts.done ?? stepsOf(facts.messages, facts.asked)].map(line).join('\n')
}

function stepsOf(messages: readonly Message[], asked: ReadonlySet<string>): string {
  const steps = messages.flatMap(({ role, content }) =>
    role === 'assistant' ? content.flatMap((block) => (block.type === 'tool_use' ? [block] : [])) : [],
  )
  const labels = steps
    .filter(({ id, name }) => !asked.has(id) && !asks.has(name))
    .map(({ label, name }) => label ?? name)
  if (labels.length === 0) return 'Nothing done yet.'
  const more = labels.length - lastSteps
  const earlier = more <= 0 ? '' : more === 1 ? '1 earlier step, then ' : `${more} earlier steps, then `
  return `So far: ${earlier}${labels.slice(-lastSteps).join('; ')}`
}

const asks: ReadonlySet<string> = new Set(['ask_user', 'ask_for_secret'])

function line(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim()
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain
}

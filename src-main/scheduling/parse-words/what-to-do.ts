import type { Action } from '../../../src-shared/domain/schedule.ts'
import { skipWords, wordsAt, type Token } from './tokens.ts'

const leads = [
  'remind me',
  'remind us',
  'notify me',
  'alert me',
  'nudge me',
  'ping me',
  'set a reminder',
  'set an alarm',
  'reminder',
  'do not let me forget',
  "don't let me forget",
]
const longestTitle = 60
const wholeTitle = 40

/** The index after `remind me`, or after the like, if such words stand at `index`; else `index`. */
export function skipReminderLead(tokens: readonly Token[], index: number): number {
  const start = skipWords(tokens, index, 'please', 'can you', 'could you')
  const lead = skipWords(tokens, skipWords(tokens, start, 'please'), ...leads)
  return lead > start && lead > skipWords(tokens, start, 'please') ? lead : index
}

/** The index after what joins a time and a task: a comma, a colon, a dash, `to`, `that`, `then`, `please`. */
export function skipTaskJoint(tokens: readonly Token[], index: number): number {
  let next = index
  while (wordsAt(tokens, next, ',|:|;|-|–|—')) next++
  return skipWords(tokens, next, 'then please', 'then', 'please', 'to', 'that', 'about', 'of')
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The task in a few words: whole when short, else up to the last joint of a sentence that fits. */
export function titleOf(task: string): string {
  const line =
    task
      .replaceAll(/\s+/g, ' ')
      .trim()
      .replace(/[.;:,]+$/, '') || task
  if (line.length <= wholeTitle) return capitalised(line)
  const joints = [...line.matchAll(/[.,;:]? (?:and|then|but|or|if|when|while|because|so that) |[.,;:] /g)]
  const joint = joints.find((found) => found.index >= 8 && found.index <= longestTitle)
  const space = line.length <= longestTitle ? line.length : line.lastIndexOf(' ', longestTitle)
  const end = joint?.index ?? (space > 0 ? space : longestTitle)
  return end === line.length ? capitalised(line) : `${capitalised(line.slice(0, end))}…`
}

/** A reminder is told as it stands; everything else is work for the assistant, in the user's own words. */
export function actionOf(task: string, isReminder: boolean): Action {
  return isReminder
    ? { kind: 'notify', text: capitalised(task) }
    : { kind: 'assist', instruction: task, context: 'fresh' }
}

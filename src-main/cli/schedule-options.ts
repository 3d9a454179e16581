import { resolve } from 'node:path'
import type { Action, RunContext, Trigger } from '../../src-shared/domain/schedule.ts'
import { wrongUsage } from './cli-failure.ts'
import type { Arguments } from './command.ts'
import { durationOf, instantOf } from './duration-words.ts'

/** The trigger that `--at`, `--every` or `--cron` give exactly; `null` when none of them was given. */
export function exactTrigger(given: Arguments, timeZone: string): Trigger | null {
  const at = given.text('at')
  const every = given.text('every')
  const cron = given.text('cron')
  if ([at, every, cron].filter((option) => option !== undefined).length > 1) {
    throw wrongUsage('Give only one of --at, --every and --cron.')
  }
  if (given.text('zone') !== undefined && cron === undefined) throw wrongUsage('--zone goes with --cron.')
  if (at !== undefined) return { kind: 'once', at: instantOf(at, '--at') }
  if (every !== undefined) return { kind: 'interval', everyMs: everyMsOf(every) }
  if (cron !== undefined) return { kind: 'cron', expression: cron, timeZone: given.text('zone') ?? timeZone }
  return null
}

function everyMsOf(text: string): number {
  const everyMs = durationOf(text)
  if (everyMs === null) throw wrongUsage('--every takes a duration, such as 30s, 5m, 2h, 1h30m or 1d.')
  return everyMs
}

/** `action` with what `--remind`, `--dir`, `--context` and `--worktree` say. */
export function withActionOptions(action: Action, given: Arguments, cwd: string): Action {
  const dir = given.text('dir')
  const context = given.text('context')
  const worktree = given.flag('worktree')
  if (given.flag('remind')) {
    if (dir !== undefined || context !== undefined || worktree)
      throw wrongUsage('A reminder takes no --dir, no --context and no --worktree.')
    return action.kind === 'notify' ? action : { kind: 'notify', text: action.instruction }
  }
  if (context !== undefined && !isContext(context)) throw wrongUsage('--context is fresh, shared or here.')
  if (dir === undefined && context === undefined && !worktree) return action
  if (action.kind === 'notify') {
    throw wrongUsage(
      'That was understood as a reminder, which takes no --dir, no --context and no --worktree. Say what should be done.',
    )
  }
  return {
    ...action,
    ...(dir === undefined ? {} : { workingDirectory: resolve(cwd, dir) }),
    ...(context === undefined ? {} : { context }),
    ...(worktree ? { worktree } : {}),
  }
}

function isContext(text: string): text is RunContext {
  return text === 'fresh' || text === 'shared' || text === 'here'
}

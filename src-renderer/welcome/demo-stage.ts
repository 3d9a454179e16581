import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Question } from '../../src-shared/domain/question.ts'
import type { Run } from '../../src-shared/domain/run.ts'

/** How far the demonstration is. `finishing`: answered, and going on with it. */
export type DemoStage = 'scheduled' | 'working' | 'needs-you' | 'finishing' | 'done' | 'ended-early'

/** The stage that the rows tell; the run is there as soon as the schedule has fired. */
export function demoStage(run: Run | undefined, questions: readonly Question[]): DemoStage {
  if (!run) return 'scheduled'
  if (questions.some((question) => question.status === 'open')) return 'needs-you'
  switch (run.status) {
    case 'queued':
    case 'running':
    case 'waiting':
      return questions.length > 0 ? 'finishing' : 'working'
    case 'succeeded':
      return 'done'
    case 'failed':
    case 'cancelled':
    case 'skipped':
    case 'missed':
    case 'superseded':
      return 'ended-early'
    default:
      return assertNever(run.status)
  }
}

export type StepState = 'done' | 'now' | 'later'

/** How the four steps of the picture stand: scheduled, working, needs you, result. */
export function stepStates(stage: DemoStage): readonly [StepState, StepState, StepState, StepState] {
  switch (stage) {
    case 'scheduled':
      return ['now', 'later', 'later', 'later']
    case 'working':
      return ['done', 'now', 'later', 'later']
    case 'needs-you':
      return ['done', 'done', 'now', 'later']
    case 'finishing':
      return ['done', 'done', 'done', 'now']
    case 'done':
      return ['done', 'done', 'done', 'done']
    case 'ended-early':
      return ['done', 'done', 'done', 'now']
    default:
      return assertNever(stage)
  }
}

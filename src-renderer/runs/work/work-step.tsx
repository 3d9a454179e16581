import { memo, useState } from 'react'
import type { ToolStep } from '../../../src-shared/domain/tool-step.ts'
import { Button } from '../../components/button.tsx'
import { operationLine } from '../../components/operation-line.ts'
import { Fold } from '../../conversations/thread/fold.tsx'
import { questionOfStep } from '../../conversations/questions/question-of-step.ts'
import { questionStore } from '../../stores/question-store.ts'
import { useTickingNow } from '../use-ticking-now.ts'
import { showQuestion } from './show-question.ts'
import { StepBody } from './step-body.tsx'
import { StepIcon } from './step-icon.tsx'
import { stepNote, stepState } from './step-state.ts'
import { isCommandTool } from './tool-icon.ts'
import styles from './work-section.module.css'

interface WorkStepProps {
  readonly step: ToolStep
  /** Whether its turn is under way. */
  readonly active: boolean
}

/** One tool call on the page of its run: a line that opens. A command that runs is open from the start. */
export const WorkStep = memo(function WorkStep({ step, active }: WorkStepProps) {
  const state = stepState(step, active)
  const running = state === 'running'
  const now = useTickingNow(running)
  const [wasShown, setWasShown] = useState(false)
  if (running && isCommandTool(step.name) && !wasShown) setWasShown(true)
  return (
    <li className={styles['step']} data-state={state}>
      <Fold
        startsOpen={wasShown}
        tone={state === 'failed' ? 'berry' : state === 'waiting' ? 'hazel' : 'plain'}
        icon={<StepIcon name={step.name} state={state} />}
        label={operationLine(step.detail.did ?? step.label)}
        note={stepNote(state, step, now)}
        action={state === 'waiting' && <AnswerLink step={step} />}
      >
        <StepBody step={step} turnId={step.turnId} running={running} />
      </Fold>
    </li>
  )
})

/** The way to the question that a call waits for; it stands on the same page. */
function AnswerLink({ step }: { readonly step: ToolStep }) {
  const id = questionStore.use(
    (state) =>
      questionOfStep(state.byId.values(), step.turnId, {
        type: 'tool_use',
        id: step.toolUseId,
        name: step.name,
        input: step.input,
      })?.id,
  )
  if (id === undefined) return null
  return (
    <Button size="s" variant="quiet" onClick={() => showQuestion(id)}>
      Go to the question
    </Button>
  )
}

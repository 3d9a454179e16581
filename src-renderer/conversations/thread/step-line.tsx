import { operationLine } from '../../components/operation-line.ts'
import { StepBody } from '../../runs/work/step-body.tsx'
import { StepIcon } from '../../runs/work/step-icon.tsx'
import { stepNote, stepState } from '../../runs/work/step-state.ts'
import { questionStore } from '../../stores/question-store.ts'
import { isActiveTurn, turnStore } from '../../stores/turn-store.ts'
import { Fold } from './fold.tsx'
import type { ToolResultBlock, ToolUse } from './message-parts.ts'
import { QuestionCard } from '../questions/question-card.tsx'
import { questionOfStep } from '../questions/question-of-step.ts'
import { stepOfPart } from './step-of-part.ts'

interface StepLineProps {
  readonly use: ToolUse
  readonly result: ToolResultBlock | null
  readonly messageId: string
  readonly turnId: string | null
  readonly conversationId: string
}

/** One tool call, folded into a line; a call that asks the user is the question's card until it has been done. */
export function StepLine({ use, result, messageId, turnId, conversationId }: StepLineProps) {
  const question = questionStore.use((state) => questionOfStep(state.byId.values(), turnId, use))
  const underWay = turnStore.use((state) => {
    const turn = turnId === null ? undefined : state.byId.get(turnId)
    return turn !== undefined && isActiveTurn(turn)
  })
  const step = stepOfPart(use, result, { messageId, turnId })
  const state = stepState(step, underWay)
  const line = (
    <Fold
      tone={state === 'failed' ? 'berry' : 'plain'}
      icon={<StepIcon name={use.name} state={state} />}
      label={operationLine(step.detail.did ?? step.label)}
      note={stepNote(state, step, step.endedAt ?? 0)}
    >
      <StepBody step={step} turnId={turnId} running={state === 'running'} />
    </Fold>
  )
  if (!question) return line
  const card = <QuestionCard question={question} conversationId={conversationId} />
  // What was allowed was done, and what came of it is more than the answer.
  if (question.kind !== 'confirm' || result === null || step.refused) return card
  return (
    <>
      {card}
      {line}
    </>
  )
}

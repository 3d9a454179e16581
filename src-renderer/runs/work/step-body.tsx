import type { ToolStep } from '../../../src-shared/domain/tool-step.ts'
import { argumentList } from './argument-list.ts'
import { FoldedText } from './folded-text.tsx'
import { OutputView } from './output/output-view.tsx'
import { StepAttachments } from './step-attachments.tsx'
import { StepChanges } from './step-changes.tsx'
import { StepMarks } from './step-marks.tsx'
import { isCommandTool, mayChangeFiles } from './tool-icon.ts'
import { WholeResult } from './whole-result.tsx'
import styles from './step-body.module.css'

interface StepBodyProps {
  readonly step: Pick<
    ToolStep,
    | 'messageId'
    | 'toolUseId'
    | 'name'
    | 'label'
    | 'input'
    | 'result'
    | 'isError'
    | 'refused'
    | 'attachments'
    | 'sources'
    | 'detail'
    | 'wholeBytes'
  >
  /** `null`: the message belongs to no turn, so that nothing more is known. */
  readonly turnId: string | null
  readonly running: boolean
}

/** What is inside a tool call: its arguments, what came of it, what it wrote and which files it changed. */
export function StepBody({ step, turnId, running }: StepBodyProps) {
  const { messageId, toolUseId, name, label, input, result, isError, refused, detail } = step
  const call = { messageId, toolUseId }
  const hasOutput = detail.outputBytes !== undefined ? detail.outputBytes > 0 : running && isCommandTool(name)
  const mayHaveChanged = result !== null && !refused && mayChangeFiles(name)
  const resultTitle = refused
    ? 'Why it was refused'
    : isError
      ? 'Error'
      : hasOutput || step.wholeBytes !== undefined
        ? 'What the model was told'
        : 'Result'
  return (
    <div className={styles['body']}>
      <StepMarks sources={step.sources} detail={detail} />
      <StepArguments input={input} />
      {turnId !== null && hasOutput && (
        <OutputView
          turnId={turnId}
          {...call}
          label={`Output of ${label}`}
          running={running}
          cut={detail.outputCut === true}
        />
      )}
      {turnId !== null && mayHaveChanged && <StepChanges turnId={turnId} call={call} />}
      {result !== null && (
        <section className={styles['part']}>
          <p className={styles['title']}>{resultTitle}</p>
          {result === '' ? (
            <p className={styles['faint']}>(empty)</p>
          ) : (
            <FoldedText
              text={result}
              code={!refused}
              what={step.wholeBytes === undefined ? 'result' : 'excerpt'}
            />
          )}
          {step.wholeBytes !== undefined && <WholeResult of={call} wholeBytes={step.wholeBytes} />}
        </section>
      )}
      {step.attachments.length > 0 && <StepAttachments attachments={step.attachments} />}
      {detail.unkept !== undefined && <p className={styles['unkept']}>{detail.unkept}</p>}
    </div>
  )
}

function StepArguments({ input }: { readonly input: unknown }) {
  const list = argumentList(input)
  if (list.length === 0) return null
  return (
    <dl className={styles['arguments']}>
      {list.map(({ name, text, code }) => (
        <div key={name} className={styles['argument']}>
          <dt>{name}</dt>
          <dd>
            <FoldedText text={text === '' ? '(empty)' : text} code={code} what={name} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

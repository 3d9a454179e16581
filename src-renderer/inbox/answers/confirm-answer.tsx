import { MessageSquareText, PenLine } from 'lucide-react'
import { useId, useState } from 'react'
import type { Question } from '../../../src-shared/domain/question.ts'
import { Button } from '../../components/button.tsx'
import { DiffView } from '../../components/diff-view.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { AnswerField } from './answer-field.tsx'
import { setAnswerDraft, setEditedArguments, useAnswerDrafts, useEditedArguments } from './answer-drafts.ts'
import { ConfirmWhy } from './confirm-why.tsx'
import { type EditedInput, inputText, readEditedInput } from './edited-input.ts'
import { OperationWords } from './operation-words.tsx'
import { ToolCallView } from './tool-call-view.tsx'
import type { Answering } from './use-answer.ts'
import forms from './question-form.module.css'
import styles from './confirm-answer.module.css'

interface ConfirmAnswerProps {
  readonly question: Question
  readonly answering: Answering
}

type Decision = 'allow' | 'always' | 'deny'

/**
 * Whether a tool call may happen: why it asks, what would be done, and three ways to say it. "Always allow" is there only
 * where a standing permission can be given, and says exactly what it would allow.
 */
export function ConfirmAnswer({ question, answering }: ConfirmAnswerProps) {
  const { tool, confirm } = question
  const edited = useEditedArguments((all) => all.get(question.id)) ?? null
  const setEdited = (text: string | null): void => setEditedArguments(question.id, text)
  const note = useAnswerDrafts((drafts) => drafts.get(question.id)) ?? ''
  const [noting, setNoting] = useState(note !== '')
  const alwaysId = useId()
  const always = confirm?.always ?? null
  const diff = confirm?.diff ?? null
  const reading: EditedInput = edited === null ? { kind: 'unchanged' } : readEditedInput(edited, tool?.input)

  const { state } = answering
  const sent = state.kind === 'sending' && state.answer.kind === 'confirm' ? state.answer.decision : null
  const decide = (decision: Decision): void => {
    if (decision === 'deny') {
      return answering.answer({ kind: 'confirm', decision, ...(note.trim() !== '' && { note: note.trim() }) })
    }
    if (reading.kind === 'wrong') return
    answering.answer({
      kind: 'confirm',
      decision,
      ...(reading.kind === 'changed' && { input: reading.input }),
    })
  }
  const button = (decision: Decision, blocked = false) => ({
    busy: sent === decision,
    disabled: (sent !== null && sent !== decision) || blocked,
    onClick: () => decide(decision),
  })
  return (
    <>
      {confirm && <ConfirmWhy question={question} confirm={confirm} />}
      {tool && edited === null && (
        <ToolCallView name={tool.name} input={tool.input} foldLong={diff !== null} />
      )}
      {tool && edited !== null && (
        <TextArea
          label="Arguments"
          className={styles['json']}
          value={edited}
          spellCheck={false}
          autoFocus
          hint="As JSON. What you allow is what stands here, once."
          error={reading.kind === 'wrong' ? reading.problem : undefined}
          onChange={(event) => setEdited(event.target.value)}
        />
      )}
      {diff !== null && reading.kind === 'unchanged' && <DiffView diff={diff} label="What would change" />}
      {noting && (
        <AnswerField
          label="Note"
          value={note}
          placeholder="Why not, or what to do instead. Enter denies."
          onChange={(value) => setAnswerDraft(question.id, value)}
          onSubmit={() => decide('deny')}
        />
      )}
      <div className={styles['decide']}>
        <div className={forms['buttons']}>
          <Button variant="hazel" data-answer data-option="1" {...button('allow', reading.kind === 'wrong')}>
            Allow once
          </Button>
          {always !== null && (
            <Button
              aria-describedby={alwaysId}
              data-option="2"
              {...button('always', reading.kind !== 'unchanged')}
            >
              Always allow
            </Button>
          )}
          <Button variant="danger" data-option={always === null ? 2 : 3} {...button('deny')}>
            Deny
          </Button>
          <span className={styles['more']} data-short={always === null || undefined}>
            {tool && (
              <Button
                variant="quiet"
                icon={<PenLine aria-hidden="true" />}
                aria-expanded={edited !== null}
                onClick={() => setEdited(edited === null ? inputText(tool.input) : null)}
              >
                {edited === null ? 'Edit before allowing' : 'Do not edit'}
              </Button>
            )}
            {!noting && (
              <Button
                variant="quiet"
                icon={<MessageSquareText aria-hidden="true" />}
                onClick={() => setNoting(true)}
              >
                Deny with a note
              </Button>
            )}
          </span>
        </div>
      </div>
      {always !== null && (
        <p id={alwaysId} className={styles['always']}>
          {reading.kind === 'unchanged' ? (
            <>
              Always allow: <OperationWords text={always} />
            </>
          ) : (
            'What you edited can be allowed once only.'
          )}
        </p>
      )}
    </>
  )
}

import { ArrowUp } from 'lucide-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { Tooltip } from '../components/tooltip.tsx'
import { useAutosize } from '../components/use-autosize.ts'
import { openQuestionsIn, questionStore } from '../stores/question-store.ts'
import { AnswerBar } from './answer-bar.tsx'
import { answering, setAside } from './answering.ts'
import { ClosedChip } from './closed-chip.tsx'
import { changeDraft, draftOf, useDrafts } from './composer-store.ts'
import { toggled } from './option-words.ts'
import { ReplyBar } from './reply-bar.tsx'
import { SecretEntry } from './secret-entry.tsx'
import { sendDraft } from './send-draft.ts'
import { StopButton } from './stop-button.tsx'
import { useFocusPlace } from './use-focus-place.ts'
import styles from './composer.module.css'

/** Where the user writes, and above it what the words will be: a message, a reply, or the answer to a question. */
export function Composer({ conversationId }: { readonly conversationId: string }) {
  const draft = useDrafts((drafts) => draftOf(drafts, conversationId))
  const questions = questionStore.use((state) => state.byId)
  const open = useMemo(() => openQuestionsIn(questions, conversationId), [questions, conversationId])
  const target = useMemo(() => answering(open, draft.intent), [open, draft.intent])
  const [hint, setHint] = useState<string | null>(null)
  const secret = target.kind === 'question' && target.question.kind === 'credential' ? target.question : null
  // The field is made anew after a secret's stood in its place, and measures its words again.
  const area = useAutosize(secret ? '' : draft.text, 240)
  const focus = useFocusPlace(area)

  const asMessage = (): void => {
    changeDraft(conversationId, { intent: setAside(open) })
    setHint(null)
    focus.words()
  }
  const pick = (id: string): void => {
    changeDraft(conversationId, { intent: { ...draft.intent, picked: id }, closed: null })
    setHint(null)
    focus.answer()
  }
  /** Shows the open questions to pick from, also where one was picked already. */
  const pickAnother = (): boolean => {
    if (open.length < (target.kind === 'question' ? 2 : 1)) return false
    if (target.kind === 'question') changeDraft(conversationId, { intent: setAside(open) })
    focus.list()
    return true
  }
  const send = (text: string): void => {
    if (text.trim() === '') return
    setHint(sendDraft({ conversationId, text, target, draft }))
  }
  const write = (text: string): void => {
    setHint(null)
    changeDraft(conversationId, { text, ...(text === '' && { closed: null }) })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { selectionStart, selectionEnd } = event.currentTarget
    const isPlain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send(draft.text)
    else if (event.key === 'Escape' && target.kind === 'question') asMessage()
    else if (event.key === 'Escape' && draft.replyTo) changeDraft(conversationId, { replyTo: null })
    else if (event.key !== 'ArrowUp' || !isPlain || selectionStart + selectionEnd > 0 || !pickAnother())
      return
    event.preventDefault()
  }
  const isAnswer = target.kind === 'question'
  return (
    <div className={styles['composer']}>
      <div className={styles['box']} data-answer={isAnswer || undefined}>
        {draft.closed !== null && !isAnswer && (
          <ClosedChip
            questionId={draft.closed}
            onDismiss={() => changeDraft(conversationId, { closed: null })}
          />
        )}
        <AnswerBar
          target={target}
          text={draft.text}
          list={focus.listRef}
          onPick={pick}
          onMessage={asMessage}
          onOption={(option) => {
            if (!isAnswer || target.question.multiple !== true) return send(option)
            write(toggled(draft.text, option, target.question))
            focus.words()
          }}
        />
        {draft.replyTo && !isAnswer && (
          <ReplyBar
            title={draft.replyTo.title}
            onCancel={() => changeDraft(conversationId, { replyTo: null })}
          />
        )}
        {secret ? (
          <SecretEntry
            key={secret.id}
            question={secret}
            fieldRef={focus.secretRef}
            onMessage={asMessage}
            onPick={pickAnother}
          />
        ) : (
          <div className={styles['line']}>
            <textarea
              ref={area}
              className={styles['area']}
              aria-label="Message"
              rows={1}
              placeholder={isAnswer ? 'Write your answer' : 'Write a message'}
              value={draft.text}
              onChange={(event) => write(event.currentTarget.value)}
              onKeyDown={onKeyDown}
            />
            <StopButton conversationId={conversationId} />
            <SendButton
              answer={isAnswer}
              disabled={draft.text.trim() === ''}
              onSend={() => send(draft.text)}
            />
          </div>
        )}
        <p className={styles['hint']} role="status">
          {hint}
        </p>
      </div>
    </div>
  )
}

interface SendButtonProps {
  readonly answer: boolean
  readonly disabled: boolean
  onSend(): void
}

function SendButton({ answer, disabled, onSend }: SendButtonProps) {
  return (
    <Tooltip text={answer ? 'Send as the answer' : 'Send'} keys={['Enter']} side="top">
      <button
        type="button"
        className={styles['send']}
        data-answer={answer || undefined}
        aria-label="Send"
        disabled={disabled}
        onClick={onSend}
      >
        <ArrowUp aria-hidden="true" strokeWidth={2.4} />
      </button>
    </Tooltip>
  )
}

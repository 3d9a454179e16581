import { ArrowUp, Square } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { IconButton } from '../components/icon-button.tsx'
import { toastError } from '../components/toast.ts'
import { Tooltip } from '../components/tooltip.tsx'
import { useAutosize } from '../components/use-autosize.ts'
import { openQuestionsIn, questionStore } from '../stores/question-store.ts'
import { activeTurnsIn, turnStore } from '../stores/turn-store.ts'
import { call } from '../transport/call.ts'
import { AnswerBar } from './answer-bar.tsx'
import { answering, setAside } from './answering.ts'
import { changeDraft, draftOf, useComposerFocus, useDrafts } from './composer-store.ts'
import { ReplyBar } from './reply-bar.tsx'
import { sendDraft } from './send-draft.ts'
import styles from './composer.module.css'

/** Where the user writes, and above it what the words will be: a message, a reply, or the answer to a question. */
export function Composer({ conversationId }: { readonly conversationId: string }) {
  const draft = useDrafts((drafts) => draftOf(drafts, conversationId))
  const questions = questionStore.use((state) => state.byId)
  const open = useMemo(() => openQuestionsIn(questions, conversationId), [questions, conversationId])
  const target = useMemo(() => answering(open, draft.intent), [open, draft.intent])
  const [hint, setHint] = useState<string | null>(null)
  const area = useAutosize(draft.text, 240)
  const wanted = useComposerFocus((state) => state.wanted)
  const firstWanted = useRef(wanted)

  useEffect(() => {
    area.current?.focus({ preventScroll: true })
  }, [area, wanted])
  useEffect(() => {
    if (firstWanted.current !== wanted) area.current?.focus()
  }, [area, wanted])

  const asMessage = (): void => {
    changeDraft(conversationId, { intent: setAside(open) })
    setHint(null)
    area.current?.focus()
  }
  const send = (text: string): void => {
    if (text.trim() === '') return
    setHint(sendDraft({ conversationId, text, target, draft }))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send(draft.text)
    else if (event.key === 'Escape' && target.kind === 'question') asMessage()
    else if (event.key === 'Escape' && draft.replyTo) changeDraft(conversationId, { replyTo: null })
    else return
    event.preventDefault()
  }
  const isAnswer = target.kind === 'question'
  return (
    <div className={styles['composer']}>
      <div className={styles['box']} data-answer={isAnswer || undefined}>
        <AnswerBar
          target={target}
          onPick={(id) => {
            changeDraft(conversationId, { intent: { ...draft.intent, picked: id } })
            area.current?.focus()
          }}
          onMessage={asMessage}
          onOption={send}
        />
        {draft.replyTo && !isAnswer && (
          <ReplyBar
            title={draft.replyTo.title}
            onCancel={() => changeDraft(conversationId, { replyTo: null })}
          />
        )}
        <div className={styles['line']}>
          <textarea
            ref={area}
            className={styles['area']}
            aria-label="Message"
            rows={1}
            placeholder={isAnswer ? 'Write your answer' : 'Write a message'}
            value={draft.text}
            onChange={(event) => {
              setHint(null)
              changeDraft(conversationId, { text: event.currentTarget.value })
            }}
            onKeyDown={onKeyDown}
          />
          <StopButton conversationId={conversationId} />
          <SendButton answer={isAnswer} disabled={draft.text.trim() === ''} onSend={() => send(draft.text)} />
        </div>
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

/** Stops everything that is under way in this conversation. */
function StopButton({ conversationId }: { readonly conversationId: string }) {
  const turns = turnStore.use((state) => state.byId)
  const active = useMemo(() => activeTurnsIn(turns, conversationId), [turns, conversationId])
  if (active.length === 0) return null
  const stop = async (): Promise<void> => {
    for (const turn of active) {
      const result = await call('turns.cancel', { turnId: turn.id })
      // It ended by itself meanwhile: nothing is left to stop.
      if (!result.ok && result.error.code !== 'conflict') toastError(result.error)
    }
  }
  return (
    <IconButton
      label="Stop"
      className={styles['stop']}
      icon={<Square aria-hidden="true" fill="currentColor" strokeWidth={0} />}
      onClick={() => void stop()}
    />
  )
}

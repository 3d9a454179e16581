import { type ClipboardEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { useAutosize } from '../../components/use-autosize.ts'
import { openQuestionsIn, questionStore } from '../../stores/question-store.ts'
import { AnswerBar } from '../questions/answer-bar.tsx'
import { answering, setAside } from '../questions/answering.ts'
import { AttachButton } from '../attachments/attach-button.tsx'
import { DropArea } from '../attachments/drop-area.tsx'
import { FileChips } from '../attachments/file-chips.tsx'
import { putFiles } from '../attachments/put-files.ts'
import { ClosedChip } from '../questions/closed-chip.tsx'
import { CommandList } from './command-list.tsx'
import { type Command, commandOf } from './commands.ts'
import { changeDraft, changeFiles, draftOf, useDrafts } from './composer-store.ts'
import { toggled } from '../questions/option-words.ts'
import { pastedFiles } from './pasted-files.ts'
import { ReplyBar } from './reply-bar.tsx'
import { runCommand } from './run-command.ts'
import { SecretEntry } from '../questions/secret-entry.tsx'
import { SendButton } from './send-button.tsx'
import { sendDraft } from './send-draft.ts'
import { StopButton } from './stop-button.tsx'
import { useCommands } from './use-commands.ts'
import { useFocusPlace } from './use-focus-place.ts'
import { useSendingWay } from './use-sending-way.ts'
import styles from './composer.module.css'

/** Where the user writes, and above it what the words will be: a message, a reply, or the answer to a question. */
export function Composer({ conversationId }: { readonly conversationId: string }) {
  const draft = useDrafts((drafts) => draftOf(drafts, conversationId))
  const questions = questionStore.use((state) => state.byId)
  const open = useMemo(() => openQuestionsIn(questions, conversationId), [questions, conversationId])
  const target = useMemo(() => answering(open, draft.intent), [open, draft.intent])
  const way = useSendingWay(conversationId)
  const [hint, setHint] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const secret = target.kind === 'question' && target.question.kind === 'credential' ? target.question : null
  // The field is made anew after a secret's stood in its place, and measures its words again.
  const area = useAutosize(secret ? '' : draft.text, 240)
  const focus = useFocusPlace(area)

  const isAnswer = target.kind === 'question'
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
  const write = (text: string): void => {
    setHint(null)
    changeDraft(conversationId, { text, ...(text === '' && { closed: null }) })
  }
  const run = (command: Command): void => {
    write('')
    runCommand(command, conversationId)
  }
  const send = (text: string, other = false): void => {
    if (text.trim() === '' && (isAnswer || draft.files.length === 0)) return
    const command = isAnswer ? null : commandOf(text)
    if (command) return run(command)
    const interrupt = way.enter !== 'send' && (way.enter === 'interrupt') !== other
    setHint(sendDraft({ conversationId, text, target, draft, interrupt }))
  }
  const attach = (files: readonly File[]): void => {
    if (isAnswer) return setHint('An answer takes no files. Send it as a message instead.')
    setHint(null)
    void putFiles(files, (change) => changeFiles(conversationId, change))
    focus.words()
  }
  const onPaste = (event: ClipboardEvent): void => {
    const files = pastedFiles(event.clipboardData)
    if (files.length === 0) return
    event.preventDefault()
    attach(files)
  }
  const commands = useCommands({
    text: draft.text,
    enabled: !isAnswer,
    complete: write,
    run,
  })
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (commands.onKeyDown(event)) return event.preventDefault()
    const { selectionStart, selectionEnd } = event.currentTarget
    const isPlain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing)
      send(draft.text, event.ctrlKey || event.metaKey)
    else if (event.key === 'Escape' && target.kind === 'question') asMessage()
    else if (event.key === 'Escape' && draft.replyTo) changeDraft(conversationId, { replyTo: null })
    else if (event.key !== 'ArrowUp' || !isPlain || selectionStart + selectionEnd > 0 || !pickAnother())
      return
    event.preventDefault()
  }
  return (
    <div ref={box} className={styles['composer']}>
      <DropArea inside={box} onFiles={attach} />
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
        {commands.list && <CommandList {...commands.list} onChoose={run} />}
        {!isAnswer && (
          <FileChips
            files={draft.files}
            onRemove={(key) => {
              setHint(null)
              changeFiles(conversationId, (files) => files.filter((file) => file.key !== key))
              focus.words()
            }}
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
          <div className={styles['line']} data-plain={isAnswer || undefined}>
            {!isAnswer && <AttachButton className={styles['attach']} forWindow onFiles={attach} />}
            <textarea
              ref={area}
              className={styles['area']}
              aria-label="Message"
              rows={1}
              placeholder={isAnswer ? 'Write your answer' : 'Write a message'}
              value={draft.text}
              {...commands.field}
              onChange={(event) => write(event.currentTarget.value)}
              onKeyDown={onKeyDown}
              onPaste={onPaste}
            />
            <StopButton conversationId={conversationId} />
            <SendButton
              answer={isAnswer}
              does={way.enter}
              disabled={draft.text.trim() === '' && (isAnswer || draft.files.length === 0)}
              onSend={() => send(draft.text)}
            />
          </div>
        )}
        <p className={styles['hint']} role="status">
          {hint}
        </p>
      </div>
      {way.words !== null && !isAnswer && <p className={styles['keys']}>{way.words}</p>}
    </div>
  )
}

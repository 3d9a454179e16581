import { ArrowUp } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { Result } from '../../src-shared/ipc/result.ts'
import { classNames } from '../components/class-names.ts'
import { Dormouse } from '../components/dormouse.tsx'
import { useAutosize } from '../components/use-autosize.ts'
import { goTo } from '../main-window/place-store.ts'
import { conversationStore } from '../stores/conversation-store.ts'
import { useSettingsStore } from '../stores/settings-store.ts'
import { send } from '../stores/outgoing-store.ts'
import { call } from '../transport/call.ts'
import { AttachButton } from './attachments/attach-button.tsx'
import { filesInTheWay, readyAttachments } from './attachments/draft-file.ts'
import { DropArea } from './attachments/drop-area.tsx'
import { FileChips } from './attachments/file-chips.tsx'
import { putFiles } from './attachments/put-files.ts'
import { changeDraft, changeFiles, draftOf, newChatDraft, useDrafts } from './composer/composer-store.ts'
import { FolderChip } from './composer/folder-chip.tsx'
import { pastedFiles } from './composer/pasted-files.ts'
import { type ChatPermission, PermissionChip } from './composer/permission-chip.tsx'
import composer from './composer/composer.module.css'
import styles from './new-chat.module.css'

const ideas = [
  'In 2 minutes remind me to stretch',
  'List the files in this folder and tell me what they are about',
  'Every weekday at 9, read my notes folder and tell me what changed',
]

/** An empty chat. The conversation is made with its first message. */
export function NewChat() {
  const { text, files } = useDrafts((drafts) => draftOf(drafts, newChatDraft))
  const [folder, setFolder] = useState<string | null>(null)
  const usual = useSettingsStore((settings) => settings.settings?.chatPermission ?? 'ask')
  const [chosen, setChosen] = useState<Partial<ChatPermission>>({})
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: string | null }>({
    busy: false,
    error: null,
  })
  const area = useAutosize(text, 240)
  const screen = useRef<HTMLDivElement>(null)
  useEffect(() => area.current?.focus(), [area])

  const setText = (next: string): void => changeDraft(newChatDraft, { text: next })
  const begin = async (): Promise<void> => {
    const words = text.trim()
    if ((words === '' && files.length === 0) || state.busy) return
    const problem = filesInTheWay(files)
    if (problem !== null) return setState({ busy: false, error: problem })
    const attachments = readyAttachments(files)
    setState({ busy: true, error: null })
    const result = await call('conversations.create', folder === null ? {} : { workingDirectory: folder })
    const made = result.ok ? await permitted(result.data, chosen) : result
    setState({ busy: false, error: made.ok ? null : made.error.message })
    if (!made.ok) return
    changeDraft(newChatDraft, { text: '', files: [] })
    conversationStore.put(made.data)
    goTo({ screen: 'conversations', conversationId: made.data.id })
    void send({
      conversationId: made.data.id,
      text: words,
      answers: null,
      replyTo: null,
      ...(attachments.length > 0 && { attachments }),
    })
  }
  const attach = (given: readonly File[]): void => {
    setState({ busy: false, error: null })
    void putFiles(given, (change) => changeFiles(newChatDraft, change))
    area.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void begin()
  }
  return (
    <div ref={screen} className={styles['screen']}>
      <DropArea inside={screen} onFiles={attach} />
      <div className={styles['middle']}>
        <Dormouse mood="asleep" size={104} />
        <h1 className={styles['title']}>What should I look after?</h1>
        <div className={composer['box']}>
          <FileChips
            files={files}
            onRemove={(key) => changeFiles(newChatDraft, (all) => all.filter((file) => file.key !== key))}
          />
          <textarea
            ref={area}
            className={classNames(composer['area'], styles['area'])}
            aria-label="Message"
            rows={2}
            placeholder="Ask something, or say what should happen and when"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              const given = pastedFiles(event.clipboardData)
              if (given.length === 0) return
              event.preventDefault()
              attach(given)
            }}
          />
          <div className={styles['foot']}>
            <div className={styles['chips']}>
              <AttachButton forWindow onFiles={attach} />
              <FolderChip folder={folder} onChange={setFolder} />
              <PermissionChip
                permission={chosen.permission ?? usual}
                tools={chosen.tools ?? {}}
                onChange={(change) => setChosen((before) => ({ ...before, ...change }))}
              />
            </div>
            <button
              type="button"
              className={composer['send']}
              aria-label="Send"
              aria-busy={state.busy}
              disabled={text.trim() === '' && files.length === 0}
              onClick={() => void begin()}
            >
              <ArrowUp aria-hidden="true" strokeWidth={2.4} />
            </button>
          </div>
        </div>
        {state.error && (
          <p className={styles['error']} role="alert">
            {state.error}
          </p>
        )}
        <ul className={styles['ideas']} aria-label="Ideas">
          {ideas.map((idea) => (
            <li key={idea}>
              <button
                type="button"
                className={styles['idea']}
                onClick={() => {
                  setText(idea)
                  area.current?.focus()
                }}
              >
                {idea}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** The new conversation with what was chosen for it. One that cannot be held to it gets no message, and is taken away. */
async function permitted(
  conversation: Conversation,
  chosen: Partial<ChatPermission>,
): Promise<Result<Conversation>> {
  const { id } = conversation
  if (Object.keys(chosen).length === 0) return { ok: true, data: conversation }
  const result = await call('conversations.setPermission', { id, ...chosen })
  if (!result.ok) await call('conversations.remove', { id })
  return result
}

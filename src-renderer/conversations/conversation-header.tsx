import { Ellipsis } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { IconButton } from '../components/icon-button.tsx'
import { Menu } from '../components/menu.tsx'
import { toastError } from '../components/toast.ts'
import { Tooltip } from '../components/tooltip.tsx'
import { conversationStore } from '../stores/conversation-store.ts'
import { call } from '../transport/call.ts'
import { FolderChip } from './composer/folder-chip.tsx'
import { headerEntries } from './header-entries.tsx'
import { LastMessageActions } from './actions/last-message-actions.tsx'
import { ModelChip } from './composer/model-chip.tsx'
import { type ChatPermission, PermissionChip } from './composer/permission-chip.tsx'
import { ContextMeter } from './sessions/context-meter.tsx'
import { SessionDialogs } from './sessions/session-dialogs.tsx'
import styles from './conversation-header.module.css'

export function ConversationHeader({ id }: { readonly id: string }) {
  const conversation = conversationStore.use((state) => state.byId.get(id))
  // `edited`: by keys, so that the focus goes back to the title.
  const [naming, setNaming] = useState<'at-rest' | 'editing' | 'edited'>('at-rest')
  const title = conversation?.title ?? ''

  const setFolder = async (workingDirectory: string | null): Promise<void> => {
    const result = await call('conversations.setWorkingDirectory', { id, workingDirectory })
    if (result.ok) conversationStore.put(result.data)
    else toastError(result.error)
  }

  const setPermission = async (change: Partial<ChatPermission>): Promise<void> => {
    const result = await call('conversations.setPermission', { id, ...change })
    if (result.ok) conversationStore.put(result.data)
    else toastError(result.error)
  }

  return (
    <header className={styles['header']}>
      {naming === 'editing' ? (
        <TitleField id={id} title={title} onDone={(byKey) => setNaming(byKey ? 'edited' : 'at-rest')} />
      ) : (
        <h1 className={styles['heading']}>
          <Tooltip text="Rename">
            <button
              type="button"
              className={styles['title']}
              autoFocus={naming === 'edited'}
              onClick={() => setNaming('editing')}
            >
              {title}
            </button>
          </Tooltip>
        </h1>
      )}
      <div className={styles['chips']}>
        <FolderChip
          folder={conversation?.workingDirectory ?? null}
          onChange={(folder) => void setFolder(folder)}
        />
        {conversation && (
          <PermissionChip
            permission={conversation.permission}
            tools={conversation.tools}
            onChange={(change) => void setPermission(change)}
          />
        )}
        <ContextMeter conversationId={id} />
        <ModelChip conversationId={id} />
        <Menu
          align="end"
          trigger={<IconButton label="More" icon={<Ellipsis aria-hidden="true" />} />}
          entries={conversation ? headerEntries(conversation) : []}
        />
      </div>
      <SessionDialogs conversationId={id} />
      <LastMessageActions conversationId={id} />
    </header>
  )
}

interface TitleFieldProps {
  readonly id: string
  readonly title: string
  onDone(byKey: boolean): void
}

function TitleField({ id, title, onDone }: TitleFieldProps) {
  const [text, setText] = useState(title)
  const save = async (byKey: boolean): Promise<void> => {
    onDone(byKey)
    if (text.trim() === '' || text.trim() === title) return
    const result = await call('conversations.rename', { id, title: text.trim() })
    if (result.ok) conversationStore.put(result.data)
    else toastError(result.error)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void save(true)
    else if (event.key === 'Escape') onDone(true)
    else return
    event.preventDefault()
  }
  return (
    <input
      className={styles['field']}
      aria-label="Name of the chat"
      value={text}
      maxLength={200}
      // The user asked for this field by pressing the title.
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => void save(false)}
      onKeyDown={onKeyDown}
    />
  )
}

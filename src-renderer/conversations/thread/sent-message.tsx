import { Pencil } from 'lucide-react'
import { useRef } from 'react'
import { type Message, messageText } from '../../../src-shared/domain/message.ts'
import type { RouteError } from '../../../src-shared/ipc/result.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { call } from '../../transport/call.ts'
import { BranchSwitcher } from '../actions/branch-switcher.tsx'
import { CopyIcon } from '../actions/copy-icon.tsx'
import { type Edit, startEdit, useEdit } from '../actions/edit-store.ts'
import { MessageEditor } from '../actions/message-editor.tsx'
import { MessageToolbar } from '../actions/message-toolbar.tsx'
import { MoreMenu } from '../actions/more-menu.tsx'
import { readyAttachments } from '../attachments/draft-file.ts'
import { canEdit } from '../actions/can-edit.ts'
import { messageFiles } from './message-parts.ts'
import { messageMarkdown } from './message-markdown.ts'
import { UserMessage } from './user-message.tsx'

/** A message of the user's that was sent, with what can be done with it. */
export function SentMessage({ message }: { readonly message: Message }) {
  const edit = useEdit((state) => (state.edit?.messageId === message.id ? state.edit : null))
  const drawn = useRef<HTMLDivElement>(null)
  return (
    <UserMessage
      ref={drawn}
      text={messageText(message.content)}
      files={messageFiles(message)}
      conversationId={message.conversationId}
      answers={message.answers}
      replyTo={message.replyTo}
      at={message.at}
      note={null}
      editor={
        edit && (
          <MessageEditor
            edit={edit}
            note="The chat goes on from the new words. What followed the old ones stays as another version."
            withFiles
            save={saveAsBranch}
          />
        )
      }
      actions={
        <MessageToolbar label="Your message" align="end">
          <CopyIcon label="Copy" text={() => messageMarkdown(message)} />
          {canEdit(message) && (
            <IconButton
              label="Edit"
              size="s"
              tabIndex={-1}
              icon={<Pencil aria-hidden="true" />}
              onClick={() => startEdit(message)}
            />
          )}
          <MoreMenu message={message} drawn={drawn} label="More about your message" />
          <BranchSwitcher message={message} />
        </MessageToolbar>
      }
    />
  )
}

async function saveAsBranch({ messageId, text, files }: Edit): Promise<RouteError | null> {
  const result = await call('messages.edit', {
    id: messageId,
    text: text.trim(),
    attachments: [...readyAttachments(files)],
  })
  return result.ok ? null : result.error
}

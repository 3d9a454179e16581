import { create } from 'zustand'
import { type Message, messageText } from '../../../src-shared/domain/message.ts'
import { type DraftFile, fileOfAttachment } from '../attachments/draft-file.ts'

/** A message that is being changed in its place. */
export interface Edit {
  readonly messageId: string
  readonly text: string
  readonly files: readonly DraftFile[]
}

/** One at a time, in the window: its words stay while its row is scrolled out of sight. */
export const useEdit = create<{ readonly edit: Edit | null }>()(() => ({ edit: null }))

export function startEdit(message: Message): void {
  const files = message.content.flatMap((block) =>
    block.type === 'attachment' ? [fileOfAttachment(block.attachment)] : [],
  )
  useEdit.setState({ edit: { messageId: message.id, text: messageText(message.content), files } })
}

export function changeEdit(messageId: string, change: (edit: Edit) => Edit): void {
  useEdit.setState(({ edit }) => (edit?.messageId === messageId ? { edit: change(edit) } : { edit }))
}

export function endEdit(messageId: string): void {
  useEdit.setState(({ edit }) => (edit?.messageId === messageId ? { edit: null } : { edit }))
}

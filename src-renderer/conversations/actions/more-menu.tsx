import { Ellipsis, Quote, Split, Trash2 } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import { type Message, messageText } from '../../../src-shared/domain/message.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { Menu, type MenuEntry } from '../../components/menu.tsx'
import { messageMarkdown } from '../thread/message-markdown.ts'
import { markedWithin, quoteInto } from '../composer/quote.ts'
import { forkFrom } from '../sessions/fork-from.ts'
import { removeMessage } from './remove-message.ts'

interface MoreMenuProps {
  readonly message: Message
  /** The message as it is drawn: what is marked in it is quoted. */
  readonly drawn: RefObject<HTMLElement | null>
  readonly label: string
  /** What stands in the menu before the rest. */
  readonly first?: readonly MenuEntry[]
}

/** What is done with a message less often. */
export function MoreMenu({ message, drawn, label, first = [] }: MoreMenuProps) {
  const [removing, setRemoving] = useState(false)
  // The press on the menu takes the marking away, so it is looked at before.
  const marked = useRef<string | null>(null)
  const entries: MenuEntry[] = [
    ...first,
    {
      kind: 'item',
      label: 'Quote',
      icon: <Quote aria-hidden="true" />,
      disabled: messageText(message.content).trim() === '',
      onSelect: () => quoteInto(message.conversationId, marked.current ?? messageMarkdown(message)),
    },
    {
      kind: 'item',
      label: 'New session from here',
      hint: 'It knows what was said up to this message; nothing goes away.',
      icon: <Split aria-hidden="true" />,
      disabled: message.sessionId === null,
      onSelect: () => void forkFrom(message),
    },
    { kind: 'separator' },
    {
      kind: 'item',
      label: 'Delete…',
      icon: <Trash2 aria-hidden="true" />,
      danger: true,
      onSelect: () => setRemoving(true),
    },
  ]
  return (
    <>
      <Menu
        align={message.role === 'user' ? 'end' : 'start'}
        entries={entries}
        trigger={
          <IconButton
            label={label}
            size="s"
            tabIndex={-1}
            icon={<Ellipsis aria-hidden="true" />}
            onPointerDown={() => {
              marked.current = markedWithin(drawn.current)
            }}
            onKeyDown={() => {
              marked.current = markedWithin(drawn.current)
            }}
          />
        }
      />
      <ConfirmDialog
        open={removing}
        title="Delete this message?"
        description="It goes for good: from the chat, from the search and from what the assistant knows of it."
        action="Delete"
        danger
        onConfirm={() => removeMessage(message)}
        onClose={() => setRemoving(false)}
      />
    </>
  )
}

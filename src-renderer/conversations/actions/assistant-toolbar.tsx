import { RefreshCw } from 'lucide-react'
import type { RefObject } from 'react'
import type { Message } from '../../../src-shared/domain/message.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { Time } from '../../components/time.tsx'
import { visibleText } from '../../components/visible-text.ts'
import { messageMarkdown } from '../thread/message-markdown.ts'
import { BranchSwitcher } from './branch-switcher.tsx'
import { CopyIcon } from './copy-icon.tsx'
import { MessageToolbar } from './message-toolbar.tsx'
import { MoreMenu } from './more-menu.tsx'
import { regenerate } from './regenerate.ts'
import styles from './message-toolbar.module.css'

interface AssistantToolbarProps {
  readonly message: Message
  readonly drawn: RefObject<HTMLElement | null>
}

/** What can be done with an answer, and who gave it when. */
export function AssistantToolbar({ message, drawn }: AssistantToolbarProps) {
  const { turnId, model, at } = message
  return (
    <MessageToolbar label="The answer" align="start">
      <CopyIcon label="Copy as Markdown" text={() => messageMarkdown(message)} />
      {turnId !== null && (
        <IconButton
          label="Regenerate"
          size="s"
          tabIndex={-1}
          icon={<RefreshCw aria-hidden="true" />}
          onClick={() => void regenerate(turnId)}
        />
      )}
      <MoreMenu message={message} drawn={drawn} label="More about the answer" />
      <BranchSwitcher message={message} />
      <span className={styles['facts']}>
        {model !== undefined && `${visibleText(model)} · `}
        <Time at={at} show="clock" />
      </span>
    </MessageToolbar>
  )
}

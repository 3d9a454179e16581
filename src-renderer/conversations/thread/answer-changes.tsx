import type { Message } from '../../../src-shared/domain/message.ts'
import { filesWords } from '../../runs/work/changes/change-words.ts'
import { UndoBar } from '../../runs/work/changes/undo-bar.tsx'
import { useChanges } from '../../runs/work/changes/use-changes.ts'
import { mayChangeFiles } from '../../runs/work/tool-icon.ts'
import { useThreadStore } from '../../stores/thread-store.ts'
import { isActiveTurn, turnStore } from '../../stores/turn-store.ts'
import styles from './answer-changes.module.css'

/** Below the last message of an answer that changed files: how many, and the way to put them back. */
export function AnswerChanges({ message }: { readonly message: Message }) {
  const { turnId, conversationId, id } = message
  const isEnd = useThreadStore((threads) => {
    const ofTurn = threads.get(conversationId)?.messages.filter((one) => isAnswer(one, turnId)) ?? []
    return ofTurn.at(-1)?.id === id && ofTurn.some(mayHaveChangedFiles)
  })
  const underWay = turnStore.use((state) => {
    const turn = turnId === null ? undefined : state.byId.get(turnId)
    return turn !== undefined && isActiveTurn(turn)
  })
  return turnId !== null && isEnd && !underWay ? <Changes turnId={turnId} /> : null
}

function Changes({ turnId }: { readonly turnId: string }) {
  const { load, reload } = useChanges(turnId)
  // That nothing is known of it does not spoil the answer: its steps say more when they are opened.
  if (load.kind !== 'ready' || load.changes.undo === 'none' || load.changes.files.length === 0) return null
  return (
    <div className={styles['changes']}>
      <span className={styles['count']}>{filesWords(load.changes.files.length)} changed</span>
      <UndoBar turnId={turnId} changes={load.changes} label="Undo this answer's changes" onDone={reload} />
    </div>
  )
}

function isAnswer(message: Message, turnId: string | null): boolean {
  return turnId !== null && message.role === 'assistant' && message.turnId === turnId
}

function mayHaveChangedFiles({ content }: Message): boolean {
  return content.some((block) => block.type === 'tool_use' && mayChangeFiles(block.name))
}

import {
  CircleAlert,
  FileText,
  Folder,
  type LucideIcon,
  Search,
  Wrench,
  CalendarClock,
  Bell,
  CircleDashed,
} from 'lucide-react'
import { duration } from '../components/format-time.ts'
import { Spinner } from '../components/spinner.tsx'
import { questionStore } from '../stores/question-store.ts'
import { isActiveTurn, turnStore } from '../stores/turn-store.ts'
import { Fold } from './fold.tsx'
import type { ToolResultBlock, ToolUse } from './message-parts.ts'
import { QuestionCard } from './question-card.tsx'
import { questionOfStep } from './question-of-step.ts'
import styles from './step-line.module.css'

interface StepLineProps {
  readonly use: ToolUse
  readonly result: ToolResultBlock | null
  readonly turnId: string | null
  readonly conversationId: string
}

const icons: Readonly<Record<string, LucideIcon>> = {
  read_file: FileText,
  list_directory: Folder,
  search_files: Search,
  schedule_task: CalendarClock,
  list_schedules: CalendarClock,
  cancel_schedule: CalendarClock,
  notify_user: Bell,
}

/** One tool call, folded into a line; a call that asks the user is the question's card instead. */
export function StepLine({ use, result, turnId, conversationId }: StepLineProps) {
  const question = questionStore.use((state) => questionOfStep(state.byId.values(), turnId, use))
  const underWay = turnStore.use((state) => {
    const turn = turnId === null ? undefined : state.byId.get(turnId)
    return turn !== undefined && isActiveTurn(turn)
  })
  if (question) return <QuestionCard question={question} conversationId={conversationId} />
  const Icon = icons[use.name] ?? Wrench
  const label = use.label ?? use.name.replaceAll('_', ' ')
  const took =
    result?.startedAt != null && result.endedAt != null
      ? duration(result.endedAt - result.startedAt)
      : undefined
  const state = result ? (result.isError ? 'failed' : 'done') : underWay ? 'working' : 'stopped'
  return (
    <Fold
      tone={state === 'failed' ? 'berry' : 'plain'}
      icon={
        state === 'failed' ? (
          <CircleAlert aria-hidden="true" />
        ) : state === 'working' ? (
          <Spinner />
        ) : state === 'stopped' ? (
          <CircleDashed aria-hidden="true" />
        ) : (
          <Icon aria-hidden="true" />
        )
      }
      label={label}
      note={noteOf(state, took)}
    >
      <Detail title="Input" text={inputText(use.input)} />
      {result && <Detail title={result.isError ? 'Error' : 'Result'} text={result.content} />}
    </Fold>
  )
}

type StepState = 'done' | 'failed' | 'working' | 'stopped'

function noteOf(state: StepState, took: string | undefined): string | undefined {
  switch (state) {
    case 'failed':
      return took ? `failed · ${took}` : 'failed'
    case 'stopped':
      return 'not finished'
    case 'working':
      return undefined
    case 'done':
      return took && `· ${took}`
  }
}

/** `path: long.md` for a flat input, else JSON. */
function inputText(input: unknown): string {
  if (typeof input !== 'object' || input === null) return JSON.stringify(input)
  const entries = Object.entries(input)
  if (entries.every(([, value]) => typeof value !== 'object')) {
    return entries.map(([key, value]) => `${key}: ${String(value)}`).join('\n')
  }
  return JSON.stringify(input, null, 2)
}

function Detail({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className={styles['detail']}>
      <div className={styles['title']}>{title}</div>
      <pre className={styles['text']}>{text === '' ? '(empty)' : text}</pre>
    </div>
  )
}

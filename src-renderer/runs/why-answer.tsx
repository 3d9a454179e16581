import { ArrowUpRight } from 'lucide-react'
import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { RouteOutput } from '../../src-shared/ipc/contract.ts'
import { Button } from '../components/button.tsx'
import { useNow } from '../platform/use-now.ts'
import { awayWords } from '../settings/schedules/away-words.ts'
import { instantWords } from '../settings/schedules/instant-words.ts'
import { capital } from './run-words.ts'
import styles from './why-dialog.module.css'

interface WhyAnswerProps {
  readonly told: RouteOutput<'schedules.explain'>
  readonly schedule: Schedule | undefined
  onOpenRun(runId: string): void
}

/** What the ledger said, the run that it is about, and when the schedule is due next. */
export function WhyAnswer({ told, schedule, onOpenRun }: WhyAnswerProps) {
  const now = useNow()
  const { text, runId } = told
  return (
    <>
      <p className={styles['told']}>{capital(text)}</p>
      <div className={styles['foot']}>
        {runId !== null && (
          <Button size="s" icon={<ArrowUpRight aria-hidden="true" />} onClick={() => onOpenRun(runId)}>
            Open run
          </Button>
        )}
        {schedule && <span className={styles['next']}>{nextWords(schedule, now)}</span>}
      </div>
    </>
  )
}

function nextWords({ enabled, nextAt }: Schedule, now: number): string {
  if (!enabled) return 'It is paused now, so there is no next time.'
  if (nextAt === null) return 'It is finished: there is no next time.'
  return `The next time is ${instantWords(nextAt, now)} (${awayWords(nextAt, now)}).`
}

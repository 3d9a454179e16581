import { isActiveRun, type Run, type RunEvent, type RunStatus } from '../../src-shared/domain/run.ts'
import { Card } from '../components/card.tsx'
import { deniedLists } from './denied-lists.ts'
import { capital } from './run-words.ts'
import page from './run-page.module.css'
import styles from './rehearsal.module.css'

interface RehearsalCardProps {
  readonly run: Run
  /** `undefined` until they are loaded. */
  readonly events: readonly RunEvent[] | undefined
}

/** What a rehearsal would have asked and done, had it been a real run. */
export function RehearsalCard({ run, events }: RehearsalCardProps) {
  const { asked, done } = deniedLists(events ?? [])
  return (
    <Card className={styles['card']} aria-label="Rehearsal">
      <p className={page['note']}>
        <span className={styles['mark']}>Rehearsal</span>
        It reads what it needs, and whatever would change something is refused.
      </p>
      {asked.length > 0 && <List title="It would have asked" lines={asked} />}
      {done.length > 0 && <List title="It would have done" lines={done} />}
      {events && asked.length + done.length === 0 && (
        <p className={styles['nothing']}>{nothingWords(run.status)}</p>
      )}
    </Card>
  )
}

function nothingWords(status: RunStatus): string {
  const words = 'it would have asked nothing and changed nothing.'
  if (isActiveRun(status)) return `So far ${words}`
  return status === 'succeeded' ? capital(words) : `Until it ended ${words}`
}

interface ListProps {
  readonly title: string
  readonly lines: ReturnType<typeof deniedLists>['asked']
}

function List({ title, lines }: ListProps) {
  return (
    <section>
      <h2 className={page['heading']}>{title}</h2>
      <ol className={styles['list']} aria-label={title}>
        {lines.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ol>
    </section>
  )
}

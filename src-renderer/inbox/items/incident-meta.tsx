import type { Incident } from '../../../src-shared/domain/incident.ts'
import { Time } from '../../components/time.tsx'
import { goTo } from '../../main-window/place-store.ts'
import { everyRun, useRunFilter } from '../../runs/run-filter.ts'
import { failedWords, incidentWord } from './incident-words.ts'
import styles from './inbox-item.module.css'

/** Since when a trouble lasts or when it was settled, how often it struck, and the way to the runs that it struck. */
export function IncidentMeta({ incident }: { readonly incident: Incident }) {
  const { scheduleId, openedAt, lastAt, closedAt } = incident
  const showRuns = (id: string): void => {
    useRunFilter.setState({ ...everyRun, scheduleId: id, group: 'failed' }, true)
    goTo({ screen: 'runs' })
  }
  return (
    <>
      <span>
        {incidentWord(incident)}
        {closedAt === null && ' since'}
      </span>
      {closedAt === null ? <Time at={openedAt} show="moment" /> : <Time at={closedAt} />}
      {incident.failures > 0 && (
        <span className={styles['more']}>
          {failedWords(incident)}
          {incident.failures > 1 && (
            <>
              , the last <Time at={lastAt} />
            </>
          )}
        </span>
      )}
      {scheduleId !== null && (
        <button type="button" className={styles['link']} onClick={() => showRuns(scheduleId)}>
          Failed runs
        </button>
      )}
    </>
  )
}

import type { Settings } from '../../../../src-shared/domain/settings.ts'
import { LimitBar, LimitKey } from '../../../components/limit-bar.tsx'
import { SettingsGroup } from '../../settings-group.tsx'
import { WithResult } from '../../with-result.tsx'
import { type DayMeter, dayMeters } from './day-meters.ts'
import { useToday } from './use-today.ts'
import styles from './today.module.css'

/** Today at a glance: what was used and what is held, beside the limits of the day. */
export function TodaySection({ settings }: { readonly settings: Settings }) {
  const { result, reload } = useToday()
  return (
    <SettingsGroup title="Today">
      <WithResult result={result} what="the usage of today" lines={3} onRetry={() => void reload()}>
        {(today) => {
          const meters = dayMeters(today, settings)
          return (
            <>
              <div className={styles['meters']}>
                {meters.map((meter) => (
                  <Meter key={meter.title} meter={meter} />
                ))}
              </div>
              <Legend meters={meters} />
            </>
          )
        }}
      </WithResult>
    </SettingsGroup>
  )
}

function Meter({ meter }: { readonly meter: DayMeter }) {
  const { title, used, held, limit, chatsFrom, headline, notes } = meter
  return (
    <div className={styles['meter']}>
      <div className={styles['head']}>
        <span className={styles['title']}>{title}</span>
        <span className={styles['amount']}>{headline}</span>
      </div>
      {limit !== null && (
        <LimitBar
          label={`${title} used today`}
          words={headline}
          full={limit}
          used={used}
          held={held}
          isOver={used >= limit}
          {...(chatsFrom !== null && { zone: { from: chatsFrom, to: limit } })}
        />
      )}
      {notes.length > 0 && <p className={styles['notes']}>{notes.join(' ')}</p>}
    </div>
  )
}

/** Only what is in the bars. */
function Legend({ meters }: { readonly meters: readonly DayMeter[] }) {
  const bars = meters.filter((meter) => meter.limit !== null)
  if (bars.length === 0) return null
  return (
    <div className={styles['legend']}>
      <LimitKey part="used">used</LimitKey>
      {bars.some((meter) => meter.held > 0) && <LimitKey part="held">held for work under way</LimitKey>}
      {bars.some((meter) => meter.chatsFrom !== null) && <LimitKey part="zone">kept for chats</LimitKey>}
    </div>
  )
}

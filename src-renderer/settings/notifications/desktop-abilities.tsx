import { BellOff, CircleAlert, CircleCheck, CircleMinus, Moon } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { NotificationStatus } from '../../../src-shared/ipc/app-routes.ts'
import { Button } from '../../components/button.tsx'
import { Time } from '../../components/time.tsx'
import { useNow } from '../../platform/use-now.ts'
import { call } from '../../transport/call.ts'
import { SettingRow } from '../setting-row.tsx'
import { useRoute } from '../use-route.ts'
import { WithResult } from '../with-result.tsx'
import { abilityWords } from './ability-words.ts'
import styles from './notifications.module.css'

/** What comes of a test: the desktop took it, did not, or the route itself refused. */
interface Tested {
  readonly shown: boolean
  readonly words: string
}

/** What notifications can do on this desktop, whether it is quiet now, and a way to see one. */
export function DesktopAbilities() {
  const { result, reload } = useRoute('notifications.status', {})
  const [testing, setTesting] = useState(false)
  const [tested, setTested] = useState<Tested | null>(null)
  const now = useNow()
  const until = result?.ok ? (result.data.quiet?.until ?? null) : null
  const isPast = until !== null && now >= until
  useEffect(() => {
    if (isPast) void reload()
  }, [isPast, reload])
  useEffect(
    () =>
      window.dormouse.onEvent((event) => {
        if (event.event === 'settings.changed') void reload()
      }),
    [reload],
  )
  const test = async (): Promise<void> => {
    setTesting(true)
    setTested(null)
    const answer = await call('notifications.test', {})
    setTesting(false)
    setTested(testWords(answer.ok ? answer.data.shown : answer.error.message))
    await reload()
  }
  return (
    <WithResult result={result} what="what this desktop can do" lines={2} onRetry={() => void reload()}>
      {(status) => (
        <SettingRow
          title={status.problem === null ? 'This desktop' : 'This desktop shows none'}
          text={
            <>
              <Abilities status={status} />
              {status.quiet && <QuietNow quiet={status.quiet} />}
              <span role="status">
                {tested && (
                  <span className={styles['ability']} data-good={tested.shown}>
                    {tested.shown ? <CircleCheck aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
                    {tested.words}
                  </span>
                )}
              </span>
            </>
          }
        >
          <Button size="s" busy={testing} onClick={() => void test()}>
            Show a test notification
          </Button>
        </SettingRow>
      )}
    </WithResult>
  )
}

function testWords(outcome: boolean | string): Tested {
  if (outcome === true) return { shown: true, words: 'The desktop took the test notification.' }
  const words = outcome === false ? 'The desktop did not take the test notification.' : outcome
  return { shown: false, words }
}

function Abilities({ status }: { readonly status: NotificationStatus }) {
  if (status.problem !== null) {
    return (
      <span className={styles['ability']} data-good={false}>
        <BellOff aria-hidden="true" />
        {status.problem} Everything is in the inbox all the same.
      </span>
    )
  }
  return abilityWords(status).map(({ can, words }) => (
    <span key={words} className={styles['ability']}>
      {can ? <CircleCheck aria-hidden="true" /> : <CircleMinus aria-hidden="true" />}
      {words}
    </span>
  ))
}

function QuietNow({ quiet }: { readonly quiet: NonNullable<NotificationStatus['quiet']> }) {
  return (
    <span className={styles['ability']}>
      <Moon aria-hidden="true" />
      <span>
        {quiet.until === null ? (
          'It is quiet now, until you turn off “Do not disturb”.'
        ) : (
          <>
            It is quiet now, until <Time at={quiet.until} show="moment" />.
          </>
        )}
      </span>
    </span>
  )
}

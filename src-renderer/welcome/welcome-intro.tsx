import { KeyRound } from 'lucide-react'
import type { RouteError } from '../../src-shared/ipc/result.ts'
import { Button } from '../components/button.tsx'
import { Dormouse } from '../components/dormouse.tsx'
import { call } from '../transport/call.ts'
import { FirstMessage } from './first-message.tsx'
import styles from './welcome-screen.module.css'

interface WelcomeIntroProps {
  readonly starting: boolean
  readonly error: RouteError | null
  onStart(): void
  onDone(): void
}

/** What Dormouse is, in one breath, and the three ways to go on. */
export function WelcomeIntro({ starting, error, onStart, onDone }: WelcomeIntroProps) {
  return (
    <div className={styles['intro']}>
      <div className={styles['nest']}>
        <Dormouse mood="asleep" size={148} />
      </div>
      <h1 className={styles['title']}>It works while you sleep. Or the other way round.</h1>
      <p className={styles['text']}>
        Dormouse is an assistant in your tray. Give it something to do now, later or every weekday at nine. It
        keeps going after you close the window, and wakes you only when it needs an answer.
      </p>
      <div className={styles['buttons']}>
        <Button variant="solid" className={styles['large']} busy={starting} onClick={onStart}>
          Show me
        </Button>
        <Button
          className={styles['large']}
          icon={<KeyRound aria-hidden="true" />}
          onClick={() => void call('app.showSettings', { tab: 'Models' })}
        >
          I have a key
        </Button>
      </div>
      {error && (
        <p className={styles['error']} role="alert">
          {error.message}
        </p>
      )}
      <p className={styles['note']}>
        Takes half a minute and needs no key: a practice model is built in. It is not an AI model, but
        everything around it is real.
      </p>
      <FirstMessage onDone={onDone} />
      <Button variant="quiet" size="s" onClick={onDone}>
        Skip
      </Button>
    </div>
  )
}

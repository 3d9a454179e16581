import { DemoSteps } from './demo-steps.tsx'
import { useDemo } from './use-demo.ts'
import { WelcomeIntro } from './welcome-intro.tsx'
import styles from './welcome-screen.module.css'

interface WelcomeScreenProps {
  /** Called when the user goes on; the settings remember it. */
  onDone(): void
}

/** The first start without a key: what Dormouse is, and a real run that pauses and is answered within a minute. */
export function WelcomeScreen({ onDone }: WelcomeScreenProps) {
  const { demo, starting, error, start, again } = useDemo()
  return (
    <div className={styles['screen']}>
      <div className={styles['column']}>
        {demo ? (
          <DemoSteps demo={demo} onDone={onDone} onAgain={again} />
        ) : (
          <WelcomeIntro starting={starting} error={error} onStart={start} onDone={onDone} />
        )}
      </div>
    </div>
  )
}

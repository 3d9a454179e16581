import { Check, MessageCircleQuestion } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../components/button.tsx'
import { classNames } from '../components/class-names.ts'
import { Dormouse, type Mood } from '../components/dormouse.tsx'
import { Markdown } from '../components/markdown.tsx'
import { Spinner } from '../components/spinner.tsx'
import { QuestionForm } from '../inbox/answers/question-form.tsx'
import { goTo } from '../main-window/place-store.ts'
import { useTickingNow } from '../runs/use-ticking-now.ts'
import { DemoWork } from './demo-work.tsx'
import { type DemoStage, type StepState, stepStates } from './demo-stage.ts'
import type { Demo } from './use-demo.ts'
import styles from './demo-steps.module.css'

interface DemoStepsProps {
  readonly demo: Demo
  onDone(): void
  onAgain(): void
}

const moods: Record<DemoStage, Mood> = {
  scheduled: 'asleep',
  working: 'working',
  'needs-you': 'needs-you',
  finishing: 'working',
  done: 'asleep',
  'ended-early': 'asleep',
}

const headings: Record<DemoStage, string> = {
  scheduled: 'Watch it work.',
  working: 'Watch it work.',
  'needs-you': 'It needs you.',
  finishing: 'It goes on.',
  done: 'That is all there is to it.',
  'ended-early': 'It ended early.',
}

/** The demonstration while it happens, in four steps; the question is answered right here. */
export function DemoSteps({ demo, onDone, onAgain }: DemoStepsProps) {
  const { stage, run, questions, schedule } = demo
  const [scheduled, working, asks, result] = stepStates(stage)
  const over = stage === 'done' || stage === 'ended-early'
  const frame = useRef<HTMLDivElement>(null)
  // What had the focus is gone at each of these moments; the keys go on where the user is needed.
  useEffect(() => {
    if (document.activeElement !== document.body) return
    const next = stage === 'needs-you' ? '[data-answer]' : over ? '[data-next]' : null
    if (next !== null) frame.current?.querySelector<HTMLElement>(next)?.focus({ preventScroll: true })
  }, [stage, over])
  const leave = (): void => {
    onDone()
    goTo({ screen: 'conversations', conversationId: run?.deliverTo ?? schedule.deliverTo })
  }
  return (
    <div ref={frame} className={styles['demo']}>
      <div className={styles['demoHead']}>
        <Dormouse mood={moods[stage]} size={72} />
        <h1 className={styles['demoTitle']}>{headings[stage]}</h1>
      </div>
      <ol className={styles['steps']} aria-live="polite">
        <Step state={scheduled} title="A schedule fires">
          <Countdown schedule={demo.schedule.trigger} active={stage === 'scheduled'} />
        </Step>
        <Step state={working} title="It works in the background">
          <DemoWork events={demo.events} />
        </Step>
        <Step state={asks} asks title="It stops and asks you">
          {questions.map((question) => (
            <div key={question.id} className={classNames(question.status === 'open' && styles['ask'])}>
              <Markdown text={question.prompt} />
              <QuestionForm question={question} via="welcome screen" />
            </div>
          ))}
        </Step>
        <Step
          state={result}
          title={stage === 'ended-early' ? 'It ended early' : 'It goes on and brings you the result'}
        >
          {run?.result != null && over && <Markdown text={run.result} />}
          {stage === 'ended-early' && <p>{run?.reason ?? 'It was stopped.'}</p>}
          {stage === 'done' && (
            <p className={styles['after']}>
              The question could have waited for a fortnight, and survived a restart. The result is in its
              conversation, in the inbox and under Runs.
            </p>
          )}
        </Step>
      </ol>
      <div className={styles['buttons']}>
        <Button
          variant={over ? 'solid' : 'quiet'}
          className={over ? styles['large'] : undefined}
          data-next
          onClick={leave}
        >
          {over ? 'Go to conversations' : 'Skip'}
        </Button>
        {stage === 'ended-early' && (
          <Button className={styles['large']} onClick={onAgain}>
            Try again
          </Button>
        )}
      </div>
    </div>
  )
}

interface StepProps {
  readonly state: StepState
  readonly title: string
  /** Whether it is the user's turn in this step. */
  readonly asks?: boolean
  readonly children?: ReactNode
}

function Step({ state, title, asks = false, children }: StepProps) {
  return (
    <li
      className={classNames(styles['step'], styles[state], asks && styles['asks'])}
      aria-current={state === 'now' ? 'step' : undefined}
    >
      <span className={styles['stepMark']} aria-hidden="true">
        {state === 'done' && <Check strokeWidth={3} />}
        {state === 'now' && (asks ? <MessageCircleQuestion /> : <Spinner />)}
      </span>
      <div className={styles['stepBody']}>
        <h2 className={styles['stepTitle']}>{title}</h2>
        {state !== 'later' && <div className={styles['stepText']}>{children}</div>}
      </div>
    </li>
  )
}

function Countdown({
  schedule,
  active,
}: {
  readonly schedule: Demo['schedule']['trigger']
  readonly active: boolean
}) {
  const now = useTickingNow(active)
  if (!active || schedule.kind !== 'once') return null
  const seconds = Math.ceil((schedule.at - now) / 1000)
  return (
    <p>
      {seconds > 0 ? `In ${seconds} s. You could close this window now; it would fire all the same.` : 'Now.'}
    </p>
  )
}

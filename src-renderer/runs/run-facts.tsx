import { GitBranch } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Run } from '../../src-shared/domain/run.ts'
import { totalTokens } from '../../src-shared/domain/usage.ts'
import { classNames } from '../components/class-names.ts'
import { CopyButton } from '../components/copy-button.tsx'
import { absoluteTime, dayName, duration } from '../components/format-time.ts'
import { visibleText } from '../components/visible-text.ts'
import { costWords, tokensExact, tokenWords } from './format-usage.ts'
import { lateReason } from './lateness.ts'
import { reasonWords } from './reason-words.ts'
import { everyRun, useRunFilter } from './run-filter.ts'
import { type Phase, phaseTotals } from './run-phases.ts'
import { deliveryWords, originWords, tookWords } from './run-words.ts'
import { Button } from '../components/button.tsx'
import { goTo } from '../main-window/place-store.ts'
import styles from './run-page.module.css'

interface RunFactsProps {
  readonly run: Run
  readonly phases: readonly Phase[]
  /** How many tool calls it made; `null` until that is known. */
  readonly steps: number | null
  /** Epoch milliseconds. */
  readonly now: number
}

/** A start this much after the due instant is worth saying. */
const notableLatenessMs = 5000

/** When, how long, how much. */
export function RunFacts({ run, phases, steps, now }: RunFactsProps) {
  const { usage, startedAt, endedAt, scheduleId } = run
  const late = startedAt === null ? 0 : startedAt - run.nominalAt
  const reason = lateReason(run)
  const took = tookWords(run, now)
  const tokens = totalTokens(usage)
  return (
    <dl className={styles['facts']}>
      <Fact name={startedAt === null ? 'Where it comes from' : 'Why it ran'}>
        {run.dryRun ? 'To try it out' : originWords[run.origin]}
        {scheduleId !== null && (
          <>
            <br />
            <Button
              size="s"
              variant="quiet"
              style={{ marginLeft: -10 }}
              onClick={() => {
                useRunFilter.setState({ ...everyRun, scheduleId }, true)
                goTo({ screen: 'runs' })
              }}
            >
              All its runs
            </Button>
          </>
        )}
      </Fact>
      <Fact name="Due">
        <Moment at={run.nominalAt} now={now} />
      </Fact>
      {startedAt !== null && (
        <Fact name="Started">
          <Moment at={startedAt} now={now} />
          {late > notableLatenessMs && (
            <>
              <br />
              <small>
                {duration(late)} late
                {reason !== null && `: ${reasonWords[reason].toLowerCase()}`}
              </small>
            </>
          )}
        </Fact>
      )}
      {endedAt !== null && startedAt !== null && (
        <Fact name="Ended">
          <Moment at={endedAt} now={now} />
        </Fact>
      )}
      {took !== null && (
        <Fact name={endedAt === null ? 'So far' : 'Took'}>
          {took}
          <TimeParts phases={phases} />
        </Fact>
      )}
      {((steps ?? 0) > 0 || usage.steps > 0) && (
        <Fact name="Steps">
          {steps ?? '–'}
          <br />
          <small>
            {usage.steps} model {usage.steps === 1 ? 'call' : 'calls'}
          </small>
        </Fact>
      )}
      {tokens > 0 && (
        <Fact name="Tokens">
          {tokensExact(tokens)}
          <br />
          <small>{tokenWords(usage)}</small>
        </Fact>
      )}
      {tokens > 0 && <Fact name="Cost">{costWords(usage.costMicroUsd)}</Fact>}
      {endedAt !== null && <Fact name="Result">{deliveryWords[run.delivery]}</Fact>}
      {run.branch !== null && <Branch name={run.branch} />}
    </dl>
  )
}

/** How long it worked and how long it waited, where it did both. */
function TimeParts({ phases }: { readonly phases: readonly Phase[] }) {
  const totals = new Map(phaseTotals(phases).map(({ kind, ms }) => [kind, ms]))
  const waiting = totals.get('waiting') ?? 0
  if (waiting === 0) return null
  const working = (totals.get('model') ?? 0) + (totals.get('tools') ?? 0) + (totals.get('other') ?? 0)
  return (
    <>
      <br />
      <small>
        {duration(working)} working, {duration(waiting)} waiting for you
      </small>
    </>
  )
}

function Branch({ name }: { readonly name: string }) {
  return (
    <div className={classNames(styles['fact'], styles['branch'])}>
      <dt>Left on branch</dt>
      <dd>
        <GitBranch aria-hidden="true" />
        <code className={styles['branchName']}>{visibleText(name)}</code>
        <CopyButton label="Copy the branch’s name" text={() => name} />
      </dd>
    </div>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** An instant to the second: "09:31:10", "Yesterday, 09:31:10". */
function Moment({ at, now }: { readonly at: number; readonly now: number }) {
  const day = dayName(at, now)
  return (
    <time dateTime={new Date(at).toISOString()} title={absoluteTime(at)}>
      {day === 'Today' ? clock.format(at) : `${day}, ${clock.format(at)}`}
    </time>
  )
}

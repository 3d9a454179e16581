import type { ReactNode } from 'react'
import type { Run } from '../../src-shared/domain/run.ts'
import { totalTokens } from '../../src-shared/domain/usage.ts'
import { duration } from '../components/format-time.ts'
import { Time } from '../components/time.tsx'
import { costWords, tokensExact } from './format-usage.ts'
import { everyRun, useRunFilter } from './run-filter.ts'
import { deliveryWords, originWords, tookWords } from './run-words.ts'
import { Button } from '../components/button.tsx'
import { goTo } from '../main-window/place-store.ts'
import styles from './run-page.module.css'

interface RunFactsProps {
  readonly run: Run
  /** Epoch milliseconds. */
  readonly now: number
}

/** A start this much after the due instant is worth saying. */
const notableLatenessMs = 5000

/** When, how long, how much. */
export function RunFacts({ run, now }: RunFactsProps) {
  const { usage, startedAt, endedAt, scheduleId } = run
  const late = startedAt === null ? 0 : startedAt - run.nominalAt
  const took = tookWords(run, now)
  const tokens = totalTokens(usage)
  return (
    <dl className={styles['facts']}>
      <Fact name="Why it ran">
        {originWords[run.origin]}
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
        <Time at={run.nominalAt} />
      </Fact>
      {startedAt !== null && (
        <Fact name="Started">
          <Time at={startedAt} /> {late > notableLatenessMs && <small>{duration(late)} late</small>}
        </Fact>
      )}
      {endedAt !== null && startedAt !== null && (
        <Fact name="Ended">
          <Time at={endedAt} />
        </Fact>
      )}
      {took !== null && <Fact name={endedAt === null ? 'So far' : 'Took'}>{took}</Fact>}
      {tokens > 0 && (
        <Fact name="Tokens">
          {tokensExact(tokens)}
          <br />
          <small>
            {usage.steps} model {usage.steps === 1 ? 'call' : 'calls'}, {tokensExact(usage.outputTokens)} written
          </small>
        </Fact>
      )}
      {tokens > 0 && <Fact name="Cost">{costWords(usage.costMicroUsd)}</Fact>}
      {endedAt !== null && <Fact name="Result">{deliveryWords[run.delivery]}</Fact>}
    </dl>
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

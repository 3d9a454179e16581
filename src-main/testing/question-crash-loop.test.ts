import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { wholeText } from '../models/practice/request-text.ts'
import { buildChildProgram, type ChildProgram } from '../store/testing/child-program.ts'
import { type AskJob, jobKinds } from './crash-loop/ask-orders.ts'
import { askPlans } from './crash-loop/ask-plans.ts'
import { type AskedLane, askedLane } from './crash-loop/asked-lane.ts'
import { inLanes } from './crash-loop/in-lanes.ts'
import { resultIn } from './result-in.ts'

/** Folders that are worked on at the same time, and how often a process of each is to be killed. */
const laneSeeds = [0, 1]
const killsInLane = 104
/** A process that comes to the end of its work before its point is no kill. */
const leastKills = 200
vi.setConfig({ hookTimeout: 600_000 })

let program: ChildProgram
let lanes: AskedLane[]
const giveUp = new AbortController()
beforeAll(async () => {
  program = await buildChildProgram('../../testing/crash-loop/ask-until-killed')
  const done = await inLanes(laneSeeds, (seed) =>
    askedLane(program, askPlans(killsInLane, seed), jobsOf(seed), giveUp.signal),
  )
  lanes = done.filter((lane) => lane !== undefined)
})
afterAll(() => {
  giveUp.abort()
  program.remove()
})

/** A job for each process but the last few, which only bring things to an end. */
function jobsOf(seed: number): AskJob[] {
  return Array.from({ length: killsInLane - 5 }, (_, i) => ({
    name: `lane${seed}-${i}`,
    kind: jobKinds[(i + seed) % jobKinds.length] ?? 'question',
  }))
}

it('a question survives quit, kill, upgrade and a fortnight: kill -9 between every two steps of ask, notify, answer and resume, 200 times', () => {
  const killed = lanes.flatMap((lane) => lane.killed).filter(Boolean).length
  expect(killed).toBeGreaterThanOrEqual(leastKills)
  for (const { jobs, rows, killed: ends } of lanes) {
    expect(ends.at(-1)).toBe(false)
    const due = jobs.map(({ name, kind }) => ({
      job: name,
      status: kind === 'stopped' ? 'cancelled' : 'succeeded',
    }))
    expect(byJob(rows.turns)).toEqual(byJob(due))
    expect(rows.integrity).toBe('ok')
  }
})

it('no answer is lost: what was acknowledged is what holds, and the model sees exactly it', () => {
  for (const { rows, attempts, requests, jobs } of lanes) {
    for (const question of rows.questions) {
      const tried = attempts.get(question.id)
      const { words, status, toolUseId } = question
      expect(status).toBe('answered')
      expect(tried?.words).toContain(words)
      if (tried?.acknowledged !== null) expect(words).toBe(tried?.acknowledged)
      const kind = jobs.find(({ name }) => name === question.job)?.kind
      if (toolUseId === null) continue
      const seen = new Set(
        requests.map((request) => resultIn(request, toolUseId)).filter((text) => text !== undefined),
      )
      expect(seen.size).toBe(1)
      const [told] = seen
      if (question.kind === 'question' || question.kind === 'choice') expect(told).toBe(words)
      if (kind === 'denied') expect(told).toContain('The user did not allow this: not ')
      if (question.kind === 'credential') expect(told).toContain('The user gave TOKEN_')
    }
  }
})

it('no effect is doubled: each job acts once after its answer, and what nobody allowed never happens', () => {
  for (const { jobs, rows, deeds, requests } of lanes) {
    const wants = jobs.filter(({ kind }) => kind !== 'stopped')
    expect(rows.told.map(({ title }) => title).toSorted()).toEqual(
      wants.map(({ name }) => `Told ${name}`).toSorted(),
    )
    expect(rows.results).toEqual(
      Object.fromEntries(wants.filter(({ kind }) => kind !== 'chat').map(({ name }) => [name, 1])),
    )
    for (const { name, kind } of jobs) {
      const count = deeds.filter((deed) => deed === name).length
      const isInDoubt = requests.some((request) => {
        const text = wholeText(request)
        return text.includes(`Job ${name} `) && text.includes('may or may not have happened')
      })
      if (kind !== 'confirm') expect(count).toBe(0)
      else if (isInDoubt) expect(count).toBeLessThanOrEqual(1)
      else expect(count).toBe(1)
    }
  }
})

it('a question is asked once, shown in one inbox item, and answered by at most one message', () => {
  for (const { jobs, rows } of lanes) {
    const asked = jobs.flatMap(({ name, kind }) => (kind === 'pair' ? [name, name] : [name]))
    expect(rows.questions.map(({ job }) => job).toSorted()).toEqual(asked.toSorted())
    for (const { items, messages, via } of rows.questions) {
      expect(items).toBe(1)
      expect(messages).toBe(via === 'conversation' ? 1 : 0)
    }
  }
})

it('no orphan: after every commit and every restart each waiting turn has its open question, each open question its waiting turn, its inbox item, its notice and its notification', () => {
  for (const { broken } of lanes) expect(broken).toEqual([])
})

it('what was due to be told was told, by itself or in a group, however often its process died of it', () => {
  for (const { rows, shown, jobs } of lanes) {
    expect(rows.outboxDue).toBe(0)
    expect(rows.notifications.length).toBeGreaterThan(2 * jobs.length)
    const untold = rows.notifications.filter((due) => !shown.some((each) => tells(each, due)))
    expect(untold).toEqual([])
  }
})

/** Whether this is that notification, or a group that names it in one line. */
function tells(shown: AskedLane['shown'][number], due: AskedLane['rows']['notifications'][number]): boolean {
  const [first = ''] = due.body.split('\n')
  return (
    shown.key === due.key ||
    (shown.key.startsWith('group') && shown.text.includes(`${due.title}: ${first}`.slice(0, 90)))
  )
}

it('a secret that was given is in the vault under its name, and in no request', () => {
  for (const { attempts, requests, rows, vault, jobs } of lanes) {
    const given = rows.questions.filter(({ kind }) => kind === 'credential')
    expect(given).toHaveLength(jobs.filter(({ kind }) => kind === 'credential').length)
    expect(rows.secrets).toHaveLength(given.length)
    for (const { id } of given) expect(attempts.get(id)?.words.length).toBeGreaterThan(0)
    for (const name of rows.secrets) expect(vault).toContain(`:${name}"`)
    expect(requests.filter((request) => wholeText(request).includes('planted'))).toEqual([])
  }
})

function byJob<T extends { readonly job: string }>(all: readonly T[]): T[] {
  return all.toSorted((a, b) => (a.job < b.job ? -1 : 1))
}

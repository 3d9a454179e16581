import { expect, test } from '@playwright/test'
import { Cron } from 'croner'
import { nextFire } from '../src-main/scheduling/next-fire.ts'
import { zoneClock } from '../src-main/scheduling/zone-clock.ts'
import { expressions, timeZones } from './cron-sample.ts'
import { median } from './median.ts'
import { printRow } from './print-row.ts'

const rounds = 5
const perPair = 20
const from = Date.UTC(2024, 0, 1)
const years = Date.UTC(2031, 0, 1) - from

interface Question {
  readonly ours: { readonly kind: 'cron'; readonly expression: string; readonly timeZone: string }
  readonly croner: Cron
}

// Croner's objects are made once, outside of what is measured: it keeps in them what nextFire keeps in its caches.
const questions = expressions.flatMap((expression) =>
  timeZones.map((timeZone): Question => ({
    ours: { kind: 'cron', expression, timeZone },
    croner: new Cron(expression, { timezone: timeZone, paused: true }),
  })),
)

const askOurs = ({ ours }: Question, after: number): number | null => nextFire(ours, after)
const askCroner = ({ croner }: Question, after: number): number | null =>
  croner.nextRun(new Date(after))?.getTime() ?? null

test('nextFire beside croner, over the same expressions, zones and instants', () => {
  expect(questions.flatMap((question) => disagreements(question))).toEqual([])
  for (const [what, walk] of [
    ['nextFire, any instant', anyInstant],
    ['nextFire, one by one', oneByOne],
  ] as const) {
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round < rounds; round++) {
      ours.push(perSecond(askOurs, walk))
      theirs.push(perSecond(askCroner, walk))
    }
    printRow(what, 'per s', median(ours), { name: 'croner', value: median(theirs) })
  }
})

type Ask = (question: Question, after: number) => number | null
type Walk = (ask: Ask, question: Question) => void

/** Spread over the years by the golden ratio, so that no two lie close together. */
function instants(): number[] {
  return Array.from({ length: perPair }, (_, i) => from + Math.floor(((i * 0.618_033_988_75) % 1) * years))
}

function anyInstant(ask: Ask, question: Question): void {
  for (const after of instants()) ask(question, after)
}

function oneByOne(ask: Ask, question: Question): void {
  let after = from
  for (let i = 0; i < perPair; i++) after = ask(question, after) ?? from
}

function perSecond(ask: Ask, walk: Walk): number {
  const begin = performance.now()
  for (const question of questions) walk(ask, question)
  return (questions.length * perPair * 1000) / (performance.now() - begin)
}

/** Where the two answer differently although no change of the clock is near, about which they have different rules. */
function disagreements(question: Question): string[] {
  const clock = zoneClock(question.ours.timeZone)
  if (clock === null) throw new Error(`This runtime does not know the zone ${question.ours.timeZone}.`)
  const reach = 26 * 3_600_000
  const isQuiet = (at: number): boolean => clock.nextChange(at - reach, at + reach) === null
  return instants().flatMap((after) => {
    const ours = askOurs(question, after)
    const theirs = askCroner(question, after)
    if (ours === theirs || ![after, ours ?? after, theirs ?? after].every(isQuiet)) return []
    const { expression, timeZone } = question.ours
    return [`${expression} in ${timeZone} after ${after}: ${ours}, croner says ${theirs}`]
  })
}

import fc from 'fast-check'
import { checkZone, type ZoneReport } from './check-zone.ts'
import { anyPlainCron, tellingCrons } from './plain-crons.ts'

const seed = 20261121
const span = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2031, 0, 1) }

/** Every zone that this runtime knows by its own name, or the given ones, compared for the years 2024 to 2030, one by one. */
export function* checkAllZones(
  only: readonly string[] = [],
): Generator<ZoneReport & { readonly of: number }> {
  const zones = only.length > 0 ? only : Intl.supportedValuesOf('timeZone')
  const crons = [...tellingCrons, ...fc.sample(anyPlainCron, { seed, numRuns: 20 })]
  for (const timeZone of zones) yield { ...checkZone(timeZone, span, crons), of: zones.length }
}

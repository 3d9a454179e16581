import type { Bounds, Trigger } from '../../src-shared/domain/schedule.ts'
import { nextFire } from './next-fire.ts'

/** FNV-1a over the UTF-16 units of a text, as a fraction in [0, 1). */
function fractionOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  // The last bits of FNV depend on the last units only; a final mix spreads neighbours such as …000 and …001.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/**
 * When the slot at `nominalAt` is to start, in epoch milliseconds: with `bounds.jitterMs` up to so much later, by an amount
 * that is the same whenever it is asked for, so that a restart neither starts a slot early nor draws again. Never as late
 * as the slot after it.
 */
export function slotStart(id: string, trigger: Trigger, bounds: Bounds, nominalAt: number): number {
  const { jitterMs = 0 } = bounds
  if (jitterMs === 0) return nominalAt
  const following = nextFire(trigger, nominalAt) ?? Infinity
  const most = Math.min(jitterMs, following - nominalAt - 1)
  return nominalAt + Math.floor(fractionOf(`${id} ${nominalAt}`) * (most + 1))
}

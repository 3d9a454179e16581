import { beforeEach, describe, expect, it } from 'vitest'
import { createFakeBridge, type FakeBridge } from '../../../dev/fake-bridge.ts'
import { outputKey } from '../../../dev/work-world.ts'
import { emptyWorld } from '../../../dev/world.ts'
import { createOutputLog, type OutputLog } from './output-log.ts'
import { windowEnd, windowRows, windowStart } from './output-window.ts'
import { byteLength } from './utf8.ts'
import { rowAt } from './window-rows.ts'

const ref = { messageId: 'm', toolUseId: 'u' }
const encoder = new TextEncoder()
let bridge: FakeBridge
let log: OutputLog

beforeEach(() => {
  bridge = createFakeBridge(emptyWorld())
  Object.assign(window, { dormouse: bridge })
  log = createOutputLog(ref)
})

const keep = (text: string): void => {
  bridge.world.workWorld.outputs.set(outputKey(ref), encoder.encode(text))
}
const shown = (): string[] => {
  const { window } = log.state()
  return Array.from({ length: windowRows(window) }, (_, index) =>
    (rowAt(window, index)?.spans ?? []).map((span) => span.text).join(''),
  )
}
const reads = (): number => bridge.calls.filter((call) => call.route === 'outputs.read').length
const settled = async (): Promise<void> => {
  await log.settle()
  await log.settle()
}

describe('the output of a running command', () => {
  it('applies pieces that come twice or overlap once, by their bytes', async () => {
    keep('Grüße\n')
    await log.open()
    const offset = byteLength('Grüße\n')
    const pieces = [
      { offset, text: 'größer\nals' },
      { offset, text: 'größer\nals' },
      { offset: offset + 4, text: 'ößer'.slice(1) + '\nals zuvor\n' },
      { offset: 0, text: 'Grüße\n' },
    ]
    for (const piece of pieces) log.apply(piece)
    expect(shown()).toEqual(['Grüße', 'größer', 'als zuvor'])
    expect(log.state().totalBytes).toBe(byteLength('Grüße\ngrößer\nals zuvor\n'))
  })

  it('reads what is missing when pieces come out of order, and shows every byte once', async () => {
    keep('')
    await log.open()
    keep('one\ntwo\nthree\n')
    log.apply({ offset: 8, text: 'three\n' })
    log.apply({ offset: 4, text: 'two\n' })
    log.apply({ offset: 0, text: 'one\n' })
    await settled()
    expect(shown()).toEqual(['one', 'two', 'three'])
  })

  it('reads a piece in which bytes were replaced, because its length is not known', async () => {
    keep('a\n')
    await log.open()
    const bytes = new Uint8Array([...encoder.encode('a\nb'), 0xff, ...encoder.encode('c\n')])
    bridge.world.workWorld.outputs.set(outputKey(ref), bytes)
    log.apply({ offset: 2, text: 'b\uFFFDc\n' })
    await settled()
    expect(shown()).toEqual(['a', 'b\uFFFDc'])
    log.apply({ offset: 6, text: 'd\n' })
    expect(shown()).toEqual(['a', 'b\uFFFDc', 'd'])
  })

  it('begins with the first piece when nothing was kept yet', async () => {
    await log.open()
    expect(log.state().load.kind).toBe('ready')
    log.apply({ offset: 0, text: 'first\n' })
    expect(shown()).toEqual(['first'])
  })

  it('holds a bounded part of what never ends, and keeps its rows numbered', async () => {
    keep('')
    await log.open()
    const line = `${'x'.repeat(1023)}\n`
    let offset = 0
    for (let at = 0; at < 12_000; at += 8) {
      log.apply({ offset, text: line.repeat(8) })
      offset += 8192
    }
    const { window, totalBytes } = log.state()
    expect(totalBytes).toBe(12_000 * 1024)
    expect(windowEnd(window)).toBe(totalBytes)
    expect(windowEnd(window) - windowStart(window)).toBeLessThanOrEqual(8 * 1024 * 1024)
    expect(window.firstRow + windowRows(window)).toBe(12_000)
    expect(reads()).toBe(2)
  })

  it('stops adding rather than pushing out what is being read further up', async () => {
    keep('')
    await log.open()
    log.follow(false)
    for (let at = 0; at < 1300; at += 1)
      log.apply({ offset: at * 8192, text: `${'x'.repeat(1023)}\n`.repeat(8) })
    expect(windowStart(log.state().window)).toBe(0)
    expect(log.state().attached).toBe(false)
  })
})

describe('the output of a command that is done', () => {
  const text = Array.from({ length: 100_000 }, (_, index) => `line ${index}`).join('\n')

  it('loads its end, and older pieces one by one without a seam', async () => {
    keep(text)
    await log.open()
    expect(shown().at(-1)).toBe('line 99999')
    expect(windowRows(log.state().window)).toBeLessThan(8000)
    const before = shown()
    await log.older()
    const after = shown()
    expect(after.slice(-before.length)).toEqual(before)
    const first = Number(after[0]?.slice(5))
    expect(after).toEqual(Array.from({ length: 100_000 - first }, (_, index) => `line ${first + index}`))
    expect(log.state().window.firstRow).toBe(before.length - after.length)
  })

  it('goes to its start and reads on from there', async () => {
    keep(text)
    await log.open()
    await log.toStart()
    expect(shown()[0]).toBe('line 0')
    expect(log.state().attached).toBe(false)
    await log.newer()
    const rows = shown()
    // The last row may be a part of its line still.
    expect(rows.slice(0, -1)).toEqual(Array.from({ length: rows.length - 1 }, (_, index) => `line ${index}`))
  })

  it('takes colours that were set above over into the pieces below, once those above are known', async () => {
    keep(`\u001b[31m${'red\n'.repeat(20_000)}`)
    await log.open()
    const ink = () => rowAt(log.state().window, windowRows(log.state().window) - 1)?.spans[0]?.ink
    expect(ink()).toBeNull()
    await log.older()
    for (let row = 0; row < windowRows(log.state().window); row += 500) rowAt(log.state().window, row)
    expect(ink()).toBe('red')
  })

  it('is one line however long: it is drawn in pieces', async () => {
    keep('x'.repeat(200_000))
    await log.open()
    await log.older()
    expect(shown().join('')).toBe('x'.repeat(131_072))
  })

  it('says when it cannot be read, and loads when it is tried again', async () => {
    bridge.override({
      'outputs.read': () => {
        throw new Error('never')
      },
    })
    bridge.call = () =>
      Promise.resolve({ ok: false, error: { code: 'internal', message: 'The disk is busy.' } })
    await log.open()
    expect(log.state().load).toEqual({
      kind: 'failed',
      error: { code: 'internal', message: 'The disk is busy.' },
    })
  })
})

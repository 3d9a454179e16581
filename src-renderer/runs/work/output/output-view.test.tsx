import { act, cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { FakeBridge } from '../../../dev/fake-bridge.ts'
import { Refusal } from '../../../dev/refusal.ts'
import { renderWithBridge } from '../../../dev/render-with-bridge.tsx'
import { outputKey } from '../../../dev/work-world.ts'
import { emptyWorld } from '../../../dev/world.ts'
import { OutputView } from './output-view.tsx'

const call = { turnId: 't', messageId: 'm', toolUseId: 'u' }
const encode = (text: string) => new TextEncoder().encode(text)

beforeEach(() => {
  // happy-dom has no layout: the view is as high as twenty rows, and what is in it as high as it says.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(360)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(360)
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockImplementation(function (this: HTMLElement) {
    return Number.parseFloat((this.firstElementChild as HTMLElement | null)?.style.height ?? '0') || 0
  })
  // Where a browser tells that it scrolled, happy-dom does not.
  const tops = new WeakMap<Element, number>()
  vi.spyOn(HTMLElement.prototype, 'scrollTop', 'get').mockImplementation(function (this: HTMLElement) {
    return tops.get(this) ?? 0
  })
  vi.spyOn(HTMLElement.prototype, 'scrollTop', 'set').mockImplementation(function (this: HTMLElement, top) {
    const most = Math.max(0, this.scrollHeight - this.clientHeight)
    const next = Math.min(Math.max(0, top), most)
    if (next === (tops.get(this) ?? 0)) return
    tops.set(this, next)
    this.dispatchEvent(new Event('scroll'))
  })
  return () => vi.restoreAllMocks()
})

function show(text: string | null, running = false): FakeBridge {
  const world = emptyWorld()
  if (text !== null) world.workWorld.outputs.set(outputKey(call), encode(text))
  return renderWithBridge(
    world,
    <OutputView {...call} label="Output of Run npm test" running={running} cut={false} />,
  )
}

const region = () => screen.findByRole('region', { name: 'Output of Run npm test' })
const drawn = async () => [...(await region()).querySelectorAll('[data-row]')]

describe('the output of a command', () => {
  it('of a hundred thousand lines draws only those in view, from the end', async () => {
    show(Array.from({ length: 100_000 }, (_, index) => `line ${index}`).join('\n'))
    await waitFor(async () => expect((await drawn()).at(-1)?.textContent).toBe('line 99999'))
    expect((await drawn()).length).toBeLessThan(100)
  })

  it('is text, whatever the program wrote', async () => {
    show('\u001b[31m<img src=x onerror="alert(1)">\u001b[0m <script>alert(2)</script>\n')
    await screen.findByText(/<script>/)
    const view = await region()
    expect(view.querySelector('img, script, a')).toBeNull()
    expect(view.textContent).toBe('<img src=x onerror="alert(1)"> <script>alert(2)</script>')
  })

  it('grows while the command runs, each byte once, and follows the end', async () => {
    const bridge = show('one\n', true)
    await screen.findByText('one')
    const piece = (offset: number, text: string) =>
      act(() => bridge.emit({ event: 'tool.output', data: { ...call, offset, text } }))
    piece(4, 'two\n')
    piece(4, 'two\n')
    bridge.world.workWorld.outputs.set(outputKey(call), encode('one\ntwo\nthree\nfour\n'))
    piece(14, 'four\n')
    piece(8, 'three\n')
    await screen.findByText('four')
    expect((await drawn()).map((row) => row.textContent)).toEqual(['one', 'two', 'three', 'four'])
    bridge.world.workWorld.outputs.set(
      outputKey(call),
      encode(`one\ntwo\nthree\nfour\n${'more\n'.repeat(300)}last\n`),
    )
    piece(19, `${'more\n'.repeat(300)}last\n`)
    await screen.findByText('last')
    const view = await region()
    expect(view.scrollTop).toBe(view.scrollHeight - 360)
  })

  it('stays where the user scrolled to while it grows, and goes to the end when asked', async () => {
    const bridge = show('line\n'.repeat(400), true)
    await waitFor(async () => expect((await drawn()).length).toBeGreaterThan(20))
    const view = await region()
    act(() => {
      view.scrollTop = 1800
    })
    act(() =>
      bridge.emit({ event: 'tool.output', data: { ...call, offset: 2000, text: 'more\n'.repeat(50) } }),
    )
    await waitFor(() => expect(view.scrollHeight).toBe(450 * 18))
    expect(view.scrollTop).toBe(1800)
    await userEvent.click(screen.getByRole('button', { name: 'Jump to end' }))
    await waitFor(() => expect(view.scrollTop).toBe(view.scrollHeight - 360))
    expect(screen.queryByRole('button', { name: 'Jump to end' })).toBeNull()
  })

  it('loads older pieces when the user scrolls up, without moving what is read', async () => {
    show(Array.from({ length: 30_000 }, (_, index) => `line ${index}`).join('\n'))
    await waitFor(async () => expect((await drawn()).length).toBeGreaterThan(20))
    const view = await region()
    const before = view.scrollHeight
    act(() => {
      view.scrollTop = 180
    })
    await waitFor(() => expect(view.scrollHeight).toBeGreaterThan(before))
    expect(view.scrollTop).toBe(180 + view.scrollHeight - before)
  })

  it('is copied whole, as plain text', async () => {
    const user = userEvent.setup()
    show(`\u001b[32mgreen\u001b[0m\n10 %\r100 %\n${'x'.repeat(3000)}\n`)
    await screen.findByText('green')
    await user.click(screen.getByRole('button', { name: 'Copy the output' }))
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeDefined()
    expect(await navigator.clipboard.readText()).toBe(`green\n100 %\n${'x'.repeat(3000)}\n`)
  })

  it('says when nothing was written, and when it could not be read', async () => {
    show('')
    expect(await screen.findByText('It wrote nothing.')).toBeDefined()
    cleanup()
    const bridge = renderWithBridge(
      emptyWorld(),
      <OutputView {...call} label="Output" running={false} cut={false} />,
      {
        'outputs.read': () => {
          throw new Refusal('internal', 'The disk is busy.')
        },
      },
    )
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is busy.')
    bridge.override({
      'outputs.read': () => ({ text: 'here\n', nextOffset: 5, totalBytes: 5, done: true }),
    })
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('here')).toBeDefined()
  })
})

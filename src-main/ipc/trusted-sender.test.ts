import type { WebContents, WebFrameMain } from 'electron'
import { expect, test } from 'vitest'
import { isTrustedSender } from './trusted-sender.ts'

function page(url: string): { sender: WebContents; frame: WebFrameMain } {
  const frame = { url } as WebFrameMain
  return { sender: { mainFrame: frame } as WebContents, frame }
}

const ours = page('app://dormouse/index.html')
const trusted = { windows: () => [ours.sender], isOurs: (url: string) => url.startsWith('app://dormouse/') }

test('the main frame of a window of ours is trusted', () => {
  expect(isTrustedSender({ sender: ours.sender, senderFrame: ours.frame }, trusted)).toBe(true)
})

test('a frame inside a window of ours is refused', () => {
  const inner = { url: 'app://dormouse/index.html' } as WebFrameMain
  expect(isTrustedSender({ sender: ours.sender, senderFrame: inner }, trusted)).toBe(false)
})

test('a page of ours in contents that are no window of ours is refused', () => {
  const stranger = page('app://dormouse/index.html')
  expect(isTrustedSender({ sender: stranger.sender, senderFrame: stranger.frame }, trusted)).toBe(false)
})

test('another page in a window of ours is refused', () => {
  const led = page('https://example.org/')
  const windows = { ...trusted, windows: () => [led.sender] }
  expect(isTrustedSender({ sender: led.sender, senderFrame: led.frame }, windows)).toBe(false)
})

test('a frame that is gone is refused', () => {
  expect(isTrustedSender({ sender: ours.sender, senderFrame: null }, trusted)).toBe(false)
})

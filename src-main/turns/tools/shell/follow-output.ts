import type { Readable } from 'node:stream'
import type { Clock } from '../../../platform/clock.ts'
import type { Child } from '../../../sandbox/sandbox.ts'
import type { SecretMask } from '../../../secrets/secret-mask.ts'
import type { OutputFile } from '../../../store/output-store.ts'
import { wholeCharacters } from '../../../store/utf8-boundary.ts'
import type { OutputWindow } from './output-window.ts'

/** Between two slices that are shown, in milliseconds. */
const sliceEveryMs = 50
/** A slice that is this long does not wait, and more is not shown at once: the page reads the rest of the file itself. */
const longestSlice = 64 * 1024

/**
 * Takes what a child writes, both of its streams in the order in which it comes, to the file, the window and the page. No
 * faster than the disk takes it, never a part of a character, and no secret. Resolves when the child writes no more.
 */
export async function followOutput(parts: {
  readonly child: Pick<Child, 'stdout' | 'stderr'>
  readonly file: OutputFile
  readonly window: OutputWindow
  readonly mask: SecretMask
  readonly clock: Clock
  readonly onOutput: (text: string, offset: number) => void
}): Promise<void> {
  const { child, file, window, clock } = parts
  let slice: Buffer[] = []
  let sliceBytes = 0
  let sliceAt = 0
  let cancelSlice: (() => void) | null = null

  const show = (): void => {
    cancelSlice?.()
    cancelSlice = null
    if (sliceBytes > 0) parts.onOutput(Buffer.concat(slice).toString(), sliceAt)
    slice = []
    sliceBytes = 0
  }
  const take = (bytes: Buffer): void => {
    if (bytes.length === 0) return
    if (sliceBytes === 0) sliceAt = file.bytes
    file.append(bytes)
    window.append(bytes)
    // What is dropped from the file has no place there.
    if (file.isCut) return
    if (sliceBytes < longestSlice) {
      slice.push(bytes)
      sliceBytes += bytes.length
    }
    cancelSlice ??= clock.after(sliceEveryMs, show)
  }
  const follow = async (stream: Readable): Promise<void> => {
    const mask = parts.mask.stream()
    let rest = Buffer.alloc(0)
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) continue
      const shown = mask.push(chunk)
      const bytes = rest.length === 0 ? shown : Buffer.concat([rest, shown])
      const whole = wholeCharacters(bytes)
      take(bytes.subarray(0, whole))
      rest = Buffer.from(bytes.subarray(whole))
      await file.ready()
    }
    take(Buffer.concat([rest, mask.end()]))
  }
  await Promise.all([follow(child.stdout), follow(child.stderr)])
  show()
}

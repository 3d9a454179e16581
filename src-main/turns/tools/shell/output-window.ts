import { brokenStart, wholeCharacters } from '../../../store/utf8-boundary.ts'

/** The beginning and the end of an output, in a memory that does not grow. Sizes are bytes. */
export interface OutputWindow {
  append(bytes: Uint8Array): void
  /** What is shown, and how many bytes between the two are not. */
  view(): { readonly head: string; readonly left: number; readonly tail: string }
}

export function createOutputWindow(headBytes: number, tailBytes: number): OutputWindow {
  let head = Buffer.alloc(0)
  let tail: Buffer[] = []
  let held = 0
  let total = 0
  return {
    append(bytes) {
      total += bytes.length
      const room = headBytes - head.length
      if (room > 0) head = Buffer.concat([head, bytes.subarray(0, room)])
      const rest = Buffer.from(bytes.subarray(Math.max(0, room)))
      if (rest.length === 0) return
      tail.push(rest)
      held += rest.length
      if (held < tailBytes * 2) return
      tail = [Buffer.concat(tail).subarray(-tailBytes)]
      held = tailBytes
    },
    view() {
      const end = Buffer.concat(tail).subarray(-tailBytes)
      const left = total - head.length - end.length
      if (left === 0) return { head: Buffer.concat([head, end]).toString(), left, tail: '' }
      const first = head.subarray(0, wholeCharacters(head))
      const last = end.subarray(brokenStart(end))
      return { head: first.toString(), left: total - first.length - last.length, tail: last.toString() }
    },
  }
}

import type { CallRef } from '../../../../src-shared/domain/tool-step.ts'
import { overwritten, plainTerminal } from '../../../components/clean-terminal.ts'
import { formatBytes } from '../../../components/format-bytes.ts'
import { toast, toastError } from '../../../components/toast.ts'
import { call } from '../../../transport/call.ts'

/** More than this is no use in a clipboard. */
const mostBytes = 4 * 1024 * 1024
const pieceBytes = 262_144

/** The whole output as plain text, or its end where it is too long; `null` when it could not be read. */
export async function copyOutput(ref: CallRef, totalBytes: number): Promise<string | null> {
  let at = Math.max(0, totalBytes - mostBytes)
  const isPart = at > 0
  const pieces: string[] = []
  for (;;) {
    const piece = await call('outputs.read', { ...ref, offset: at, limit: pieceBytes })
    if (!piece.ok) {
      toastError(piece.error)
      return null
    }
    pieces.push(piece.data.text)
    const { nextOffset } = piece.data
    // What a running command writes meanwhile is not waited for.
    if (nextOffset <= at || nextOffset >= Math.max(totalBytes, 1)) break
    at = nextOffset
  }
  if (isPart) toast(`It is long: its last ${formatBytes(mostBytes)} were copied.`)
  return plainText(pieces.join(''))
}

function plainText(text: string): string {
  return text
    .split('\n')
    .map((line) => plainTerminal(overwritten(line.endsWith('\r') ? line.slice(0, -1) : line)))
    .join('\n')
}

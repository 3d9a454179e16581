import { type Readable, Transform } from 'node:stream'

/** Lets the output of one child through up to a number of bytes, counted over both of its streams. */
export interface OutputGate {
  through(stream: Readable): Readable
}

/** `onFull` is called once, with the first byte past `limit`. Bytes after it are dropped. */
export function createOutputGate(limit: number, onFull: () => void): OutputGate {
  let left = limit
  let isFull = false
  return {
    through(stream) {
      const gate = new Transform({
        highWaterMark: 64 * 1024,
        transform(chunk: Buffer, _encoding, done) {
          const passed = chunk.subarray(0, Math.max(0, left))
          left -= chunk.length
          if (left < 0 && !isFull) {
            isFull = true
            onFull()
          }
          done(null, passed.length > 0 ? passed : undefined)
        },
      })
      // A pipe that breaks has ended; why, its process tells.
      stream.on('error', () => gate.end())
      stream.on('close', () => gate.end())
      return stream.pipe(gate)
    },
  }
}

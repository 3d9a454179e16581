import { closeSync, openSync, readSync } from 'node:fs'

const magic = 'SQLite format 3\0'
const versionOffset = 60
const logHeaderBytes = 32
const frameHeaderBytes = 24

/**
 * The schema version of a database that is not open, without changing a byte or making a file: SQLite itself would
 * recover the log, which writes. `null` if there is no file or it is no SQLite database. What was committed is in the log
 * first, so the newest committed first page there wins (https://sqlite.org/fileformat2.html#the_write_ahead_log).
 */
export function versionOnDisk(path: string): number | null {
  return versionInLog(`${path}-wal`) ?? versionInFile(path)
}

function versionInFile(path: string): number | null {
  return withFile(path, (file) => versionIn(readAt(file, 0, 100)))
}

function versionIn(page: Buffer): number | null {
  if (page.length < 100 || page.toString('latin1', 0, 16) !== magic) return null
  return page.readInt32BE(versionOffset)
}

function versionInLog(path: string): number | null {
  return withFile(path, (file) => {
    const header = readAt(file, 0, logHeaderBytes)
    if (header.length < logHeaderBytes || header.readUInt32BE(0) >>> 1 !== 0x377f0682 >>> 1) return null
    const littleEndian = header.readUInt32BE(0) === 0x377f0682
    const pageBytes = header.readUInt32BE(8)
    let sum: Sum = checksum(header.subarray(0, 24), littleEndian, [0, 0])
    if (!isStoredAt(sum, header, 24) || pageBytes < 512 || pageBytes > 65_536) return null
    let version: number | null = null
    let uncommitted: number | null = null
    // The first frame that does not continue the sums is the end: what follows is left from before the log was reset.
    for (let at = logHeaderBytes; ; at += frameHeaderBytes + pageBytes) {
      const frame = readAt(file, at, frameHeaderBytes + pageBytes)
      if (frame.length < frameHeaderBytes + pageBytes) return version
      if (frame.compare(header, 16, 24, 8, 16) !== 0) return version
      sum = checksum(frame.subarray(0, 8), littleEndian, sum)
      sum = checksum(frame.subarray(frameHeaderBytes), littleEndian, sum)
      if (!isStoredAt(sum, frame, 16)) return version
      if (frame.readUInt32BE(0) === 1) uncommitted = versionIn(frame.subarray(frameHeaderBytes))
      const isCommit = frame.readUInt32BE(4) !== 0
      if (isCommit) version = uncommitted ?? version
    }
  })
}

type Sum = readonly [number, number]

function checksum(bytes: Buffer, littleEndian: boolean, [first, second]: Sum): Sum {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let a = first
  let b = second
  for (let i = 0; i < bytes.length; i += 8) {
    a = (a + view.getUint32(i, littleEndian) + b) >>> 0
    b = (b + view.getUint32(i + 4, littleEndian) + a) >>> 0
  }
  return [a, b]
}

function isStoredAt([a, b]: Sum, bytes: Buffer, offset: number): boolean {
  return bytes.readUInt32BE(offset) === a && bytes.readUInt32BE(offset + 4) === b
}

function readAt(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length)
  return buffer.subarray(0, readSync(file, buffer, 0, length, position))
}

function withFile<T>(path: string, use: (file: number) => T): T | null {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  try {
    return use(file)
  } finally {
    closeSync(file)
  }
}

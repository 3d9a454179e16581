/** A size in words: "640 bytes", "18 KB", "1.4 MB"; a KB is 1,024 bytes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  const units = ['KB', 'MB', 'GB']
  let size = bytes / 1024
  let at = 0
  while (size >= 999.5 && at < units.length - 1) {
    size /= 1024
    at += 1
  }
  const digits = size >= 10 || Number.isInteger(size) ? 0 : 1
  return `${size.toFixed(digits).replace(/\.0$/, '')} ${units[at]}`
}

const longest = 80

/** A text in quotation marks for a message, on one line and cut off where it gets long. */
export function excerpt(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ')
  return line.length <= longest ? `"${line}"` : `"${line.slice(0, longest).trimEnd()}…"`
}

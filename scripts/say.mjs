/** One line of progress for a person. Standard error, because standard output belongs to the application. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

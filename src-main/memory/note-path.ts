import { badInput } from '../platform/route-failure.ts'

const deepest = 6
const longestName = 100
// Names that Windows keeps for devices, and endings that it drops: a folder of notes can move between systems.
const unsafeName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$|[. ]$|^ /i
// oxlint-disable-next-line no-control-regex -- they are what it is for
const unsafeCharacter = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\\:*?"<>|]/

/**
 * The names on the way to a note, from a path relative to its folder, as `plans/2026.md`. Throws `bad_input` for one that
 * is absolute, goes up, hides itself, or has an escape (`%2e`) that somebody may take for something else.
 */
export function noteNames(path: string): readonly [string, ...string[]] {
  const [first, ...rest] = path.split('/')
  if (first === undefined || path === '') throw badInput('Give the name of a note, such as plans.md.')
  const names = [first, ...rest] as const
  if (path.startsWith('/')) throw refused(path, 'is absolute. Give it relative to the folder of the notes')
  if (names.length > deepest) throw refused(path, `has more than ${deepest} parts`)
  for (const name of names) {
    if (name === '') throw refused(path, 'has an empty part')
    // Hidden files are what is being written, and `..` is among them.
    if (name.startsWith('.')) throw refused(path, 'has a part that begins with a dot')
    if (name === 'node_modules' || unsafeName.test(name) || unsafeCharacter.test(name))
      throw refused(path, 'has a part that is no good name for a file')
    if (/%[0-9a-f]{2}/i.test(name)) throw refused(path, 'has an escape with % in it. Write the name as it is')
    if (Buffer.byteLength(name) > longestName)
      throw refused(path, `has a part longer than ${longestName} bytes`)
  }
  return names
}

function refused(path: string, why: string) {
  return badInput(`The name of the note ${JSON.stringify(path.slice(0, 200))} ${why}.`)
}

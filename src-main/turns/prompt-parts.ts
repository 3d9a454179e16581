import type { MemoryFile, Skill } from '../../src-shared/ipc/knowledge-routes.ts'
import { plainLine } from './tools/plain-line.ts'
import type { CallPlace } from './tools/tool.ts'
import type { ToolRooms } from './tools/tool-rooms.ts'

/** Notes that are named at most; the others are there all the same. */
const mostNotesNamed = 40
const longestDescription = 1024

/** What the system prompt says beyond the rules: the skills on offer, and that there are notes. */
export async function promptParts(rooms: ToolRooms, place: CallPlace): Promise<readonly string[]> {
  return [...(await skillPart(rooms)), ...(await notesPart(rooms, place))]
}

async function skillPart({ skills }: ToolRooms): Promise<string[]> {
  const offered = (await skills.list()).filter(({ enabled, problem }) => enabled && problem === null)
  if (offered.length === 0) return []
  return [
    `Skills, each a set of instructions that use_skill loads when its work comes up:\n${offered.map(skillLine).join('\n')}`,
  ]
}

function skillLine({ name, description }: Skill): string {
  return `- ${asData(name, 100)}: ${asData(description, longestDescription)}`
}

async function notesPart({ settings, memory }: ToolRooms, { scheduleId }: CallPlace): Promise<string[]> {
  if (!settings().memory) return []
  const notes = [
    ...(scheduleId === null ? [] : await notesIn(memory, scheduleId, '/memories')),
    ...(await notesIn(memory, 'all', scheduleId === null ? '/memories' : '/memories/all')),
  ]
  // Where there are too many the newest are named; by name, so that a change of one leaves the prompt as it was.
  const newest = notes.toSorted((a, b) => b.updatedAt - a.updatedAt).slice(0, mostNotesNamed)
  const named = newest.map(({ path }) => `- ${asData(path, 200)}`).toSorted()
  const more = notes.length > named.length ? [`- and ${notes.length - named.length} more`] : []
  const index =
    notes.length === 0 ? 'There are none yet.' : `These are there:\n${[...named, ...more].join('\n')}`
  return [
    `You keep notes with the memory tool, from one conversation to the next. Look at those that may matter before you begin, and keep what will matter later. ${index}`,
  ]
}

/** Notes that cannot be read stop no turn. */
async function notesIn(memory: ToolRooms['memory'], scope: string, root: string): Promise<MemoryFile[]> {
  const notes = await memory.list(scope).catch(() => [])
  return notes.map((note) => ({ ...note, path: `${root}/${note.path}` }))
}

/** One line that opens and closes nothing, whatever it holds. */
function asData(text: string, limit: number): string {
  return plainLine(text, limit).replaceAll(/[<>]/g, ' ')
}

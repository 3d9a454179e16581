import type { CallPlace } from './tools/tool.ts'
import type { ToolRooms } from './tools/tool-rooms.ts'

/** What the system prompt says beyond the rules: the skills on offer, and that there are notes. */
export async function promptParts({ skills }: ToolRooms, _place: CallPlace): Promise<readonly string[]> {
  const offered = (await skills.list()).filter(({ enabled, problem }) => enabled && problem === null)
  if (offered.length === 0) return []
  const lines = offered.map(({ name, description }) => `- ${name}: ${description}`)
  return [
    `Skills, each a set of instructions that use_skill loads when its work comes up:\n${lines.join('\n')}`,
  ]
}

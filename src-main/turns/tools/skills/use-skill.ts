import { z } from 'zod'
import { RouteFailure } from '../../../platform/route-failure.ts'
import { defineTool } from '../define-tool.ts'
import { plainLine } from '../plain-line.ts'
import { type AnyTool, toolError, toolSuccess } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'

/** Loads a skill: the user's own instructions, so they are not wrapped as data. No other tool reads there without asking. */
export function useSkillTool({ skills }: ToolRooms): AnyTool {
  return defineTool({
    name: 'use_skill',
    kind: 'read',
    title: 'Use a skill',
    effects: ['read-inside'],
    description:
      'Loads a skill: instructions of the user for one kind of work, with files that belong to them. Call it with the name before you begin such work, then do as it says. With file it gives another file of the skill, as the instructions name it. The skills are listed in what you were told first.',
    schema: z.strictObject({
      name: z.string().trim().min(1).max(100).describe('The name of the skill.'),
      file: z.string().min(1).max(1000).optional().describe('A file of the skill, relative to its folder.'),
    }),
    isOffered: async () => (await skills.list()).some(({ enabled, problem }) => enabled && problem === null),
    label: ({ name, file }) =>
      file === undefined ? `Use the skill ${name}` : `Read ${file} of the skill ${name}`,
    operation: ({ name }) =>
      Promise.resolve({
        effects: ['read-inside'],
        words: `Use the skill ${plainLine(name, 100)}`,
        parts: null,
        mustAsk: null,
        sends: false,
      }),
    async run({ name, file }) {
      try {
        if (file !== undefined) return toolSuccess(await skills.readFile(name, file))
        const { skill, text, files } = await skills.read(name)
        const listed =
          files.length === 0
            ? ''
            : `\n\nFiles of this skill (use_skill with file reads them):\n${files.map((each) => `- ${plainLine(each)}`).join('\n')}`
        return toolSuccess(`Skill ${skill.name}, in ${plainLine(skill.folder)}\n\n${text}${listed}`)
      } catch (error) {
        if (error instanceof RouteFailure) return toolError(error.message)
        throw error
      }
    },
  })
}

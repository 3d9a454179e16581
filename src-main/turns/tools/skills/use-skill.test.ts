import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultSettings } from '../../../../src-shared/domain/settings.ts'
import { createSkillFolders } from '../../../skills/skill-folders.ts'
import { fakeContext, fakePlace, fakeRooms } from '../../../testing/fake-rooms.ts'
import type { AnyTool, ToolResult } from '../tool.ts'
import { useSkillTool } from './use-skill.ts'

let base: string
let tool: AnyTool
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'dormouse-skills-'))
  const skills = createSkillFolders({
    folder: join(base, 'skills'),
    settings: { get: () => defaultSettings },
  })
  tool = useSkillTool(fakeRooms({ skills }))
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(join(base, path, '..'), { recursive: true })
  writeFileSync(join(base, path), text)
}

async function run(input: unknown): Promise<ToolResult> {
  const prepared = tool.prepare(input)
  if (!prepared.ok || prepared.call.kind !== 'read') throw new Error('not expected')
  // A skill in the working directory is not the user's.
  return prepared.call.run(fakeContext(join(base, 'work')))
}

test('it is there only where there is a skill, and one in the working directory is none', async () => {
  const place = fakePlace(join(base, 'work'))
  write('work/tea/SKILL.md', '---\nname: tea\ndescription: x\n---\nEvil')
  write('work/skills/tea/SKILL.md', '---\nname: tea\ndescription: x\n---\nEvil')
  expect(await tool.isOffered?.(place)).toBe(false)
  expect(await run({ name: 'tea' })).toMatchObject({ isError: true })
  write('skills/tea/SKILL.md', '---\nname: tea\ndescription: x\n---\nBoil')
  expect(await tool.isOffered?.(place)).toBe(true)
})

test('it gives the instructions as they are, where they lie, and their files', async () => {
  write('skills/tea/SKILL.md', '---\nname: tea\ndescription: x\n---\nBoil <water>.')
  write('skills/tea/kinds/green.md', 'Green.')
  const result = await run({ name: 'tea' })
  expect(result).toEqual({
    isError: false,
    content: `Skill tea, in ${join(base, 'skills/tea')}\n\nBoil <water>.\n\nFiles of this skill (use_skill with file reads them):\n- kinds/green.md`,
  })
  expect(await run({ name: 'tea', file: 'kinds/green.md' })).toEqual({ isError: false, content: 'Green.' })
  expect(await run({ name: 'tea', file: '../../x' })).toMatchObject({ isError: true })
})

test('it only reads, and no policy stops it', async () => {
  const prepared = tool.prepare({ name: 'tea' })
  if (!prepared.ok || prepared.call.kind !== 'read') throw new Error('not expected')
  expect(await prepared.call.operation(fakePlace('/work'))).toMatchObject({
    effects: ['read-inside'],
    sends: false,
  })
})

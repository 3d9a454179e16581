import { readFrontMatter } from './front-matter.ts'

/** As the skills of other assistants have them: a skill that is one here is one there. */
const longestName = 64
const longestDescription = 1024

export interface SkillText {
  readonly name: string
  readonly description: string
  readonly body: string
  readonly problem: string | null
}

/** What a SKILL.md says, in the folder named `folderName`. A problem is a sentence; the first one found is told. */
export function readSkillFile(text: string, folderName: string): SkillText {
  const front = readFrontMatter(text)
  const name = front?.fields.get('name')?.trim() ?? ''
  const description = (front?.fields.get('description') ?? '').replaceAll(/\s+/g, ' ').trim()
  const body = front?.body ?? ''
  return {
    name: name === '' ? folderName : name.slice(0, longestName),
    description: description.slice(0, longestDescription),
    body,
    problem: problemOf({ hasFront: front !== null, name, description, body, folderName }),
  }
}

function problemOf(skill: {
  readonly hasFront: boolean
  readonly name: string
  readonly description: string
  readonly body: string
  readonly folderName: string
}): string | null {
  const { hasFront, name, description, body, folderName } = skill
  if (!hasFront) return 'SKILL.md does not begin with a front matter: “---”, name, description, “---”.'
  if (name === '') return 'SKILL.md has no name in its front matter.'
  if (name.length > longestName) return `The name is longer than ${longestName} characters.`
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    return 'The name must have lower-case letters, digits and single dashes, like write-report.'
  if (name !== folderName)
    return `The name is “${name}”, but the folder is “${folderName}”. Make them the same.`
  if (description === '')
    return 'SKILL.md has no description in its front matter, so nobody could tell when to use it.'
  if (description.length > longestDescription)
    return `The description is longer than ${longestDescription} characters.`
  if (body === '') return 'SKILL.md has no instructions after its front matter.'
  return null
}

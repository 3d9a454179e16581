import { mkdir, readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Skill } from '../../src-shared/ipc/knowledge-routes.ts'
import { conflict, notFound, RouteFailure } from '../platform/route-failure.ts'
import type { SettingsStore } from '../platform/settings-store.ts'
import { filesBelow, readConfined } from './confined-file.ts'
import { readSkillFile, type SkillText } from './skill-file.ts'

/** Folders with a SKILL.md: the one in the data folder and those of the settings, one level deep. Never the working directory. */
export interface SkillFolders {
  /** Where the user's own skills go; made when it is missing. */
  readonly folder: string
  /** In the order of the folders, then by name. Of two with one name the first is offered. */
  list(): Promise<Skill[]>
  /** The text of an enabled skill's SKILL.md without its front matter. Rejects with a sentence. */
  read(
    name: string,
  ): Promise<{ readonly skill: Skill; readonly text: string; readonly files: readonly string[] }>
  /** The text of another file of an enabled skill, by its path in the skill's folder. Rejects with a sentence. */
  readFile(name: string, file: string): Promise<string>
}

/** Of one file, in bytes: what a model can take. */
const mostBytes = 100_000
const mostSkills = 200

interface Known extends SkillText {
  readonly stamp: string
}

export function createSkillFolders(parts: {
  readonly folder: string
  readonly settings: Pick<SettingsStore, 'get'>
}): SkillFolders {
  const { folder, settings } = parts
  // What a SKILL.md said, for as long as its time and size stay the same.
  const known = new Map<string, Known>()

  async function look({ at, name }: SkillFolder): Promise<SkillText | null> {
    const file = join(at, 'SKILL.md')
    try {
      const { mtimeMs, ctimeMs, size } = await stat(file)
      const stamp = `${mtimeMs} ${ctimeMs} ${size}`
      const before = known.get(at)
      if (before?.stamp === stamp) return before
      const now = { ...readSkillFile(await readConfined(at, 'SKILL.md', mostBytes), name), stamp }
      known.set(at, now)
      return now
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      // A folder without one is no skill.
      if (code === 'ENOENT' || code === 'ENOTDIR') return null
      const problem = error instanceof RouteFailure ? error.message : `SKILL.md cannot be read (${code}).`
      return { name, description: '', body: '', problem }
    }
  }

  async function list(): Promise<Skill[]> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { skillFolders, disabledSkills } = settings.get()
    const skills: Skill[] = []
    const seen = new Set<string>()
    for (const parent of [folder, ...skillFolders])
      for (const each of await foldersIn(parent)) {
        const { at } = each
        if (seen.has(at) || skills.length === mostSkills) continue
        seen.add(at)
        const found = await look(each)
        if (found === null) continue
        const { name, description } = found
        const first = skills.find((skill) => skill.name === name && skill.problem === null)
        const problem =
          found.problem ?? (first ? `There is a skill of this name already, in ${first.folder}.` : null)
        skills.push({ name, description, folder: at, enabled: !disabledSkills.includes(name), problem })
      }
    for (const at of known.keys()) if (!seen.has(at)) known.delete(at)
    return skills
  }

  async function offered(name: string): Promise<Skill> {
    const skills = await list()
    const skill = skills.find((each) => each.name === name && each.problem === null)
    if (skill?.enabled) return skill
    if (skill) throw conflict(`The skill “${name}” is switched off in Settings.`)
    const names = skills
      .filter(({ enabled, problem }) => enabled && problem === null)
      .map((each) => each.name)
    throw notFound(
      `There is no skill of that name. ${names.length === 0 ? 'There are none.' : `The skills are: ${names.join(', ')}.`}`,
    )
  }

  return {
    folder,
    list,
    async read(name) {
      const skill = await offered(name)
      const text = readSkillFile(await readConfined(skill.folder, 'SKILL.md', mostBytes), name).body
      return { skill, text, files: (await filesBelow(skill.folder)).filter((file) => file !== 'SKILL.md') }
    },
    async readFile(name, file) {
      return readConfined((await offered(name)).folder, file, mostBytes)
    },
  }
}

interface SkillFolder {
  /** Its real path. */
  readonly at: string
  /** What it is called there: a link has a name of its own. */
  readonly name: string
}

/** The folders in a folder, in the order of their names; links to folders count. */
async function foldersIn(parent: string): Promise<SkillFolder[]> {
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => [])
  const names = entries
    .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isSymbolicLink()))
    .map(({ name }) => name)
  const found = await Promise.all(
    names
      .toSorted()
      .map(async (name) => ({ name, at: await realpath(join(parent, name)).catch(() => null) })),
  )
  return found.flatMap(({ name, at }) => (at === null ? [] : [{ name, at }]))
}

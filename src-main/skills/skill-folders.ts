import type { Skill } from '../../src-shared/ipc/knowledge-routes.ts'
import type { SettingsStore } from '../platform/settings-store.ts'

/** Folders with a SKILL.md: the one in the data folder and those of the settings. */
export interface SkillFolders {
  /** Where the user's own skills go; made when it is missing. */
  readonly folder: string
  list(): Promise<Skill[]>
  /** The text of an enabled skill's SKILL.md without its front matter. Rejects with a sentence. */
  read(
    name: string,
  ): Promise<{ readonly skill: Skill; readonly text: string; readonly files: readonly string[] }>
}

export function createSkillFolders(parts: {
  readonly folder: string
  readonly settings: Pick<SettingsStore, 'get'>
}): SkillFolders {
  return {
    folder: parts.folder,
    list: () => Promise.resolve([]),
    read: () => Promise.reject(new Error('not built yet')),
  }
}

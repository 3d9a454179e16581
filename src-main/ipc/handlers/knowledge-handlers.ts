import type { MemoryNotes } from '../../memory/memory-notes.ts'
import type { SkillFolders } from '../../skills/skill-folders.ts'
import { notFound } from '../../platform/route-failure.ts'
import type { Core } from '../../store/core.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<Handlers, Extract<keyof Handlers, `memory.${string}` | `skills.${string}`>>

export function knowledgeHandlers({ stores }: Core, memory: MemoryNotes, skills: SkillFolders): Routes {
  const titleOf = (scope: string): string =>
    scope === 'all' ? 'Everything' : (stores.schedules.get(scope)?.title ?? 'A schedule that was removed')
  return {
    'memory.scopes': async () => {
      const scopes = await memory.scopes()
      const all = scopes.find(({ scope }) => scope === 'all') ?? { scope: 'all', files: 0, bytes: 0 }
      return [all, ...scopes.filter(({ scope }) => scope !== 'all')].map((each) => ({
        ...each,
        title: titleOf(each.scope),
      }))
    },
    'memory.list': ({ scope }) => memory.list(scope),
    'memory.read': async ({ scope, path }) => ({ text: await memory.read(scope, path) }),
    'memory.write'({ scope, path, text }) {
      if (scope !== 'all' && !stores.schedules.get(scope)) throw notFound('There is no such schedule.')
      return memory.write(scope, path, text)
    },
    'memory.remove': async ({ scope, path }) => {
      await memory.remove(scope, path)
      return {}
    },
    'memory.clear': async ({ scope }) => {
      await memory.clear(scope)
      return {}
    },
    'skills.list': async () => ({ folder: skills.folder, skills: await skills.list() }),
  }
}

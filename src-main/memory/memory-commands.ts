import { dirname } from 'node:path'
import type { BetaLocalFilesystemMemoryTool } from '@anthropic-ai/sdk/tools/memory/node'
import { badInput, conflict, notFound, RouteFailure, unavailable } from '../platform/route-failure.ts'
import { mostNoteBytes, type NoteFolder, tooLarge } from './note-folder.ts'
import { noteNames } from './note-path.ts'

/** The commands of the memory tool as models know it. Paths begin with `/memories`. */
export type MemoryCommand =
  | {
      readonly command: 'view'
      readonly path: string
      readonly view_range?: readonly [number, number] | undefined
    }
  | { readonly command: 'create'; readonly path: string; readonly file_text: string }
  | {
      readonly command: 'str_replace'
      readonly path: string
      readonly old_str: string
      readonly new_str: string
    }
  | {
      readonly command: 'insert'
      readonly path: string
      readonly insert_line: number
      readonly insert_text: string
    }
  | { readonly command: 'delete'; readonly path: string }
  | { readonly command: 'rename'; readonly old_path: string; readonly new_path: string }

/** What `/memories` is made of: the notes of this conversation or schedule, and those that a run only reads. */
export interface MemoryPlace {
  readonly own: NoteFolder
  readonly shared: NoteFolder | null
}

const root = '/memories'
const sharedRoot = '/memories/all'

/**
 * Runs one command and gives its result for the model. The SDK's own memory tool views, inserts and renames, behind our
 * check of every path. The rest is ours, because the SDK's `create` and `delete` can end half done, and its `str_replace`
 * finds nothing that spans lines.
 */
export async function runMemoryCommand(place: MemoryPlace, command: MemoryCommand): Promise<string> {
  switch (command.command) {
    case 'view':
      return view(place, command)
    case 'create': {
      const path = own(place, command.path)
      if ((await place.own.find(path)) !== null)
        throw conflict(
          `${command.path} exists already. Change it with str_replace or insert, or choose another name.`,
        )
      await place.own.write(path, command.file_text)
      return `File created successfully at: ${command.path}`
    }
    case 'str_replace': {
      const path = own(place, command.path)
      const text = await place.own.read(path)
      await place.own.write(path, replaceOnce(text, command))
      return `The memory file has been edited: ${command.path}`
    }
    case 'insert': {
      const path = own(place, command.path)
      const found = await place.own.find(path)
      if (found === null) throw notFound(`The path ${command.path} does not exist.`)
      if (found.stats.size + Buffer.byteLength(command.insert_text) + 1 > mostNoteBytes) throw tooLarge(path)
      return bySdk(place.own, (sdk) => sdk.insert({ ...command, path: `${root}/${path}` }))
    }
    case 'delete': {
      await place.own.remove(own(place, command.path))
      return `Successfully deleted ${command.path}`
    }
    case 'rename': {
      const from = own(place, command.old_path)
      const to = own(place, command.new_path)
      if ((await place.own.find(from)) === null)
        throw notFound(`The path ${command.old_path} does not exist.`)
      if ((await place.own.find(to)) !== null)
        throw conflict(`The destination ${command.new_path} already exists.`)
      return bySdk(place.own, (sdk) =>
        sdk.rename({ command: 'rename', old_path: `${root}/${from}`, new_path: `${root}/${to}` }),
      )
    }
  }
}

async function view(
  { own: mine, shared }: MemoryPlace,
  command: Extract<MemoryCommand, { command: 'view' }>,
) {
  const { notes, at, path } = locate({ own: mine, shared }, command.path)
  if (path !== '' && (await notes.find(path)) === null)
    throw notFound(`The path ${command.path} does not exist. View /memories to see what there is.`)
  const seen = await viewIn(notes, path, command.view_range)
  const shown = at === root ? seen : retold(seen, path === '')
  if (at === root && path === '' && shared !== null)
    return `${shown}\n\n${retold(await viewIn(shared, '', undefined), true)}\n(Notes of every conversation: read them, they cannot be changed here.)`
  return shown
}

function viewIn(notes: NoteFolder, path: string, range: readonly [number, number] | undefined) {
  return bySdk(notes, (sdk) =>
    sdk.view({
      command: 'view',
      path: path === '' ? root : `${root}/${path}`,
      ...(range ? { view_range: [...range] } : {}),
    }),
  )
}

/** A view of the shared notes under the name that they have in a run. A listing names its folder in every line. */
function retold(seen: string, isListing: boolean): string {
  const [first = '', ...rest] = seen.split('\n')
  const lines = isListing || first.startsWith("Here're") ? rest.map(renamed) : rest
  return [renamed(first), ...lines].join('\n')
}

const renamed = (line: string): string => line.replace(root, sharedRoot)

function locate(place: MemoryPlace, given: string) {
  const path = below(given)
  if (place.shared === null || (path !== 'all' && !path.startsWith('all/')))
    return { notes: place.own, at: root, path: checked(path) } as const
  return { notes: place.shared, at: sharedRoot, path: checked(path.slice('all/'.length)) } as const
}

/** The path of a note that may be changed, relative to its folder. */
function own(place: MemoryPlace, given: string): string {
  const { at, path } = locate(place, given)
  if (at === sharedRoot)
    throw badInput(
      'The notes in /memories/all belong to every conversation: a run of a schedule only reads them.',
    )
  if (path === '')
    throw badInput('That is the folder of all notes. Name a note in it, such as /memories/plans.md.')
  return path
}

function below(given: string): string {
  if (given === root || given === `${root}/`) return ''
  if (given.startsWith(`${root}/`)) return given.slice(root.length + 1).replace(/\/$/, '')
  throw badInput('A path of a note begins with /memories/, as in /memories/plans.md.')
}

const checked = (path: string): string => (path === '' ? '' : noteNames(path).join('/'))

function replaceOnce(
  text: string,
  { path, old_str: before, new_str: after }: Extract<MemoryCommand, { command: 'str_replace' }>,
): string {
  const at = before === '' ? -1 : text.indexOf(before)
  if (at < 0)
    throw badInput(`Nothing was replaced: old_str does not stand verbatim in ${path}. View it first.`)
  if (text.includes(before, at + 1))
    throw badInput(
      `Nothing was replaced: old_str stands more than once in ${path}. Give more of what is around it.`,
    )
  return text.slice(0, at) + after + text.slice(at + before.length)
}

async function bySdk(
  notes: NoteFolder,
  work: (tool: BetaLocalFilesystemMemoryTool) => Promise<string>,
): Promise<string> {
  const { BetaLocalFilesystemMemoryTool: MemoryTool } = await import('@anthropic-ai/sdk/tools/memory/node')
  try {
    return await work(new MemoryTool(dirname(notes.root)))
  } catch (error) {
    if (error instanceof RouteFailure) throw error
    // The system's own messages name folders of this computer; the SDK's are for the model.
    if (error instanceof Error && !('code' in error)) throw badInput(error.message)
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw unavailable(`The notes cannot be used now (${code}).`)
  }
}

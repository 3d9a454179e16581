import type { FileChange } from '../../src-shared/domain/file-change.ts'
import { CliFailure } from './cli-failure.ts'
import type { Command, CommandContext } from './command.ts'
import { findId } from './find-by-id.ts'
import { tableLines } from './table.ts'

export const runFilesCommand: Command = {
  name: 'runs files',
  usage: '<run>',
  summary: 'List the files that a run changed.',
  details: 'With --diff it shows how.',
  options: { diff: { type: 'boolean', help: 'show what was changed in each' } },
  words: { least: 1, most: 1 },
  async run(given, context) {
    const { client, terminal, streams, json, printJson } = context
    const turnId = await turnOf(given.words, context)
    const changes = await client.call('changes.list', { turnId })
    if (json) {
      printJson(changes)
      return
    }
    if (changes.files.length === 0) {
      terminal.line('It changed no files.')
      return
    }
    const rows = changes.files.map((file) => [whatBecame(file), file.shown, file.kept ? '' : 'not kept'])
    terminal.lines(
      tableLines([{ title: 'What' }, { title: 'File', shrinks: true }, { title: '' }], rows, streams.columns),
    )
    if (changes.undo === 'undone') terminal.line('These changes were undone.', 'attention')
    if (!given.flag('diff')) return
    for (const { path, shown } of changes.files) {
      const { diff, why } = await client.call('changes.diff', { turnId, path })
      terminal.line()
      terminal.line(diff ?? `${shown}: ${why ?? 'There is nothing to show.'}`)
    }
  },
}

export const undoRunCommand: Command = {
  name: 'runs undo',
  usage: '<run>',
  summary: 'Put every file back as it was before the run.',
  details: 'Nothing is done when a file has changed since; the list says which.',
  words: { least: 1, most: 1 },
  run: (given, context) => restore('changes.undo', given.words, context),
}

export const redoRunCommand: Command = {
  name: 'runs redo',
  usage: '<run>',
  summary: 'Do the changes again that were undone.',
  words: { least: 1, most: 1 },
  run: (given, context) => restore('changes.redo', given.words, context),
}

async function restore(
  route: 'changes.undo' | 'changes.redo',
  words: readonly string[],
  context: CommandContext,
): Promise<void> {
  const done = await context.client.call(route, { turnId: await turnOf(words, context) })
  if (context.json) context.printJson(done)
  else context.terminal.line(`${done.restored} ${done.restored === 1 ? 'file was' : 'files were'} restored.`)
}

async function turnOf([given = '']: readonly string[], { client }: CommandContext): Promise<string> {
  const { runs } = await client.call('runs.list', { limit: 500 })
  const { turnId, title } = await client.call('runs.get', { id: findId(runs, given, 'run') })
  if (turnId === null)
    throw new CliFailure(
      1,
      'not_found',
      `“${title}” has no work of its own here, so nothing is known of its files.`,
    )
  return turnId
}

function whatBecame({ before, after }: FileChange): string {
  if (before === null) return 'created'
  return after === null ? 'deleted' : 'changed'
}

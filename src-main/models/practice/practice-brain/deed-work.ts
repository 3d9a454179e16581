import { assertNever } from '../../../../src-shared/domain/assert-never.ts'
import type { Deed } from './deed.ts'
import { call, type Call, type CallResult, isRehearsed, type Work } from './work.ts'

const mostLines = 20

/** How a deed is told: "write `a.txt`", "wrote …", "would have written …". */
interface Telling extends Call {
  /** To write, wrote, written. */
  readonly verb: readonly [to: string, did: string, done: string]
  readonly what: string
}

/** Does it through its tool, and says what came of it; of one that did not happen, whose word that was. */
export function* deedWork(deed: Deed): Work<string> {
  const { name, input, verb, what } = telling(deed)
  const [to, did, done] = verb
  const result = yield* call(name, input)
  if (isRehearsed(result)) return `I would have ${done} ${what}.`
  if (result.isError) return undone(`${to} ${what}`, result)
  if (deed.do === 'run' || deed.do === 'fetch') return `I ${did} ${what}:\n\n${block(result.text)}`
  return `I ${did} ${what}.`
}

function telling(deed: Deed): Telling {
  switch (deed.do) {
    case 'run': {
      const { command, secrets } = deed
      const given = `with the ${secrets.length === 1 ? 'secret' : 'secrets'} ${secrets.join(', ')}`
      return {
        name: 'run_command',
        input: secrets.length === 0 ? { command } : { command, secrets },
        verb: ['run', 'ran', 'run'],
        what: secrets.length === 0 ? `\`${command}\`` : `\`${command}\` ${given}`,
      }
    }
    case 'write': {
      const { path, content } = deed
      return {
        name: 'write_file',
        input: { path, content },
        verb: ['write', 'wrote', 'written'],
        what: `\`${path}\``,
      }
    }
    case 'edit':
      return {
        name: 'edit_file',
        input: { path: deed.path, old_string: deed.from, new_string: deed.to, replace_all: true },
        verb: ['change', 'changed', 'changed'],
        what: `“${deed.from}” to “${deed.to}” in \`${deed.path}\``,
      }
    case 'move': {
      const { from, to } = deed
      return {
        name: 'move_file',
        input: { from, to },
        verb: ['move', 'moved', 'moved'],
        what: `\`${from}\` to \`${to}\``,
      }
    }
    case 'delete': {
      const { path } = deed
      return {
        name: 'delete_file',
        input: { path },
        verb: ['delete', 'deleted', 'deleted'],
        what: `\`${path}\``,
      }
    }
    case 'fetch': {
      const { url } = deed
      return { name: 'web_fetch', input: { url }, verb: ['fetch', 'fetched', 'fetched'], what: url }
    }
    default:
      return assertNever(deed)
  }
}

const denial = 'The user did not allow this'
/** Advice to a model that could try something else. */
const advice = /\s*Do not try the same again; find another way,.*$/s

function undone(what: string, { text }: CallResult): string {
  const said = text.replace(advice, '')
  if (said.startsWith('Refused:'))
    return `I did not ${what}: Dormouse refused it. ${said.slice('Refused:'.length).trim()}`
  if (said.startsWith(denial)) {
    const note = said.slice(denial.length).replace(/^[:.]\s*/, '')
    return `I did not ${what}: you did not allow it.${note === '' ? '' : ` You said: “${note}”`}`
  }
  return `I could not ${what}. The tool says:\n\n${block(said)}`
}

/** As it is, with a fence that the text itself does not close. */
function block(text: string): string {
  const lines = text.trimEnd().split('\n')
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)))
  const rest = lines.length - mostLines
  return [
    fence,
    ...lines.slice(0, mostLines),
    fence,
    ...(rest > 0 ? [`… and ${rest} more ${rest === 1 ? 'line' : 'lines'}`] : []),
  ].join('\n')
}

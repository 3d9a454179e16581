import type { Node, Parser } from '@vscode/tree-sitter-wasm'
import { loadShellParser } from './shell-parser.ts'

/** What stands between commands begins with this; no argument of a command can hold a NUL. */
const mark = '\0'

/** Longer command lines are not worth a permission. */
const longest = 10_000

/**
 * The words of a command line, where all of it is known without running anything: plain words and quoted texts, and
 * between commands `\0&&`, `\0||`, `\0;` or `\0|`. It is one operation as a whole: what comes before is a part of what a
 * command does. `null` for everything else (expansions, substitutions, redirections, control flow, what does not parse),
 * which no standing permission matches.
 */
export async function parseCommand(commandLine: string): Promise<readonly string[] | null> {
  if (commandLine.length > longest || commandLine.includes('\0')) return null
  const parser = await loadShellParser()
  return parser === null ? null : read(parser, commandLine)
}

function read(parser: Parser, commandLine: string): readonly string[] | null {
  const tree = parser.parse(commandLine)
  if (tree === null) return null
  try {
    const words = tree.rootNode.hasError ? null : lineOf(tree.rootNode)
    if (words === null || words.length === 0) return null
    // The grammar takes more for blank than a shell does.
    if (!/^[ \t\n;&|]*$/.test(between(tree.rootNode, commandLine))) return null
    // What comes behind it would run in another place, or with other words, than it says.
    const isCompound = words.some((word) => word.startsWith(mark))
    const names = words.filter((_word, at) => at === 0 || words[at - 1]?.startsWith(mark) === true)
    return isCompound && names.some((name) => changesTheShell.has(name)) ? null : words
  } finally {
    tree.delete()
  }
}

/** What stands outside of all words. */
function between(root: Node, commandLine: string): string {
  const words = root.descendantsOfType(['word', 'number', 'raw_string', 'string'])
  let gaps = ''
  let from = 0
  for (const word of words) {
    if (word === null) continue
    gaps += commandLine.slice(from, Math.max(from, word.startIndex))
    from = Math.max(from, word.endIndex)
  }
  return gaps + commandLine.slice(from)
}

const changesTheShell: ReadonlySet<string> = new Set(
  (
    'cd pushd popd source . eval exec export declare typeset local readonly alias unalias set ' +
    'unset shopt trap hash enable umask ulimit read builtin command mapfile readarray printf getopts let ' +
    // It runs what follows it in this very shell.
    'time'
  ).split(' '),
)

const joints: ReadonlyMap<string, string> = new Map([
  ['&&', `${mark}&&`],
  ['||', `${mark}||`],
  [';', `${mark};`],
  ['\n', `${mark};`],
])
const pipe: ReadonlyMap<string, string> = new Map([['|', `${mark}|`]])

function lineOf(node: Node): string[] | null {
  switch (node.type) {
    case 'program':
    case 'list':
      return joined(node, joints)
    case 'pipeline':
      return joined(node, pipe)
    case 'command':
      return wordsOf(node)
    default:
      return null
  }
}

/** What stands at the end of a line joins nothing. */
function joined(node: Node, by: ReadonlyMap<string, string>): string[] | null {
  const words: string[] = []
  let joint: string | null = null
  for (const child of childrenOf(node)) {
    if (!child.isNamed) {
      const next = by.get(child.type)
      if (next === undefined) return null
      joint ??= next
      continue
    }
    const inner = lineOf(child)
    if (inner === null) return null
    if (words.length > 0) words.push(joint ?? `${mark};`)
    words.push(...inner)
    joint = null
  }
  return words
}

function childrenOf(node: Node): Node[] {
  return node.children.flatMap((child) => child ?? [])
}

function wordsOf(command: Node): string[] | null {
  const words: string[] = []
  for (const child of childrenOf(command)) {
    const inner =
      child.type === 'command_name' ? (child.children.length === 1 ? child.child(0) : null) : child
    const word = inner === null ? null : wordOf(inner)
    if (word === null) return null
    words.push(word)
  }
  const [name] = words
  // A name with `=` is an assignment to the shell, whatever the grammar says.
  return name === undefined || name === '' || name.includes('=') ? null : words
}

/** Letters, digits and signs that mean themselves everywhere in a word. */
const plain = /^[\p{L}\p{N}_@%+=:,./-]+$/u

function wordOf(node: Node): string | null {
  switch (node.type) {
    case 'word':
    case 'number':
      return plain.test(node.text) ? node.text : null
    case 'raw_string':
      return node.text.slice(1, -1)
    case 'string': {
      const text = node.text.slice(1, -1)
      return node.namedChildren.every((child) => child?.type === 'string_content') && !/[\\$`!]/.test(text)
        ? text
        : null
    }
    default:
      return null
  }
}

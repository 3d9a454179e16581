import type { Node, Parser } from '@vscode/tree-sitter-wasm'
import { loadShellParser } from './shell-parser.ts'

/** Stands between the commands of a pipeline; no argument of a command can hold a NUL. */
const pipe = '\0|'

/** Longer command lines are not worth a permission. */
const longest = 10_000

/**
 * The commands that a command line runs, each as its words, where every one of them is known without running anything:
 * plain words and quoted texts, joined by `&&`, `||` or `;`. A pipeline is one command, as what flows into a program is
 * a part of what it does. `null` for everything else (expansions, substitutions, redirections, control flow, what does
 * not parse), which no standing permission matches.
 */
export async function parseCommand(commandLine: string): Promise<readonly (readonly string[])[] | null> {
  if (commandLine.length > longest || commandLine.includes('\0')) return null
  const parser = await loadShellParser()
  return parser === null ? null : read(parser, commandLine)
}

function read(parser: Parser, commandLine: string): readonly (readonly string[])[] | null {
  const tree = parser.parse(commandLine)
  if (tree === null) return null
  try {
    const commands = tree.rootNode.hasError ? null : commandsOf(tree.rootNode)
    if (commands === null || commands.length === 0) return null
    // The grammar takes more for blank than a shell does.
    if (!/^[ \t\n;&|]*$/.test(between(tree.rootNode, commandLine))) return null
    // What comes behind it would run in another place, or with other words, than was allowed.
    if (commands.length > 1 && commands.some(([name]) => name !== undefined && changesTheShell.has(name)))
      return null
    return commands
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

const joints: ReadonlySet<string> = new Set(['&&', '||', ';', '\n'])

function commandsOf(node: Node): string[][] | null {
  switch (node.type) {
    case 'program':
    case 'list':
      return joined(node)
    case 'pipeline': {
      const piped = pipelineOf(node)
      return piped === null ? null : [piped]
    }
    case 'command': {
      const words = wordsOf(node)
      return words === null ? null : [words]
    }
    default:
      return null
  }
}

function childrenOf(node: Node): Node[] {
  return node.children.flatMap((child) => child ?? [])
}

function joined(node: Node): string[][] | null {
  const commands: string[][] = []
  for (const child of childrenOf(node)) {
    if (child.isNamed) {
      const inner = commandsOf(child)
      if (inner === null) return null
      commands.push(...inner)
    } else if (!joints.has(child.type)) return null
  }
  return commands
}

function pipelineOf(node: Node): string[] | null {
  const words: string[] = []
  for (const child of childrenOf(node)) {
    if (child.type === '|') words.push(pipe)
    else {
      const inner = child.type === 'command' ? wordsOf(child) : null
      if (inner === null) return null
      words.push(...inner)
    }
  }
  return words
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

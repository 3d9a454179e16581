import { readFile } from 'node:fs/promises'
import type { Parser } from '@vscode/tree-sitter-wasm'
import { bundledFile } from '../platform/bundled-file.ts'

let loading: Promise<Parser | null> | null = null

/** Bash's grammar in tree-sitter, loaded when the first command is looked at; `null` where it cannot be had. */
export function loadShellParser(): Promise<Parser | null> {
  loading ??= load().catch(() => null)
  return loading
}

async function load(): Promise<Parser> {
  const { Language, Parser } = await import('@vscode/tree-sitter-wasm')
  await Parser.init({ locateFile: () => bundledFile('tree-sitter.wasm') })
  const language = await Language.load(await readFile(bundledFile('tree-sitter-bash.wasm')))
  const parser = new Parser()
  parser.setLanguage(language)
  return parser
}

import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Files of other packages that cannot be part of the bundle: a program, grammars, and what a thread loads by itself. */
export type BundledName = 'rg' | 'tree-sitter.wasm' | 'tree-sitter-bash.wasm' | 'pdfjs.mjs'

interface Place {
  /** A file of the package that can be resolved. */
  readonly resolve: string
  /** From there to the file. */
  readonly steps?: readonly string[]
}

const suffix = process.platform === 'win32' ? '.exe' : ''
const places: Readonly<Record<BundledName, Place>> = {
  rg: { resolve: `@vscode/ripgrep-${process.platform}-${process.arch}/bin/rg${suffix}` },
  'tree-sitter.wasm': { resolve: '@vscode/tree-sitter-wasm/wasm/tree-sitter.wasm' },
  'tree-sitter-bash.wasm': { resolve: '@vscode/tree-sitter-wasm/wasm/tree-sitter-bash.wasm' },
  'pdfjs.mjs': { resolve: 'unpdf', steps: ['..', 'pdfjs.mjs'] },
}

export const bundledNames: readonly BundledName[] = [
  'rg',
  'tree-sitter.wasm',
  'tree-sitter-bash.wasm',
  'pdfjs.mjs',
]

/**
 * The absolute path of a file that stands beside the bundle in `bin` (the build puts it there, outside the archive of a
 * packaged application, because neither a program nor a thread can be started from inside it), or else in node_modules.
 * Throws with a sentence where there is none. `from` is the URL of the asking module.
 */
export function bundledFile(name: BundledName, from: string = import.meta.url): string {
  const folder = dirname(fileURLToPath(from)).replace(/([\\/]app\.asar)(?=[\\/]|$)/, '$1.unpacked')
  const file = name === 'rg' ? `rg${suffix}` : name
  // The module may be in the bundle's main file or in one of its chunks, a folder below.
  const beside = [join(folder, 'bin', file), join(folder, '..', 'bin', file)].find((path) => existsSync(path))
  return beside ?? inPackages(name, from)
}

/** Where the file is in the node_modules of `from`. The build copies from there. */
function inPackages(name: BundledName, from: string): string {
  const { resolve, steps = [] } = places[name]
  try {
    return join(createRequire(from).resolve(resolve), ...steps)
  } catch {
    throw new Error(
      `A part of Dormouse is missing: ${name}. Install it again, or run npm install where it was built.`,
    )
  }
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folders = 500
const filesPerFolder = 100
const lines = 30

export interface FileTree {
  readonly files: number
  /** Stands in one file of each twenty-fifth folder. */
  readonly needle: string
}

/** Makes 50,000 text files of about a kilobyte in 500 folders below `root`, the same ones each time. */
export function makeFileTree(root: string): FileTree {
  const needle = 'the needle in the haystack'
  const text = Array.from(
    { length: lines },
    (_, i) => `const straw${i} = haystack[${i}] // line ${i}\n`,
  ).join('')
  for (let folder = 0; folder < folders; folder++) {
    const path = join(root, `part-${Math.floor(folder / 20)}`, `folder-${folder}`)
    mkdirSync(path, { recursive: true })
    for (let file = 0; file < filesPerFolder; file++) {
      const hit = folder % 25 === 0 && file === 50 ? `// ${needle}\n` : ''
      writeFileSync(join(path, `file-${file}.ts`), `// ${folder} ${file}\n${text}${hit}`)
    }
  }
  return { files: folders * filesPerFolder, needle }
}

// Makes docs/behaviours.md from the names of the tests. With --check: writes nothing, and fails where that would change it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../project-folder.mjs'
import { behavioursPage } from './behaviours-page.mjs'
import { findTests } from './find-tests.mjs'
import { behaviours } from './sentences.mjs'

const page = join(projectFolder, 'docs', 'behaviours.md')
const folders = ['src-shared', 'src-main', 'src-renderer', 'e2e']

const files = folders.flatMap((folder) =>
  readdirSync(join(projectFolder, folder), { recursive: true })
    .filter((name) => /\.(?:test|spec)\.tsx?$/.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .toSorted()
    .map((path) => ({ path, source: readFileSync(join(projectFolder, path), 'utf8') })),
)
const rooms = findTests(behaviours, files)
const missing = rooms.flatMap(({ sentences }) => sentences).filter(({ paths }) => paths.length === 0)
for (const { sentence } of missing) console.error(`No test proves: ${sentence}`)
const text = behavioursPage(rooms)
if (missing.length > 0) process.exitCode = 1
else if (!process.argv.includes('--check')) writeFileSync(page, text)
else if (readFileSync(page, 'utf8') !== text) {
  console.error('docs/behaviours.md is not up to date. Run npm run behaviours.')
  process.exitCode = 1
}

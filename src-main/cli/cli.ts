import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import process from 'node:process'
import { systemClock } from '../platform/clock.ts'
import { dataFolder } from './data-folder.ts'
import { readSecret } from './read-secret.ts'
import { runCommandLine } from './run-command-line.ts'
import type { Streams } from './terminal.ts'

const { env, stdin, stdout, stderr } = process

const streams: Streams = {
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  columns: stdout.isTTY ? stdout.columns : null,
  colour: stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
  timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  cwd: process.cwd(),
  now: () => systemClock.now(),
  async readSecret(prompt) {
    const secret = await readSecret(stdin, () => stderr.write(prompt))
    if (stdin.isTTY) stderr.write('\n')
    return secret
  },
}

// A reader that has seen enough, such as `head`, closes the pipe; that is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

process.exitCode = await runCommandLine({
  words: process.argv.slice(2),
  dataDir: dataFolder(env, process.platform, homedir()),
  streams,
  version: () => versionOf(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))),
})

function versionOf(manifest: unknown): string {
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown'
}

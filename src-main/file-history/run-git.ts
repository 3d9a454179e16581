import { execFile } from 'node:child_process'
import { gitCall } from './git-call.ts'

/** What git said when it failed. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure'
}

const timeoutMs = 120_000
const mostOutput = 16 * 1024 * 1024

/** Which repository and which files git works with. Given, it does not look for them: what lies in a folder may lie. */
export interface GitPlace {
  readonly cwd: string
  readonly gitDir?: string
  readonly workTree?: string
  readonly index?: string
}

/** Runs git with nothing of a repository's own being run; resolves with its output, without the last line break. */
export function runGit(
  { cwd, gitDir, workTree, index }: GitPlace,
  ...args: readonly string[]
): Promise<string> {
  const { flags, env } = gitCall()
  const place = {
    ...(gitDir === undefined ? {} : { GIT_DIR: gitDir }),
    ...(workTree === undefined ? {} : { GIT_WORK_TREE: workTree }),
    ...(index === undefined ? {} : { GIT_INDEX_FILE: index }),
  }
  return new Promise((resolve, reject) => {
    const options = {
      cwd,
      env: { ...env, ...place },
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: mostOutput,
    } as const
    const child = execFile('git', [...flags, ...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout.replace(/\n$/, ''))
      else if (error.code === 'ENOENT') reject(new GitFailure('Git is not installed, or is not in the path.'))
      else reject(new GitFailure(stderr.trim().split('\n').at(-1) ?? `git ${args[0] ?? ''} failed`))
    })
    child.stdin?.end()
  })
}

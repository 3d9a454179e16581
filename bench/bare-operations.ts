import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { median } from './median.ts'

/** The median of so many calls of `work`, in milliseconds; the first few are not counted. */
export async function timeBare(times: number, work: (n: number) => unknown): Promise<number> {
  const each: number[] = []
  for (let n = 0; n < times + 3; n++) {
    const begin = performance.now()
    await work(n)
    each.push(performance.now() - begin)
  }
  return median(each.slice(3))
}

/** Runs a program to its end; resolves with what it wrote, and rejects when it cannot be started. */
export async function runBare(program: string, args: readonly string[], cwd: string): Promise<string> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  await once(child, 'close')
  return output
}

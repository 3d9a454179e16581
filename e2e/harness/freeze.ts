import { readdirSync, readFileSync } from 'node:fs'

/** Stops a process and everything below it, as a sleeping machine does; the returned function lets them go on. */
export function freeze(pid: number): () => void {
  const stopped = [pid]
  for (const each of stopped) {
    signal(each, 'SIGSTOP')
    // Stopped first: from now on it starts no more.
    stopped.push(...childrenOf(each))
  }
  return () => {
    for (const each of stopped) signal(each, 'SIGCONT')
  }
}

/** One of Chromium's short-lived processes may have ended meanwhile. */
function signal(pid: number, name: NodeJS.Signals): void {
  unlessGone(() => process.kill(pid, name))
}

function childrenOf(pid: number): number[] {
  const lists = unlessGone(() =>
    readdirSync(`/proc/${pid}/task`).map((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8'),
    ),
  )
  return (lists ?? []).flatMap((list) => list.split(' ').filter((text) => text !== '')).map(Number)
}

function unlessGone<T>(look: () => T): T | null {
  try {
    return look()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ESRCH' || code === 'ENOENT') return null
    throw error
  }
}

import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { say } from './say.mjs'

const HEARTBEAT_MS = 2_000
/** No step keeps the event loop from beating for so long; a suspended holder may, and then both would be rebuilding. */
const STALE_AFTER_MS = 60_000
const POLL_MS = 250

/**
 * Runs `work` while holding the lock `file`, so that two starts of one folder do not prepare it at once.
 * A lock whose process is gone, or whose heartbeat stopped (its id may belong to another process now), is taken over.
 */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true })
  const mine = `${file}.${process.pid}`
  let said = false
  while (!acquire(file, mine)) {
    const holder = readHolder(file)
    if (holder && !alive(holder)) removeStale(file, mine, holder)
    else {
      if (!said)
        say(`Another start is preparing this folder (process ${holder?.pid ?? 'unknown'}); waiting for it.`)
      said = true
      await pause(POLL_MS)
    }
  }
  const release = () => rmSync(file, { force: true })
  const heartbeat = setInterval(() => utimesSync(file, new Date(), new Date()), HEARTBEAT_MS)
  process.once('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    process.off('exit', release)
    release()
  }
}

/** A hard link appears with its content or not at all, and only one process can make it. */
function acquire(file, mine) {
  writeFileSync(mine, String(process.pid))
  try {
    linkSync(mine, file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(mine, { force: true })
  }
}

function readHolder(file) {
  try {
    return { pid: Number(readFileSync(file, 'utf8')), beatAt: statSync(file).mtimeMs }
  } catch {
    return null
  }
}

function alive({ pid, beatAt }) {
  if (pid === process.pid || Date.now() - beatAt > STALE_AFTER_MS) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Moved aside before it is judged again: two waiters may see the same stale lock, and one may have taken it already. */
function removeStale(file, mine, stale) {
  const aside = `${mine}.stale`
  try {
    renameSync(file, aside)
    if (readHolder(aside)?.pid !== stale.pid) linkSync(aside, file)
  } catch {
    // Somebody else was faster; the next round looks again.
  } finally {
    rmSync(aside, { force: true })
  }
}

// Changes files with a history around it, or undoes that, and kills itself with SIGKILL at the step that it is told. Steps
// are the commits, what is done to files, and the changes themselves. Says `done` when it came to the end.
import { writeSync } from 'node:fs'
import disk from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { doWork, call, type KillOrders, plannedFiles, turnId } from './killed-work.ts'
import { openHistory } from './open-history.ts'

const { folder, what, killAt } = JSON.parse(process.argv[2] ?? '') as KillOrders

let steps = 0
function step(): void {
  steps += 1
  if (steps === killAt) process.kill(process.pid, 'SIGKILL')
}

const { history, keeper, work, close } = openHistory(folder, step)
if (what === 'undo' || what === 'redo') watchDisk()
if (what === 'plan') {
  const keeping = keeper(turnId, call)
  await keeping.before(plannedFiles(work))
  await doWork(work, step)
  step()
  await keeping.after()
} else if (what === 'tree') {
  const keeping = keeper(turnId, call)
  await keeping.beforeTree(work)
  await doWork(work, step)
  step()
  await keeping.after()
} else await history[what](turnId)
step()
await close()
writeSync(1, 'done\n')

/** Every name that is given, taken or moved is a step of its own. */
function watchDisk(): void {
  const { rename, unlink, rmdir, mkdir, symlink } = disk
  const watched = <A extends unknown[], R>(act: (...args: A) => R) =>
    function (...args: A): R {
      step()
      return act(...args)
    }
  Object.assign(disk, {
    rename: watched(rename),
    unlink: watched(unlink),
    rmdir: watched(rmdir),
    mkdir: watched(mkdir),
    symlink: watched(symlink),
  })
  syncBuiltinESMExports()
}

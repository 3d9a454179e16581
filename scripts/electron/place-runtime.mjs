import { constants, cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronPackageFolder } from './electron-in-place.mjs'

/**
 * Copies a runtime folder to where the `electron` package looks for it. A copy, not a link: packaging tools write into
 * it, and the cache serves other clones.
 */
export function placeRuntime(dist) {
  const pathFile = join(electronPackageFolder, 'path.txt')
  const target = join(electronPackageFolder, 'dist')
  const staging = mkdtempSync(join(electronPackageFolder, 'unfinished-'))
  try {
    cpSync(dist, join(staging, 'dist'), { recursive: true, mode: constants.COPYFILE_FICLONE })
    rmSync(pathFile, { force: true })
    rmSync(join(electronPackageFolder, 'verified'), { force: true })
    rmSync(target, { recursive: true, force: true })
    renameSync(join(staging, 'dist'), target)
    writeFileSync(pathFile, 'electron')
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

import { isAbsolute, relative, sep } from 'node:path'
import { projectFolder } from '../project-folder.mjs'
import { fileRooms } from './layer-table.mjs'

const TEST = /\.(test|spec)\.tsx?$/

/** A file's path from the project's folder, with slashes; null if it lies outside. */
export function projectPath(file) {
  const path = relative(projectFolder, file)
  return path.startsWith('..') || isAbsolute(path) ? null : path.split(sep).join('/')
}

/** Whether a file (by its project path) proves something or helps to, and is no part of the application. */
export function isTest(path) {
  return TEST.test(path) || path.split('/').includes('testing') || path.startsWith('e2e/')
}

/**
 * The room of a file, by its project path: a name of the layer table, or null for what the arrows say nothing about
 * (scripts, configuration, end-to-end tests).
 */
export function roomOf(path) {
  const [top, room, ...rest] = path.split('/')
  if (top === 'src-shared') return 'shared'
  if (top === 'src-renderer') return 'renderer'
  if (top === 'assets') return 'assets'
  if (top !== 'src-main' || room === undefined) return null
  return fileRooms[path] ?? (room === 'ipc' && rest[0] === 'handlers' ? 'handlers' : room)
}

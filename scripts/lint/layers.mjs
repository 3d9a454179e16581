import { dirname, resolve } from 'node:path'
import { mayImport, pureFiles, typesForPureFiles } from './layer-table.mjs'
import { isTest, projectPath, roomOf } from './room-of.mjs'
import { visitImports } from './visit-imports.mjs'

/** An import against an arrow of the architecture fails. */
export const layers = {
  create(context) {
    const from = projectPath(context.filename)
    if (from === null || roomOf(from) === null) return {}
    return visitImports((specifier, node, isType) => {
      if (!specifier.startsWith('.')) return
      const to = projectPath(resolve(dirname(context.filename), specifier.replace(/\?.*$/, '')))
      const complaint = to === null ? 'this file lies outside the project' : complaintAbout(from, to, isType)
      if (complaint)
        context.report({ node, message: `${complaint}; scripts/lint/layer-table.mjs has the arrows` })
    })
  },
}

function complaintAbout(from, to, isType) {
  const [room, target] = [roomOf(from), roomOf(to)]
  if (isTest(from))
    return sameProcess(room, target) ? null : `${from} and ${to} belong to different processes`
  if (target === null) return `the application may not import ${to}`
  if (isTest(to)) return `only tests may import ${to}`
  if (isPure(from)) return isFitForPure(to, isType) ? null : `a pure file may not import ${to}`
  if (room === 'entry') return sameProcess(room, target) ? null : `${to} belongs to another process`
  if (room === 'preload')
    return to.startsWith('src-shared/ipc/') ? null : 'the preload may import only src-shared/ipc'
  if (mayImport[room] === undefined) return `src-main/${room} is no room of the table`
  return room === target || mayImport[room].includes(target) ? null : `${room} may not import ${target}`
}

function isPure(path) {
  return pureFiles.some((pattern) => pattern.test(path))
}

function isFitForPure(path, isType) {
  return roomOf(path) === 'shared' || isPure(path) || (isType && typesForPureFiles.includes(path))
}

/** What runs in the renderer and what runs in the main process meet only in src-shared. */
function sameProcess(room, target) {
  if (target === 'shared' || target === 'assets' || target === null) return true
  if (room === 'shared') return false
  return (room === 'renderer') === (target === 'renderer')
}

import { builtinModules } from 'node:module'
import { electronRooms } from './layer-table.mjs'
import { isTest, projectPath, roomOf } from './room-of.mjs'
import { visitImports } from './visit-imports.mjs'

const TIMERS = ['node:timers', 'node:timers/promises']

/** `electron` and Node's own modules stay where they belong; src-shared and the renderer have neither. */
export const modules = {
  create(context) {
    const path = projectPath(context.filename)
    const room = path === null ? null : roomOf(path)
    if (room === null) return {}
    return visitImports((specifier, node) => {
      const message = complaintAbout(path, room, specifier)
      if (message) context.report({ node, message })
    })
  },
}

function complaintAbout(path, room, specifier) {
  if (specifier === 'electron' || specifier.startsWith('electron/')) {
    return electronRooms.includes(room)
      ? null
      : `${room} may not import electron: declare an interface for desktop`
  }
  if (room === 'preload')
    return specifier.startsWith('.') ? null : 'the preload may import only electron and src-shared/ipc'
  if (!isBuiltin(specifier)) return null
  if (!specifier.startsWith('node:')) return `write "node:${specifier}"`
  if ((room === 'shared' || room === 'renderer') && !isTest(path))
    return `${room} may not import Node's modules`
  if (TIMERS.includes(specifier) && room !== 'platform' && !isTest(path))
    return 'timers come from platform/clock.ts'
  return null
}

function isBuiltin(specifier) {
  return specifier.startsWith('node:') || builtinModules.includes(specifier)
}

import { isTest, projectPath, roomOf } from './room-of.mjs'

/** Where time, randomness and identity may be taken from the system; everybody else is given them. */
const SOURCES = /^src-(main|renderer)\/platform\//

const TIMERS = ['setTimeout', 'setInterval', 'setImmediate']
const MEMBERS = {
  Date: ['now'],
  Math: ['random'],
  performance: ['now'],
  crypto: ['randomUUID', 'getRandomValues'],
}
const RANDOM_IMPORTS = ['randomUUID', 'randomBytes', 'randomInt', 'getRandomValues', 'webcrypto']
const GLOBALS = ['globalThis', 'window', 'self', 'global']

/**
 * Time, randomness and identity come from platform/, so that a test can choose them. Tests use a fake clock too; only
 * `setImmediate`, which waits for no time, lets real input and output happen there.
 */
export const injected = {
  create(context) {
    const path = projectPath(context.filename)
    if (path === null || roomOf(path) === null || SOURCES.test(path)) return {}
    const report = (node, name) => {
      context.report({
        node,
        message: `${name} is only for platform/: take the clock, ids or timers that are given`,
      })
    }
    return {
      NewExpression(node) {
        if (isNamed(node.callee, 'Date') && node.arguments.length === 0) report(node, 'new Date()')
      },
      CallExpression(node) {
        const name = unqualified(node.callee)
        if (TIMERS.includes(name) && !(name === 'setImmediate' && isTest(path))) report(node, name)
        if (name === 'Date') report(node, 'Date()')
      },
      MemberExpression(node) {
        const owner = unqualified(node.object)
        const name = node.computed ? node.property.value : node.property.name
        if (MEMBERS[owner]?.includes(name)) report(node, `${owner}.${name}`)
      },
      ImportDeclaration(node) {
        if (node.source.value !== 'node:crypto') return
        for (const { imported, ...specifier } of node.specifiers) {
          if (RANDOM_IMPORTS.includes(imported?.name)) report(node, imported.name)
          else if (specifier.type !== 'ImportSpecifier') report(node, 'the whole of node:crypto')
        }
      },
    }
  },
}

/** The name of `name` and of `globalThis.name`; undefined for anything else. */
function unqualified(node) {
  if (node.type === 'Identifier') return node.name
  if (node.type !== 'MemberExpression' || !GLOBALS.includes(node.object.name)) return undefined
  return node.computed ? node.property.value : node.property.name
}

function isNamed(node, name) {
  return unqualified(node) === name
}

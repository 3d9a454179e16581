import { basename } from 'node:path'
import { projectPath } from './room-of.mjs'

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/
/** Names under which anything can be put, so everything is. */
const VAGUE = /(^|-)(utils?|helpers?|types?|managers?|misc|common)\./

/** Files are kebab-case and named for what they export. */
export const fileNames = {
  create(context) {
    const path = projectPath(context.filename)
    if (path === null) return {}
    return {
      Program(node) {
        const name = basename(path)
        if (!KEBAB.test(name)) context.report({ node, message: `the file name ${name} is not kebab-case` })
        if (VAGUE.test(name)) context.report({ node, message: `name ${name} for the one thing it exports` })
      },
    }
  },
}

import { fileNames } from './file-names.mjs'
import { injected } from './injected.mjs'
import { layers } from './layers.mjs'
import { modules } from './modules.mjs'

/** The project's own lint rules; .oxlintrc.json turns them on. */
export default {
  meta: { name: 'dormouse' },
  rules: { layers, modules, injected, 'file-names': fileNames },
}

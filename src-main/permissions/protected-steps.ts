import type { ProtectedPlace } from './protected-places.ts'

/** What a path is by its last steps, wherever it is. */
type Kind = Pick<ProtectedPlace, 'is' | 'secret'>

const hook: Kind = { is: 'a git hook, which git runs by itself', secret: false }
const gitConfig: Kind = { is: 'a git setting, which can run programs', secret: false }
const gitPointer: Kind = { is: 'where git looks for its settings and hooks', secret: false }
const editor: Kind = { is: 'a setting of an editor or an agent, which can run programs', secret: false }
const environment: Kind = { is: 'run by direnv when its folder is entered', secret: false }
const key: Kind = { is: 'a private key', secret: true }

// Invisible characters that some file systems ignore in names.
const ignorable = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g

/**
 * A step of a path as a file system may take it that ignores case: `.GIT`, `.ſsh`, and what Windows (`.git.`, `.git::$DATA`)
 * and HFS+ (invisible characters) take for the same name. Too much falls together rather than too little.
 */
export function foldStep(step: string): string {
  if (/^[\w-]+$|^\.[\w-]+(\.[\w-]+)*$/.test(step)) return step.toLowerCase()
  return step
    .replace(ignorable, '')
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .replace(/:.*$/, '')
    .replace(/(?<=[^. ])[. ]+$/, '')
}

/** What a path with these folded steps is by its names alone; `null`: nothing that is protected. */
export function kindBySteps(steps: readonly string[]): Kind | null {
  const last = steps.at(-1) ?? ''
  const above = steps.at(-2) ?? ''
  if (/^id_(rsa|dsa|ecdsa|ecdsa_sk|ed25519|ed25519_sk)$/.test(last)) return key
  if (last === '.envrc') return environment
  if (last === '.mcp.json' || last.endsWith('.code-workspace')) return editor
  if (above === '.claude' && /^settings.*\.json$/.test(last)) return editor
  if ((above === '.cursor' || above === '.vscode') && last === 'mcp.json') return editor
  if (above === '.vscode' && ['tasks.json', 'settings.json', 'launch.json'].includes(last)) return editor
  if (above === '.zed' && ['tasks.json', 'settings.json'].includes(last)) return editor
  if (steps.includes('.idea')) return editor
  if (steps.includes('.husky')) return hook
  return gitKind(steps)
}

/** Also inside a bare repository, and in those of submodules and worktrees, which are inside `.git`. */
function gitKind(steps: readonly string[]): Kind | null {
  const at = steps.findIndex((step) => step.endsWith('.git') || step === 'git~1')
  if (at === -1) return null
  const rest = steps.slice(at + 1)
  const last = rest.at(-1)
  if (last === undefined) return steps[at] === '.git' || steps[at] === 'git~1' ? gitPointer : null
  if (rest.includes('hooks')) return hook
  if (last === 'config' || last === 'config.worktree') return gitConfig
  return last === 'commondir' || last === 'gitdir' ? gitPointer : null
}

/** What a file directly in the home folder is by its name: private keys lie about there under many names. */
export function keyKind(steps: readonly string[]): Kind | null {
  return /\.(pem|key|p12|pfx|ppk|kdbx|jks)$/.test(steps.at(-1) ?? '') ? key : null
}

type Token =
  | { readonly kind: 'one'; readonly matches: (character: string) => boolean }
  /** Any characters of one step. */
  | { readonly kind: 'star' }
  /** Any characters of any number of steps. */
  | { readonly kind: 'globstar' }

const mostAlternatives = 64

/**
 * Reads a glob (`*`, `**`, `?`, `[a-z]`, `{a,b}`) into a test for paths with `/`. Without a slash in it the glob is
 * about the last step of the path. The test takes time linear in the path: it follows all possibilities at once, so no
 * pattern can make it hang. `null` when the braces stand for too many patterns.
 */
export function createGlob(glob: string): ((path: string) => boolean) | null {
  const patterns = expandBraces(glob.replace(/^\.?\//, ''))
  if (patterns === null) return null
  const aboutName = !glob.includes('/')
  const compiled = patterns.map((pattern) => matcher(tokenize(pattern)))
  return (path) => {
    const subject = aboutName ? path.slice(path.lastIndexOf('/') + 1) : path
    return compiled.some((matches) => matches(subject))
  }
}

function expandBraces(glob: string): string[] | null {
  const done: string[] = []
  const open = [glob]
  for (let pattern = open.pop(); pattern !== undefined; pattern = open.pop()) {
    // The innermost braces first, so that nested ones need no counting.
    const braces = /\{([^{}]*,[^{}]*)\}/.exec(pattern)
    if (braces === null) done.push(pattern)
    else {
      const before = pattern.slice(0, braces.index)
      const after = pattern.slice(braces.index + braces[0].length)
      for (const choice of (braces[1] ?? '').split(',')) open.push(before + choice + after)
    }
    if (done.length + open.length > mostAlternatives) return null
  }
  return done
}

function tokenize(pattern: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < pattern.length;) {
    const rest = pattern.slice(at)
    const special = /^(?:\*\*\/?|\*|\?|\[(!|\^)?([^\]]+)\])/.exec(rest)
    if (special === null) {
      const character = pattern.charAt(at)
      tokens.push({ kind: 'one', matches: (other) => other === character })
      at += 1
      continue
    }
    at += special[0].length
    if (special[0].startsWith('**')) tokens.push({ kind: 'globstar' })
    else if (special[0] === '*') tokens.push({ kind: 'star' })
    else if (special[0] === '?') tokens.push({ kind: 'one', matches: (other) => other !== '/' })
    else tokens.push({ kind: 'one', matches: characterClass(special[2] ?? '', special[1] !== undefined) })
  }
  return tokens
}

function characterClass(members: string, negated: boolean): (character: string) => boolean {
  const ranges = [...members.matchAll(/(.)-(.)|(.)/gsu)].map(([, from, to, single]) => ({
    from: from ?? single ?? '',
    to: to ?? single ?? '',
  }))
  return (character) =>
    character !== '/' && ranges.some(({ from, to }) => character >= from && character <= to) !== negated
}

/** Paths come folder by folder, so how far the last folder's steps lead is kept. */
function matcher(tokens: readonly Token[]): (subject: string) => boolean {
  const start = reachable(tokens, new Set([0]))
  let folder = ''
  let reached = start
  return (subject) => {
    const cut = subject.lastIndexOf('/') + 1
    if (subject.slice(0, cut) !== folder) {
      folder = subject.slice(0, cut)
      reached = advance(tokens, start, folder)
    }
    return advance(tokens, reached, subject.slice(cut)).has(tokens.length)
  }
}

function advance(tokens: readonly Token[], from: Set<number>, text: string): Set<number> {
  let states = from
  for (const character of text) {
    if (states.size === 0) break
    const next = new Set<number>()
    for (const state of states) {
      const token = tokens[state]
      if (token === undefined) continue
      if (token.kind === 'globstar' || (token.kind === 'star' && character !== '/')) next.add(state)
      else if (token.kind === 'one' && token.matches(character)) next.add(state + 1)
    }
    states = reachable(tokens, next)
  }
  return states
}

/** Stars may stand for nothing. */
function reachable(tokens: readonly Token[], states: Set<number>): Set<number> {
  // A set that grows while it is walked visits what was added too.
  for (const state of states) {
    const kind = tokens[state]?.kind
    if (kind === 'star' || kind === 'globstar') states.add(state + 1)
  }
  return states
}

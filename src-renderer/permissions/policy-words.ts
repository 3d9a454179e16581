import type { EffectClass, PermissionPolicy, Verdict } from '../../src-shared/domain/permission.ts'

interface PolicyWords {
  readonly value: PermissionPolicy
  readonly label: string
  /** Where there is little room. */
  readonly short: string
  /** What it comes to, in one line. */
  readonly hint: string
  /** The same in a menu. */
  readonly brief: string
}

/** The four policies for people, the most careful default first. */
export const policies: readonly PolicyWords[] = [
  {
    value: 'ask',
    label: 'Ask',
    short: 'Ask',
    hint: 'It reads in its folder, and asks before anything else.',
    brief: 'Asks before anything but reading',
  },
  {
    value: 'read-only',
    label: 'Read only',
    short: 'Read only',
    hint: 'It reads, and asks before it uses the network. Everything else is refused.',
    brief: 'Reads; the network asks, the rest is refused',
  },
  {
    value: 'allow-listed',
    label: 'Allow listed',
    short: 'Allow listed',
    hint: 'It reads, and does what you always allow. Everything else is refused without asking.',
    brief: 'Reads, and does what you always allow',
  },
  {
    value: 'full',
    label: 'Full inside the working directory',
    short: 'Full',
    hint: 'It changes files in its folder, runs commands and uses the network. It asks before the rest.',
    brief: 'Changes files and runs commands by itself',
  },
]

export function policyWords(policy: PermissionPolicy): PolicyWords {
  const found = policies.find(({ value }) => value === policy)
  if (!found) throw new Error(`No words for the policy ${policy}.`)
  return found
}

interface EffectWords {
  readonly label: string
  readonly hint: string
}

/** The effect classes for people. */
export const effectWords: Readonly<Record<EffectClass, EffectWords>> = {
  'read-inside': { label: 'Read inside', hint: 'Reading files in the working directory' },
  'write-inside': { label: 'Change inside', hint: 'Writing, moving and deleting files in it' },
  outside: { label: 'Outside', hint: 'Files elsewhere, and what an MCP server does' },
  shell: { label: 'Commands', hint: 'Programs and scripts, in the sandbox' },
  network: { label: 'Network', hint: 'Searching the web and fetching pages' },
  spend: { label: 'Spend', hint: 'Your money, beyond the budget of the run' },
  message: { label: 'Message people', hint: 'Mail or messages to others than you' },
}

export const effectClasses = Object.keys(effectWords) as readonly EffectClass[]

export const verdictWords: Readonly<Record<Verdict, string>> = { run: 'Run', ask: 'Ask', refuse: 'Refuse' }

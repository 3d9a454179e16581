import type { Grant } from '../../src-shared/domain/grant.ts'
import {
  type EffectClass,
  type PermissionPolicy,
  permissionTable,
  runsOnlyWhatIsListed,
  type Source,
  sourceKey,
  type Verdict,
} from '../../src-shared/domain/permission.ts'
import { coveringGrant } from './grant-matcher.ts'
import type { Operation } from './operation.ts'

export interface Rules {
  readonly policy: PermissionPolicy
  /** The standing permissions of this schedule or conversation, for this tool. */
  readonly grants: readonly Grant[]
  /** Where untrusted content in the session's context came from. */
  readonly sources: readonly Source[]
  /** Sources that the user trusts here, as `sourceKey` writes them. */
  readonly trusted: readonly string[]
}

/** `why` is a sentence for people and for the model. `grants` are those that let it through. */
export interface Judgement {
  readonly verdict: Verdict
  readonly why: string
  readonly grants: readonly Grant[]
  /** Whether a standing permission would let it pass the next time. */
  readonly isGrantable: boolean
}

const severity: Readonly<Record<Verdict, number>> = { run: 0, ask: 1, refuse: 2 }

const classWords: Readonly<Record<EffectClass, string>> = {
  'read-inside': 'reading in the working directory',
  'write-inside': 'changing files in the working directory',
  outside: 'what is outside the working directory',
  shell: 'running commands',
  network: 'using the network',
  spend: 'spending money',
  message: 'messages to other people',
}

const policyWords: Readonly<Record<PermissionPolicy, string>> = {
  ask: 'ask',
  'read-only': 'read only',
  'allow-listed': 'allow listed',
  full: 'full inside the working directory',
}

/**
 * Whether a call runs, asks or is refused. Pure, and the same for a fire, run now, a rehearsal, a retry and a chat: the
 * policy's table first, then the user's word on the tool and standing permissions, and last what nothing lifts: protected
 * files, and content that nobody vouches for.
 */
export function judgeOperation(operation: Operation, rules: Rules): Judgement {
  const { policy } = rules
  const byTable = worst(operation.effects, policy)
  if (operation.override === 'refuse') return refused('This tool is switched off in Settings → Tools.')
  const covering = operation.parts === null ? null : coveringGrant(operation.parts, rules.grants)
  const isListed = operation.override === 'run' || covering !== null
  const lifted = isListed && (byTable.verdict === 'ask' || runsOnlyWhatIsListed(policy))
  if (byTable.verdict === 'refuse' && !lifted) return refused(refusalWords(byTable.effect, policy))
  const untrusted = operation.sends ? rules.sources.filter((source) => !isTrusted(source, rules.trusted)) : []
  if (operation.mustAsk !== null) return asks(operation.mustAsk)
  if (untrusted.length > 0) return asks(taintWords(untrusted))
  if (operation.override === 'ask') return asks('You have set this tool to ask each time.')
  if (byTable.verdict === 'ask' && !lifted) return asks(askWords(byTable.effect, policy), true)
  return { verdict: 'run', why: '', grants: lifted && covering ? [covering] : [], isGrantable: false }
}

/** A host that is trusted is so at every port. */
function isTrusted(source: Source, trusted: readonly string[]): boolean {
  const key = sourceKey(source)
  return trusted.includes(key) || trusted.includes(key.replace(/:\d+$/, ''))
}

function worst(
  effects: readonly EffectClass[],
  policy: PermissionPolicy,
): { readonly verdict: Verdict; readonly effect: EffectClass | null } {
  let found: { verdict: Verdict; effect: EffectClass | null } = { verdict: 'run', effect: null }
  for (const effect of effects) {
    const verdict = permissionTable[policy][effect]
    if (severity[verdict] > severity[found.verdict]) found = { verdict, effect }
  }
  return found
}

const refused = (why: string): Judgement => ({ verdict: 'refuse', why, grants: [], isGrantable: false })
const asks = (why: string, isGrantable = false): Judgement => ({
  verdict: 'ask',
  why,
  grants: [],
  isGrantable,
})

function refusalWords(effect: EffectClass | null, policy: PermissionPolicy): string {
  const what = effect === null ? 'this' : classWords[effect]
  return runsOnlyWhatIsListed(policy)
    ? `The policy “${policyWords[policy]}” refuses ${what} unless it is on the list of what is always allowed.`
    : `The policy “${policyWords[policy]}” refuses ${what}.`
}

function askWords(effect: EffectClass | null, policy: PermissionPolicy): string {
  return `The policy “${policyWords[policy]}” asks before ${effect === null ? 'this' : classWords[effect]}.`
}

/** The most sources that are named: the question has to be read. */
const mostNamed = 3

function taintWords(sources: readonly Source[]): string {
  const named = sources.slice(0, mostNamed).map(sourceWords)
  const more = sources.length - named.length
  const list = [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ')
  return `It has read content that may hold instructions of others: ${list}. So it asks before it sends anything out or runs a program.`
}

function sourceWords({ kind, name }: Source): string {
  switch (kind) {
    case 'web':
      return `the web page of ${name}`
    case 'mcp':
      return `the MCP server ${name}`
    case 'mail':
      return `the mail file ${name}`
    case 'shell':
      return `the output of a command that used the network (${name})`
  }
}

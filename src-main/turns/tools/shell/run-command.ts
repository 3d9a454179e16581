import { z } from 'zod'
import { hostNameSchema } from '../../../../src-shared/domain/permission.ts'
import { secretNameSchema } from '../../../../src-shared/domain/secret.ts'
import type { OperationPart } from '../../../../src-shared/domain/grant.ts'
import type { Operation } from '../../../permissions/operation.ts'
import { parseCommand } from '../../../permissions/parse-command.ts'
import type { PutAside } from '../../../permissions/put-aside.ts'
import { isHostAllowed, isNearHost } from '../../../sandbox/host-rules.ts'
import { defineTool } from '../define-tool.ts'
import { plainLine } from '../plain-line.ts'
import type { AnyTool, CallPlace } from '../tool.ts'
import { toolSuccess } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { refusalsAsResults, requireFolder, ToolRefusal } from '../tool-refusal.ts'
import { commandResult, mostWholeBytes, sourceOf } from './command-result.ts'
import { commandPlan } from './command-plan.ts'

const defaultSeconds = 120
const mostSeconds = 1800
const longestWords = 300

const schema = z.strictObject({
  command: z.string().trim().min(1, 'Write the command.').max(32_768).describe('A line or script for bash.'),
  timeout_seconds: z
    .number()
    .int()
    .min(1)
    .max(mostSeconds)
    .optional()
    .describe(
      `After how many seconds it is stopped. Default: ${defaultSeconds}, in the background ${mostSeconds}.`,
    ),
  background: z
    .boolean()
    .optional()
    .describe('Do not wait for its end. It ends with this turn; read it with command_output.'),
  hosts: z
    .array(hostNameSchema)
    .max(20)
    .optional()
    .describe(
      'Hosts that it needs to reach, such as registry.npmjs.org or *.github.com. Without any it has no network.',
    ),
  secrets: z
    .array(secretNameSchema)
    .max(20)
    .optional()
    .describe(
      'Names of secrets that ask_for_secret got: each is in the environment variable of its name ("$GITHUB_TOKEN"). ' +
        'What the command prints of them is hidden.',
    ),
})
type Input = z.infer<typeof schema>

/** The tool that runs a line of shell in the working directory. */
export function runCommandTool(rooms: ToolRooms): AnyTool {
  const known = (place: CallPlace): string[] => [
    ...rooms.settings().sandboxHosts,
    ...(place.access.hosts ?? []),
  ]
  const asked = (input: Input, place: CallPlace): string[] => {
    const allowed = known(place)
    return (input.hosts ?? []).filter((host) => !allowed.includes(host) && !isHostAllowed(host, allowed))
  }

  const requireSecrets = (place: CallPlace, names: readonly string[]): Readonly<Record<string, string>> => {
    const opened = rooms.secrets.open(place, names)
    if ('problem' in opened) throw new ToolRefusal(opened.problem)
    return opened.values
  }

  return defineTool({
    name: 'run_command',
    title: 'Run a command',
    effects: ['shell', 'network', 'outside'],
    description:
      'Run a command with bash in the working directory and get its output and exit code. It may write only there, ' +
      'has a /tmp of its own that is gone afterwards, and no network unless hosts are named. Nobody can type into it. ' +
      'A long output is shown in part; command_output reads the rest.',
    schema,
    kind: 'act',
    label: ({ command, background, secrets }) =>
      `Run ${command}${withSecrets(secrets)}${background ? ' in the background' : ''}`,
    async operation(input, place) {
      const cwd = requireFolder(place)
      const hosts = asked(input, place)
      const secrets = namesOf(input)
      // Before anybody is asked whether it may run. A rehearsal goes on as if they had been given.
      for (const name of place.isRehearsal === true ? [] : secrets)
        if (rooms.secrets.state(place, name) !== 'kept') requireSecrets(place, [name])
      const isConfined = (await rooms.sandbox.status()).kind !== 'none'
      const beyond = [
        ...(input.background ? ['in the background'] : []),
        ...(hosts.length > 0 ? [`with access to ${hosts.join(', ')}`] : []),
        ...(isConfined ? [] : ['not confined']),
      ]
      const where = plainLine(homely(cwd, rooms.home))
      const words = `Run \`${plainLine(input.command, longestWords)}\`${withSecrets(secrets)} in ${where}`
      return {
        // A command can read what is outside the working directory, so whom it may send to is never the model's choice alone.
        effects: hosts.length > 0 ? ['shell', 'network', 'outside'] : ['shell'],
        words: beyond.length > 0 ? `${words} (${beyond.join(', ')})` : words,
        // What the question and the permission do not show whole is nothing to allow for ever.
        parts:
          input.command.length > longestWords
            ? null
            : await partsOf(input.command, {
                cwd,
                hosts,
                secrets,
                isConfined,
                inBackground: input.background === true,
              }),
        mustAsk: nearWords(hosts.filter(isNearHost)),
        isWhole: input.command.length <= longestWords,
        sends: true,
      } satisfies Operation
    },
    run: (input, context) =>
      refusalsAsResults(async () => {
        const { place, call, signal } = context
        const cwd = requireFolder(place)
        const { command, background = false } = input
        const seconds = input.timeout_seconds ?? (background ? mostSeconds : defaultSeconds)
        // Who the model names is reached on the internet only: its owner writes into the DNS where it leads. A host that is
        // near by its very name was asked about.
        const named = [...new Set([...known(place), ...(input.hosts ?? []).filter(isNearHost)])]
        const publicHosts = (input.hosts ?? []).filter((host) => !isNearHost(host))
        const hasNetwork = named.length + publicHosts.length > 0
        const secrets = requireSecrets(place, namesOf(input))
        let putAside: readonly PutAside[] = []
        const [{ kind: sandbox }, plan] = await Promise.all([
          rooms.sandbox.status(),
          commandPlan(rooms, { command, cwd, hosts: named, publicHosts, seconds, secrets }),
          context.keeper.beforeTree(cwd),
        ])
        // After the plan, which makes folders for hooks that are nobody's work.
        const putAsideNew = await rooms.protectedPaths.watch([cwd])
        const job = await rooms.shell.start({
          plan,
          command,
          call,
          turnId: place.turnId,
          conversationId: place.conversationId,
          hasNetwork: hasNetwork || sandbox === 'none',
          // Of all, not only of those that it is given: it may print what another one wrote.
          mask: rooms.secrets.mask(),
          signal,
          onOutput: context.onOutput,
        })
        const settled = job.finished.then(async (end) => {
          putAside = await putAsideNew()
          return end
        })
        if (!background) {
          const end = await settled
          const isPart = job.window.view().left > 0 && job.bytes() <= mostWholeBytes
          const all = isPart ? await rooms.shell.read(place.conversationId, job.id, 0, mostWholeBytes) : null
          const result = commandResult(job, end, { sandbox, seconds, all: all?.text ?? null })
          if (putAside.length === 0) return result
          const before = (text: string): string => `${putAsideWords(putAside)}\n${text}`
          const whole = result.whole === undefined ? {} : { whole: before(result.whole) }
          return { ...result, ...whole, content: before(result.content) }
        }
        return {
          ...toolSuccess(
            `It runs in the background as ${job.id}. It ends with this turn, and also when the turn pauses or Dormouse restarts: command_output says whether it still runs. End it with stop_command.`,
          ),
          // What it brings may be read by others than command_output: it can write files.
          ...(job.hasNetwork ? { sources: [sourceOf(job)] } : {}),
          detail: {
            did: `Started \`${plainLine(command, longestWords)}\` in the background`,
            sandbox,
            unkept: 'what a background command changes after its start',
          },
        }
      }),
  })
}

/** For the model: what the command made and may not make. */
function putAsideWords(putAside: readonly PutAside[]): string {
  const names = putAside.map(({ path, to }) => `${path} (now ${to})`).join(', ')
  return `Put aside, because it is protected and a command may not make it: ${names}. write_file can, after it has asked the user.`
}

function nearWords(hosts: readonly string[]): string | null {
  if (hosts.length === 0) return null
  return `${hosts.join(', ')} ${hosts.length === 1 ? 'is' : 'are'} on this computer or in its network.`
}

/** `null`: what it runs is not known exactly. */
async function partsOf(
  command: string,
  {
    cwd,
    hosts,
    secrets,
    isConfined,
    inBackground,
  }: {
    readonly cwd: string
    readonly hosts: readonly string[]
    readonly secrets: readonly string[]
    readonly isConfined: boolean
    readonly inBackground: boolean
  },
): Promise<readonly OperationPart[] | null> {
  const words = await parseCommand(command)
  if (words === null) return null
  return [
    {
      kind: 'command',
      argv: [...words],
      cwd,
      ...(isConfined ? {} : { isConfined: false }),
      ...(inBackground ? { inBackground } : {}),
    },
    ...hosts.toSorted().map((host): OperationPart => ({ kind: 'host', host })),
    ...secrets.map((name): OperationPart => ({ kind: 'secret', name })),
  ]
}

/** Each once, in one order: the same secrets are the same operation. */
function namesOf({ secrets = [] }: Input): string[] {
  return [...new Set(secrets)].toSorted()
}

function withSecrets(names: readonly string[] = []): string {
  if (names.length === 0) return ''
  return ` with the secret${names.length === 1 ? '' : 's'} ${names.join(', ')}`
}

/** A path as people write it: the home is `~`. */
function homely(path: string, home: string): string {
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path
}

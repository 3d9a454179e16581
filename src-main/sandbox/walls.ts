import { homedir } from 'node:os'
import type { SandboxStatus } from '../../src-shared/ipc/tool-routes.ts'
import { assertNever } from '../../src-shared/domain/assert-never.ts'
import { cleanedEnvironment } from './cleaned-environment.ts'
import type { ProxyHosts } from './filtering-proxy.ts'
import { findExecutable } from './find-executable.ts'
import { installCommand } from './install-command.ts'
import { launchBare } from './launch-bare.ts'
import { launchBox } from './launch-box.ts'
import type { Launched, LaunchOrder } from './launch.ts'
import { launchSeatbelt, sandboxExec } from './launch-seatbelt.ts'
import { resolveConfinement } from './resolve-confinement.ts'
import type { Confinement, SandboxParts } from './sandbox.ts'
import { tryWalls } from './try-walls.ts'
import { whyNoNamespaces } from './why-no-namespaces.ts'

/** What confines children on this computer. */
export interface Walls {
  status(): Promise<SandboxStatus>
  /** Starts a program behind them, or without any for `null`. Rejects with a sentence where it cannot be. */
  launch(order: LaunchOrder, confine: Confinement | null): Promise<Launched>
}

type Kind = { readonly kind: 'bubblewrap'; readonly program: string } | { readonly kind: 'seatbelt' }

type Found =
  | { readonly ok: true; readonly walls: Kind; readonly message: string }
  | { readonly ok: false; readonly message: string; readonly at: number }

/** A failed trial is repeated after so many milliseconds: the user may have followed its advice. */
const tryAgainAfterMs = 10_000

const confined =
  'Commands read the file system but write only in their working directory, do not see keys and Dormouse’s own data, and reach no network beyond the hosts that are allowed.'

export function createWalls({ dataDir, env, clock }: SandboxParts): Walls {
  const { PATH = '' } = cleanedEnvironment(env)
  let finding: Promise<Found> | null = null

  const find = async (): Promise<Found> => {
    const no = (message: string): Found => ({ ok: false, message, at: clock.now() })
    const kind = await present(PATH)
    if (typeof kind === 'string') return no(kind)
    const failure = await tryWalls(dataDir, clock, env, (order, confine) =>
      launchBehind(kind, order, confine),
    )
    if (failure === null) return { ok: true, walls: kind, message: confined }
    return no(kind.kind === 'bubblewrap' ? await whyNoNamespaces(failure) : `The seatbelt failed: ${failure}`)
  }

  const found = async (): Promise<Found> => {
    const last = await (finding ??= find())
    if (last.ok || clock.now() - last.at < tryAgainAfterMs) return last
    return (finding = find())
  }

  const launchBehind = async (kind: Kind, order: LaunchOrder, confine: Confinement): Promise<Launched> => {
    const mounts = await resolveConfinement(confine)
    const hosts = proxyHosts(confine)
    switch (kind.kind) {
      case 'bubblewrap': {
        if (hosts !== null && (await findExecutable('socat', PATH)) === null) throw new Error(await noSocat())
        return launchBox(order, { bubblewrap: kind.program, mounts, hosts })
      }
      case 'seatbelt':
        return launchSeatbelt(order, { mounts, hosts })
      default:
        return assertNever(kind)
    }
  }

  return {
    async status() {
      const now = await found()
      if (!now.ok) return { kind: 'none', message: now.message }
      const lacks = now.walls.kind === 'bubblewrap' && (await findExecutable('socat', PATH)) === null
      return { kind: now.walls.kind, message: lacks ? `${now.message} ${await noSocat()}` : now.message }
    },
    async launch(order, confine) {
      const now = confine === null ? null : await found()
      return confine !== null && now?.ok ? launchBehind(now.walls, order, confine) : launchBare(order)
    },
  }
}

/** `null`: no network at all. */
function proxyHosts({ hosts, publicHosts = [] }: Confinement): ProxyHosts | null {
  return hosts.length + publicHosts.length === 0 ? null : { named: hosts, public: publicHosts }
}

const noSocat = async (): Promise<string> =>
  `To let commands reach allowed hosts, socat is missing: run “${await installCommand(['socat'])}”.`

/** What this system has for it, or in words why it has nothing. */
async function present(path: string): Promise<Kind | string> {
  const bare =
    'Commands run with your own rights: they can change and send whatever you can. They still get no keys, and end with their turn.'
  switch (process.platform) {
    case 'linux': {
      const program = await findExecutable('bwrap', path, homedir())
      if (program !== null) return { kind: 'bubblewrap', program }
      const command = await installCommand(['bubblewrap', 'socat'])
      return `Nothing confines commands here: bubblewrap is missing. Run “${command}” to have it. ${bare}`
    }
    case 'darwin':
      return (await findExecutable(sandboxExec, '')) === null
        ? `Nothing confines commands here: ${sandboxExec} is missing. ${bare}`
        : { kind: 'seatbelt' }
    default:
      return `Nothing confines commands on this system: Dormouse knows a sandbox for Linux and macOS only. ${bare}`
  }
}

import { release } from 'node:os'
import { proxySocketInside } from './bubblewrap-arguments.ts'
import type { ChildLimits } from './sandbox.ts'

/** The port on which a sandbox finds its proxy, on the loopback of its own network. */
export const proxyPortInside = 3128
/** Connections to the proxy at once; each is a process of the bridge. */
export const mostBridges = 64

/** No program of a child writes a file larger than this. */
const mostFileBytes = 8 * 1024 ** 3
/** How long the bridge may take to listen, in hundredths of a second. */
const bridgePatience = 300

// Dash knows the number of processes as -p, everybody else as -u. Counted per user and per user namespace, so it is only
// set where the namespace is the child's own.
const limits = `
ulimit -S -t "$1" 2>/dev/null
ulimit -f "$2" 2>/dev/null
ulimit -c 0 2>/dev/null
[ "$3" = 0 ] || ulimit -u "$3" 2>/dev/null || ulimit -p "$3" 2>/dev/null
shift 3
`

// In a subshell of a subshell, so that it is nobody's child whom a program could wait for.
const bridge = `
(socat TCP-LISTEN:${proxyPortInside},bind=127.0.0.1,reuseaddr,fork,max-children=${mostBridges} UNIX-CONNECT:${proxySocketInside} </dev/null >/dev/null 2>&1 &)
left=${bridgePatience}
until grep -q ':${proxyPortInside.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A' /proc/net/tcp || [ "$left" = 0 ]; do
  left=$((left - 1))
  sleep 0.01
done
`

// The other end of descriptor 3 is closed when the child is over and when Dormouse dies, however it dies.
const lifeline = `
( (trap '' HUP INT TERM; read -r _ <&3; kill -KILL 0) </dev/null >/dev/null 2>&1 & )
exec 3<&-
`

/**
 * What stands between Dormouse and a program: a line of shell that sets limits and becomes the program. `inBox`: it runs in
 * a sandbox with processes of its own, else it is told of Dormouse's death by a pipe.
 */
export function launchScript(options: {
  readonly argv: readonly string[]
  readonly limits: ChildLimits
  readonly inBox: boolean
  readonly hasProxy: boolean
}): readonly string[] {
  const { argv, inBox, hasProxy } = options
  const { cpuSeconds, processes } = options.limits
  const script = `${inBox ? '' : lifeline}${inBox && hasProxy ? bridge : ''}${limits}exec "$@"`
  // Threads count too. The number is a backstop against what multiplies between two looks; the limit itself is watched.
  const tasks = inBox && countsInNamespace(release()) ? Math.max(1024, processes * 16) : 0
  return [
    '/bin/sh',
    '-c',
    script,
    'sh',
    String(cpuSeconds),
    String(mostFileBytes / 512),
    String(tasks),
    ...argv,
  ]
}

/** Before Linux 5.14 the limit counts all processes of the user, and a browser alone may use it up. */
function countsInNamespace(kernel: string): boolean {
  const [major = 0, minor = 0] = kernel.split('.').map(Number)
  return major > 5 || (major === 5 && minor >= 14)
}

/** What makes programs use the proxy at `url`. */
export function proxyEnvironment(url: string): Record<string, string> {
  const near = 'localhost,127.0.0.1,::1'
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy']
  return {
    ...Object.fromEntries(names.map((name) => [name, url])),
    NO_PROXY: near,
    no_proxy: near,
    // Node heeds the variables only when it is told to.
    NODE_USE_ENV_PROXY: '1',
  }
}

import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { BoxMount } from './box-mounts.ts'

// Services that ordinary command-line programs look up. None of them starts a program outside the sandbox: no Apple
// events, no launch services to open things with. Taken from the profiles of Chromium and of Anthropic's sandbox-runtime.
const services = [
  'com.apple.bsd.dirhelper',
  'com.apple.FontObjectsServer',
  'com.apple.fonts',
  'com.apple.logd',
  'com.apple.SecurityServer',
  'com.apple.securityd.xpc',
  'com.apple.system.logger',
  'com.apple.system.notification_center',
  'com.apple.system.opendirectoryd.libinfo',
  'com.apple.system.opendirectoryd.membership',
]

const devices = ['null', 'zero', 'random', 'urandom', 'dtracehelper', 'tty']

/**
 * A profile for `sandbox-exec` that confines as bubblewrap does: everything is read but what is hidden, only the writable
 * folders are written, and the network is the proxy's port on this computer or none. Later rules win over earlier ones.
 */
export function seatbeltProfile(box: {
  readonly mounts: readonly BoxMount[]
  /** Folders of its own, for temporary files. */
  readonly scratch: readonly string[]
  readonly proxyPort: number | null
}): string {
  return [
    '(version 1)',
    '(deny default)',
    '(allow process-exec process-fork)',
    '(allow process-info* signal mach-priv-task-port (target same-sandbox))',
    '(allow user-preference-read sysctl-read iokit-get-properties ipc-posix-shm ipc-posix-sem)',
    `(allow mach-lookup ${services.map((name) => `(global-name ${quoted(name)})`).join(' ')})`,
    '(allow pseudo-tty file-read*)',
    `(allow file-ioctl file-write-data ${devices.map((name) => `(literal "/dev/${name}")`).join(' ')})`,
    '(allow file-write* (regex #"^/dev/fd/") (literal "/dev/stdout") (literal "/dev/stderr"))',
    ...box.scratch.map((path) => `(allow file-write* (subpath ${quoted(path)}))`),
    ...box.mounts.flatMap(rules),
    ...(box.proxyPort === null
      ? []
      : [`(allow network-outbound (remote ip ${quoted(`localhost:${box.proxyPort}`)}))`]),
  ].join('\n')
}

function rules({ kind, path }: BoxMount): string[] {
  const below = `(subpath ${quoted(path)})`
  switch (kind) {
    case 'writable':
      return [`(allow file-read* file-write* ${below})`]
    case 'pin':
      return [`(deny file-write-unlink (literal ${quoted(path)}))`]
    case 'read-only':
      return [`(deny file-write* ${below})`]
    case 'hide-folder':
    case 'hide-file':
      return [`(deny file-read* file-write* ${below})`]
    default:
      return assertNever(kind)
  }
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { BoxMount } from './box-mounts.ts'

export interface Box {
  readonly cwd: string
  readonly mounts: readonly BoxMount[]
  /** The Unix socket of its proxy; `null`: no network at all. */
  readonly proxySocket: string | null
  /** Folders that are its own and empty, instead of everybody's: `/tmp`. Those of them that exist. */
  readonly ownFolders: readonly string[]
  /** Numbers of its file descriptors: one stays open as long as a process of it lives, one tells how it went. */
  readonly lifeFd: number
  readonly statusFd: number
}

/** Where a sandbox sees the socket of its proxy. */
export const proxySocketInside = '/run/dormouse-proxy.sock'

/**
 * The arguments of bubblewrap, without the command. `/run` is emptied because a socket on a read-only file system can
 * still be connected to, and what listens there (the session bus, container daemons) starts programs outside.
 */
export function bubblewrapArguments(box: Box): string[] {
  const isAllWritable = box.mounts.some(({ kind, path }) => kind === 'writable' && path === '/')
  const hidden = box.mounts.filter(({ kind }) => kind === 'hide-folder')
  const options: readonly (readonly string[])[] = [
    ['--die-with-parent', '--new-session'],
    ['--unshare-user', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-net'],
    ['--unshare-cgroup-try'],
    // Root keeps its capabilities otherwise, and with them it could mount what is read-only anew.
    ['--cap-drop', 'ALL'],
    [isAllWritable ? '--bind' : '--ro-bind', '/', '/'],
    ['--dev', '/dev', '--proc', '/proc'],
    ...box.ownFolders.map((path) => ['--tmpfs', path]),
    ['--tmpfs', '/run'],
    ...['/run/current-system', '/run/opengl-driver'].map((path) => ['--ro-bind-try', path, path]),
    box.proxySocket === null ? [] : ['--ro-bind', box.proxySocket, proxySocketInside],
    ...box.mounts.filter(({ path }) => path !== '/').map(mountArguments),
    // Last, because the mounts inside need a place to be made.
    ...['/run', ...hidden.map(({ path }) => path)].map((path) => ['--remount-ro', path]),
    ['--chdir', box.cwd],
    ['--sync-fd', String(box.lifeFd), '--json-status-fd', String(box.statusFd)],
    ['--'],
  ]
  return options.flat()
}

function mountArguments({ kind, path }: BoxMount): string[] {
  switch (kind) {
    case 'writable':
    case 'pin':
      return ['--bind', path, path]
    case 'read-only':
      return ['--ro-bind', path, path]
    case 'hide-folder':
      return ['--tmpfs', path]
    case 'hide-file':
      return ['--ro-bind', '/dev/null', path]
    default:
      return assertNever(kind)
  }
}

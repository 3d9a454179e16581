import { readFileSync, readlinkSync } from 'node:fs'

/** Where the system says which zone it is in. */
export interface ZoneSources {
  readonly env: NodeJS.ProcessEnv
  /** The link to the rules of the zone, and the file with its name, where the system has them. */
  readonly files: { readonly link: string; readonly name: string } | null
  /** The zone that this process was started in, or has heard of since. */
  runtime(): string | undefined
}

/** The zone of this machine. Windows keeps it in the registry, which Chromium watches for the whole process. */
export const machineZone: ZoneSources = {
  env: process.env,
  files: process.platform === 'win32' ? null : { link: '/etc/localtime', name: '/etc/timezone' },
  runtime: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
}

/**
 * A function that gives the IANA zone of the system as it is at the call. A running Node never hears of a change, and
 * Electron's only where its desktop part runs, so the files are read, in microseconds: first `TZ`, which fixes the zone
 * of a process, then the target of the link (a name below `zoneinfo`), then the name file, then what the runtime says.
 */
export function createSystemTimeZone(sources: ZoneSources): () => string {
  const { env, files, runtime } = sources
  // Checking a name costs twenty times as much as reading it.
  let last: { readonly written: string; readonly zone: string | null } | null = null
  const checked = (written: string): string | null => {
    if (last?.written !== written) last = { written, zone: canonicalZone(zoneName(written)) }
    return last.zone
  }
  return () => {
    const fixed = env['TZ']
    const written = fixed ?? (files && (linkTarget(files.link) ?? firstLine(files.name)))
    const zone = written === null ? null : checked(written)
    return zone ?? canonicalZone(runtime() ?? '') ?? 'UTC'
  }
}

/** `Europe/Berlin` of `:Europe/Berlin`, `/usr/share/zoneinfo/posix/Europe/Berlin` and the like. */
function zoneName(written: string): string {
  const plain = written.replace(/^:/, '')
  // POSIX: an empty TZ means UTC.
  if (plain === '') return 'UTC'
  return /\/zoneinfo[^/]*\/(?:posix\/|right\/)?(.+)$/.exec(plain)?.[1] ?? plain
}

/** The name by which this runtime knows the zone; `null` when it knows none of that name. */
function canonicalZone(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

/** Where a link to a zone leads; `null` for a file that only holds its rules. */
function linkTarget(path: string): string | null {
  try {
    const target = readlinkSync(path)
    return target.includes('zoneinfo') ? target : null
  } catch {
    return null
  }
}

function firstLine(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').split('\n')[0]?.trim() || null
  } catch {
    return null
  }
}

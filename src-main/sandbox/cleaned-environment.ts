/** What a program needs to find its way; nothing that identifies, pays or loads code. */
const kept: ReadonlySet<string> = new Set([
  'PATH',
  'HOME',
  'LANG',
  'LANGUAGE',
  'TERM',
  'COLORTERM',
  'TZ',
  'USER',
  'LOGNAME',
  'SHELL',
  'TMPDIR',
  // Where certificates are, not what they protect: behind a company's proxy nothing works without them.
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'GIT_SSL_CAINFO',
  // Windows starts next to nothing without these.
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'COMSPEC',
  'PATHEXT',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'PROGRAMFILES',
  'TEMP',
  'TMP',
])

const defaultPath = '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin'

/**
 * The environment of a child: names on a short list of `env`, and `added`. A list of what may pass cannot forget a key
 * that somebody invents tomorrow.
 */
export function cleanedEnvironment(
  env: NodeJS.ProcessEnv,
  added: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const cleaned: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    const known = name.toUpperCase()
    if (value !== undefined && (kept.has(known) || known.startsWith('LC_'))) cleaned[name] = value
  }
  const hasPath = Object.keys(cleaned).some((name) => name.toUpperCase() === 'PATH')
  if (!hasPath) cleaned['PATH'] = defaultPath
  return { ...cleaned, ...added }
}

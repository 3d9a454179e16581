export interface AutostartCommand {
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** A desktop entry (Desktop Entry Specification 1.5) that starts the command at login. */
export function autostartEntry({ command, env }: AutostartCommand): string {
  const assignments = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  const words = assignments.length === 0 ? command : ['env', ...assignments, ...command]
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Dormouse',
    `Exec=${words.map(quoted).join(' ')}`,
    'Icon=dormouse',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

/** Exec quotes words as a shell would, its percent sign is doubled, and a key's value has its own backslash escapes. */
function quoted(word: string): string {
  const percent = word.replaceAll('%', '%%')
  const inQuotes = /^[\w./:=@+,%-]+$/.test(percent) ? percent : `"${percent.replace(/["`$\\]/g, '\\$&')}"`
  return inQuotes.replaceAll('\\', '\\\\')
}

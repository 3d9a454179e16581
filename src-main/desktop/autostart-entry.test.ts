import { expect, test } from 'vitest'
import { autostartEntry } from './autostart-entry.ts'

const execOf = (command: readonly string[], env: Readonly<Record<string, string>> = {}): string | undefined =>
  autostartEntry({ command, env })
    .split('\n')
    .find((line) => line.startsWith('Exec='))

test('plain words stand unquoted', () => {
  expect(execOf(['/opt/Dormouse/dormouse', '--hidden'])).toBe('Exec=/opt/Dormouse/dormouse --hidden')
})

test('a path with a space, a dollar, a percent and a backslash survives both levels of quoting', () => {
  expect(execOf(['/my $apps/50%/a\\b'])).toBe(String.raw`Exec="/my \\$apps/50%%/a\\\\b"`)
})

test('a data folder of its own is given along', () => {
  expect(execOf(['/opt/dormouse', '--hidden'], { DORMOUSE_DATA_DIR: '/home/a b' })).toBe(
    'Exec=env "DORMOUSE_DATA_DIR=/home/a b" /opt/dormouse --hidden',
  )
})

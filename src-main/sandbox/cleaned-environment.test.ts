import { expect, test } from 'vitest'
import { cleanedEnvironment } from './cleaned-environment.ts'

test('only what a program needs to find its way passes', () => {
  const secrets = {
    ANTHROPIC_API_KEY: 'x',
    ANTHROPIC_BASE_URL: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    GITHUB_TOKEN: 'x',
    DORMOUSE_DATA_DIR: 'x',
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: '--require evil',
    LD_PRELOAD: 'evil.so',
    BASH_ENV: 'evil.sh',
    SSH_AUTH_SOCK: 'x',
    DBUS_SESSION_BUS_ADDRESS: 'x',
    HTTPS_PROXY: 'http://user:password@proxy',
  }
  const harmless = { PATH: '/bin', HOME: '/home/me', LANG: 'C', LC_ALL: 'C', TZ: 'UTC', TERM: 'xterm' }
  expect(cleanedEnvironment({ ...secrets, ...harmless, USER: undefined })).toEqual(harmless)
})

test('what is given is added, and there is always a path', () => {
  const { PATH, TOKEN } = cleanedEnvironment({}, { TOKEN: 'given' })
  expect(TOKEN).toBe('given')
  expect(PATH).toContain('/usr/bin')
  expect(Object.keys(cleanedEnvironment({ Path: 'C:\\Windows' }))).toEqual(['Path'])
})

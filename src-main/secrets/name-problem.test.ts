import { expect, it } from 'vitest'
import { nameProblem } from './name-problem.ts'

it.each([
  'PATH',
  'HOME',
  'LD_PRELOAD',
  'DYLD_INSERT_LIBRARIES',
  'NODE_OPTIONS',
  'BASH_ENV',
  'BASHOPTS',
  'ENV',
  'IFS',
  'PYTHONPATH',
  'PERL5OPT',
  'GIT_SSH_COMMAND',
  'GIT_ASKPASS',
  'LC_ALL',
  'NPM_CONFIG_REGISTRY',
  'HTTPS_PROXY',
  'XDG_CONFIG_HOME',
  'PS4',
])('%s cannot name a secret, because programs obey it', (name) => {
  expect(nameProblem(name)).toMatch(new RegExp(`^${name} means something to programs.*such as MY_${name}`))
})

it.each([
  'GITHUB_TOKEN',
  'GH_TOKEN',
  'GIT_TOKEN',
  'NODE_AUTH_TOKEN',
  'NPM_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'PASSWORD',
  'ENVIRONMENT_KEY',
  'A',
])('%s can', (name) => {
  expect(nameProblem(name)).toBeNull()
})

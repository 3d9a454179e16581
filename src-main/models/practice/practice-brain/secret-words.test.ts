import { expect, it } from 'vitest'
import { rehearsal } from './rehearsal.ts'
import { names, tools } from './rehearsal-tools.ts'

it.each([
  ['Ask me for the secret GITHUB_TOKEN', { name: 'GITHUB_TOKEN', purpose: 'You told me to ask for it.' }],
  [
    'please ask me for the token GITHUB_TOKEN to push the site.',
    { name: 'GITHUB_TOKEN', purpose: 'To push the site.' },
  ],
  [
    'ask for the password DB_PASSWORD: it is in the wiki',
    { name: 'DB_PASSWORD', purpose: 'It is in the wiki.' },
  ],
  ['ask me again for the secret A2', { name: 'A2', purpose: 'You told me to ask for it.', replace: true }],
  ['Ask me for a new key A2', { name: 'A2', purpose: 'You told me to ask for it.', replace: true }],
])('“%s” asks for the secret by its name', (words, input) => {
  const session = rehearsal(tools())
  const answer = session.say(words)
  expect(session.steps).toEqual([[{ name: 'ask_for_secret', input }]])
  expect(answer).toContain(`You gave me the secret **${input.name}**; I know only its name.`)
})

it.each(['Ask me for the secret of life', 'ask me which token to use', 'Ask me for the token github_token'])(
  '“%s” names no secret, so it is a question',
  (words) => {
    const session = rehearsal(tools())
    session.say(words)
    expect(names(session)).toEqual([['ask_user']])
  },
)

it.each([
  ['run `curl "$A_KEY"` with the secret A_KEY', { command: 'curl "$A_KEY"', secrets: ['A_KEY'] }],
  [
    'Run the command: env, with the secrets A_KEY, B and C2.',
    { command: 'env', secrets: ['A_KEY', 'B', 'C2'] },
  ],
  ['run the command `echo with the secret A_KEY`', { command: 'echo with the secret A_KEY' }],
])('“%s” gives a command the secrets that are named behind it', (words, input) => {
  const session = rehearsal(tools())
  session.say(words)
  expect(session.steps).toEqual([[{ name: 'run_command', input }]])
})

it('a secret is asked for, and then used', () => {
  const session = rehearsal(tools())
  const answer = session.say(
    'Ask me for the secret GITHUB_TOKEN to push, then run `git push` with the secret GITHUB_TOKEN and notify me.',
  )
  expect(names(session)).toEqual([['ask_for_secret'], ['run_command'], ['notify_user']])
  expect(answer).toContain('I ran `git push` with the secret GITHUB_TOKEN:')
})

it('what is there already, would have been asked, or was not given is told as that', () => {
  const saying = (text: string, isError = false): string =>
    rehearsal({
      ...tools(),
      ask_for_secret: () => {
        if (isError) throw new Error(text)
        return text
      },
    }).say('Ask me for the secret A2')
  expect(saying('The secret A2 is there already, so the user was not asked. Name it.')).toContain(
    'The secret **A2** is there already.',
  )
  expect(saying('Rehearsal: the user was not asked. Go on.')).toContain(
    'I would have asked you for the secret **A2**.',
  )
  expect(saying('No answer.', true)).toContain('I did not get the secret **A2**. The tool says: No answer.')
})

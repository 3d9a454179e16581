import { describe, expect, it } from 'vitest'
import { rehearsal } from './rehearsal.ts'
import { names, tools } from './rehearsal-tools.ts'

describe('a deed', () => {
  it.each([
    ['Run the command `ls -la`', 'run_command', { command: 'ls -la' }],
    ['run `echo "a, b" && ask me`', 'run_command', { command: 'echo "a, b" && ask me' }],
    ['Please run the command: git status', 'run_command', { command: 'git status' }],
    ['write hello to notes/hello.txt', 'write_file', { path: 'notes/hello.txt', content: 'hello\n' }],
    [
      'Save “Ask me, then read it.” into the file "my notes.md".',
      'write_file',
      { path: 'my notes.md', content: 'Ask me, then read it.\n' },
    ],
    [
      'Create a file called hello.txt with the text hello there',
      'write_file',
      { path: 'hello.txt', content: 'hello there\n' },
    ],
    [
      'replace “milk” with “tea” in notes.txt',
      'edit_file',
      { path: 'notes.txt', old_string: 'milk', new_string: 'tea', replace_all: true },
    ],
    [
      'Change milk to tea in notes.txt',
      'edit_file',
      { path: 'notes.txt', old_string: 'milk', new_string: 'tea', replace_all: true },
    ],
    ['Rename notes.txt to old.txt', 'move_file', { from: 'notes.txt', to: 'old.txt' }],
    ['move notes.txt into docs/', 'move_file', { from: 'notes.txt', to: 'docs/notes.txt' }],
    ['Delete the file plan.md', 'delete_file', { path: 'plan.md' }],
    ['remove plan.md', 'delete_file', { path: 'plan.md' }],
    ['fetch https://example.com/a?b=1.', 'web_fetch', { url: 'https://example.com/a?b=1' }],
    ['Read https://example.com and tell me what it says', 'web_fetch', { url: 'https://example.com' }],
  ])('“%s”', (words, name, input) => {
    const session = rehearsal(tools())
    // Behind another message, "remove" and "change" could be about that one.
    session.say('Count the files')
    session.say(words)
    expect(session.steps).toEqual([[{ name, input }]])
  })

  it('comes in order with the others', () => {
    const session = rehearsal(tools())
    const answer = session.say(
      'Write hello to notes/hello.txt, then run the command `ls -la notes` and read notes.txt.',
    )
    expect(names(session)).toEqual([['write_file'], ['run_command'], ['read_file']])
    expect(answer).toContain('I wrote `notes/hello.txt`.')
    expect(answer).toContain('I ran `ls -la notes`:\n\n```\n$ ls -la notes\nfine\n```')
  })

  it.each(['Write me a poem about the sea', 'Delete everything', 'move on', 'run faster', 'change it'])(
    '“%s” names nothing, so nothing is done',
    (words) => {
      const session = rehearsal(tools())
      session.say(words)
      expect(session.steps).toEqual([])
    },
  )

  it('can be put off like everything else', () => {
    const session = rehearsal(tools())
    session.say('Every weekday at 9 run the command `git pull`')
    expect(session.steps[0]?.[0]).toMatchObject({
      name: 'schedule_task',
      input: { instruction: 'Run the command `git pull`' },
    })
  })
})

describe('a deed that did not happen', () => {
  const refusing = (words: string) =>
    rehearsal({
      ...tools(),
      run_command: () => {
        throw new Error(words)
      },
    })

  it('was refused by a policy, and is told as that', () => {
    const answer = refusing(
      'Refused: The policy “read only” refuses running commands. Do not try the same again; find another way, or say in your result what you could not do.',
    ).say('run `make`')
    expect(answer).toContain(
      'I did not run `make`: Dormouse refused it. The policy “read only” refuses running commands.\n',
    )
  })

  it('was denied by the user, and their note is told', () => {
    const advice = 'Do not try the same again; find another way, or say what you could not do.'
    expect(refusing(`The user did not allow this. ${advice}`).say('run `make`')).toContain(
      'I did not run `make`: you did not allow it.\n',
    )
    expect(refusing(`The user did not allow this: use ninja. ${advice}`).say('run `make`')).toContain(
      'I did not run `make`: you did not allow it. You said: “use ninja.”',
    )
  })

  it('failed, and the tool’s own words are shown as they are, however they are fenced', () => {
    expect(refusing('exit code 2\n```\nno rule').say('run `make`')).toContain(
      'I could not run `make`. The tool says:\n\n````\nexit code 2\n```\nno rule\n````',
    )
  })

  it('is told as what would have been done in a rehearsal', () => {
    const session = rehearsal({ ...tools(), run_command: () => 'Rehearsal: not done. Go on.' })
    expect(session.say('run `make`')).toContain('I would have run `make`.')
  })
})

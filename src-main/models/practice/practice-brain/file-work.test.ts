import { describe, expect, it } from 'vitest'
import { rehearsal } from './rehearsal.ts'
import { asked, names, tools } from './rehearsal-tools.ts'

describe('a folder', () => {
  it.each([
    'List the files',
    'What is in the folder?',
    'list the working directory',
    'Show me the files here',
    'Look into the folder',
  ])('“%s” lists it and says names and sizes', (words) => {
    const session = rehearsal(tools())
    const answer = session.say(words)
    expect(names(session)).toEqual([['list_directory']])
    for (const part of ['notes.txt', '35 bytes', 'docs/', '**3 files**', '9,079 bytes', '**1 folder**'])
      expect(answer).toContain(part)
  })

  it.each(['How many files are in the folder?', 'Count the files'])('“%s” counts', (words) => {
    const session = rehearsal(tools())
    expect(session.say(words)).toContain('there are **3 files** (9,079 bytes in all) and **1 folder**')
  })

  it.each([
    'Summarise the folder',
    'Summarize the working directory',
    'Read all files',
    'read the folder and summarise the files',
  ])('“%s” also looks into its text files, all in one step', (words) => {
    const session = rehearsal(tools())
    const answer = session.say(words)
    expect(names(session).at(-1)).toEqual(['read_file', 'read_file'])
    expect(answer).toContain('`notes.txt` – Buy milk')
    expect(answer).toContain('`plan.md` – # Plan')
    expect(answer).toContain('`photo.png`')
  })

  it.each([
    'List the docs folder',
    'list docs/',
    'What is in the folder docs?',
    'Look into the folder “docs”',
  ])('“%s” goes where it is told', (words) => {
    const session = rehearsal(tools())
    expect(session.say(words)).toContain('guide.md')
    expect(session.steps[0]?.[0]?.input).toEqual({ path: 'docs' })
  })

  it('that cannot be listed is reported as it is', () => {
    const session = rehearsal(tools())
    expect(session.say('List the folder secrets')).toContain(
      'I could not list `secrets/`. The tool says: "secrets" does not exist.',
    )
  })

  it('without file tools says so', () => {
    const session = rehearsal(tools(), ['ask_user'])
    expect(session.say('List the files')).toContain('The tool list_directory is not offered here.')
    expect(session.steps).toEqual([])
  })
})

describe('a file', () => {
  it.each([
    'Read notes.txt',
    'What is in notes.txt?',
    'Please open “notes.txt”.',
    'show me the first lines of notes.txt',
  ])('“%s” reads it and quotes it', (words) => {
    const session = rehearsal(tools())
    const answer = session.say(words)
    expect(session.steps).toEqual([[{ name: 'read_file', input: { path: 'notes.txt' } }]])
    expect(answer).toContain('**3 lines** and 7 words')
    expect(answer).toContain('> TODO call Ada')
  })

  it('two files are both read', () => {
    const session = rehearsal(tools())
    const answer = session.say('Read notes.txt and docs/guide.md')
    expect(answer).toContain('Buy milk')
    expect(answer).toContain('How to.')
  })

  it('that is not there is reported honestly', () => {
    expect(rehearsal(tools()).say('Read missing.txt')).toContain(
      'I could not read `missing.txt`. The tool says: "missing.txt" does not exist.',
    )
  })

  it('is summarised with its headings', () => {
    expect(rehearsal(tools()).say('Summarise plan.md')).toContain('Its headings: Plan · Later.')
  })
})

describe('a search', () => {
  it.each([
    'Find TODO',
    'Find TODO in the files and tell me where',
    'search for "TODO"',
    'Find all TODOs in this folder',
    'Which files mention TODO?',
    'Look for TODO in the notes',
  ])('“%s” gives the lines', (words) => {
    const session = rehearsal(tools())
    const answer = session.say(words)
    expect(session.steps[0]?.[0]).toEqual({ name: 'search_files', input: { query: 'TODO' } })
    expect(answer).toContain('`notes.txt:2` – TODO call Ada')
  })

  it('without a hit says so', () => {
    expect(rehearsal(tools()).say('find unicorns')).toContain(
      'No line in the working directory has “unicorns”.',
    )
  })
})

describe('asking', () => {
  it.each([
    ['Ask me which colour: red, green or blue', 'Which colour?', ['red', 'green', 'blue']],
    ['ask which colour: red, green or blue, then say it', 'Which colour?', ['red', 'green', 'blue']],
    ['Ask me which colour I like (red, green, blue).', 'Which colour you like?', ['red', 'green', 'blue']],
    ['ask me "Tea or coffee?"', 'Tea or coffee?', ['Tea', 'coffee']],
    ['Then ask: Which one? red or blue', 'Which one?', ['red', 'blue']],
    [
      'Ask me "Which size do you want?" with the options small, medium, large',
      'Which size do you want?',
      ['small', 'medium', 'large'],
    ],
    ['Ask me whether to delete the logs', 'Should I delete the logs?', undefined],
    ['ask: What is your name?', 'What is your name?', undefined],
    ['Ask the user for my favourite number', 'Please tell me: your favourite number.', undefined],
    ['ask me what to do next', 'What should I do next?', undefined],
    ['Ask me a question.', 'What would you like me to do next?', undefined],
    ['Ask me: "Ship it, then tag it?"', 'Ship it, then tag it?', undefined],
  ])('“%s”', (words, question, options) => {
    const session = rehearsal(tools('blue'))
    const answer = session.say(words)
    expect(asked(session)).toEqual([options === undefined ? { question } : { question, options }])
    expect(answer).toContain(`To “${question}” you answered **blue**.`)
  })

  it('which file, after the folder was read, offers the real files, and then reads the chosen one', () => {
    const session = rehearsal(tools('plan.md'))
    const answer = session.say('Read the folder, then ask me which file to summarise, then summarise it.')
    expect(session.steps.flat()).toEqual([
      { name: 'list_directory', input: {} },
      {
        name: 'ask_user',
        input: { question: 'Which file should I summarise?', options: ['notes.txt', 'photo.png', 'plan.md'] },
      },
      { name: 'read_file', input: { path: 'plan.md' } },
    ])
    expect(answer).toContain('you answered **plan.md**')
    expect(answer).toContain('First think.')
  })

  it.each([
    'List the files. Ask me which one to read. Read it.',
    'Look at the folder and ask me which file to read, and read that file',
    'ask me which file I want to see and show it',
    'List the files in the folder, ask which file to read and then read the chosen file',
  ])('“%s” is the same in other words', (words) => {
    const session = rehearsal(tools('notes.txt'))
    const answer = session.say(words)
    expect(names(session)).toEqual([['list_directory'], ['ask_user'], ['read_file']])
    expect(answer).toContain('Buy milk')
  })

  it('a file of another folder is found there again', () => {
    const session = rehearsal(tools('guide.md'))
    // One file is no choice, so the question is a free one.
    session.say('List the docs folder, then ask me which file to read, then read it')
    expect(session.steps.at(-1)).toEqual([{ name: 'read_file', input: { path: 'docs/guide.md' } }])
  })

  it('two questions one after the other each get their own answer', () => {
    const session = rehearsal(tools(['red', 'large']))
    const answer = session.say('Ask me which colour: red or blue. Then ask me which size: small or large.')
    expect(answer).toContain('To “Which colour?” you answered **red**.')
    expect(answer).toContain('To “Which size?” you answered **large**.')
  })

  it('a question that expired is told as such', () => {
    const session = rehearsal({
      ask_user: () => {
        throw new Error('The user did not answer in time.')
      },
    })
    expect(session.say('Ask me which colour: red or blue')).toContain(
      'I have no answer to “Which colour?”. The tool says: The user did not answer in time.',
    )
  })

  it('in a rehearsal it goes on with the first answer, and claims to have done nothing', () => {
    const refused = (): string => 'Rehearsal: not done. Go on as if it had been done.'
    const session = rehearsal({ ...tools(), ask_user: refused, notify_user: refused })
    const answer = session.say('Ask me which file to read, read it, then notify me that it is read')
    expect(answer).toContain('I would have asked you')
    expect(answer).toContain('as if you had answered **notes.txt**')
    expect(answer).toContain('Buy milk')
    expect(answer).toContain('I would have sent you a notification')
    expect(answer).not.toContain('I sent')
    expect(session.say('Ask me for my name and greet me')).toContain('Hello, friend!')
  })

  it('then a notification, where it is wished for', () => {
    const session = rehearsal(tools())
    expect(session.say('Count the files and notify me')).toContain('I sent you a notification.')
    expect(session.steps.at(-1)?.[0]).toMatchObject({
      name: 'notify_user',
      input: { text: expect.stringContaining('3 files') },
    })
  })
})

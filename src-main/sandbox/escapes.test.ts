import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSandbox, type TestSandbox } from './testing/open-sandbox.ts'
import { wallsOrSkip } from './testing/walls-or-skip.ts'

const secret = 'sk-ant-planted-in-the-parent'
let box: TestSandbox

beforeEach(async (context) => {
  process.env['ANTHROPIC_API_KEY'] = secret
  box = await openSandbox()
  await wallsOrSkip(box.sandbox, context)
})
afterEach(async () => {
  delete process.env['ANTHROPIC_API_KEY']
  await box.close()
})

const files = (folder: string): Promise<string[]> => readdir(folder)

test('the environment has no key of ours, nor has that of any process it can see', async () => {
  const own = await box.run('env')
  expect(own.out).toContain('PATH=')
  expect(own.out).not.toContain(secret)
  // This very process has the key, and its number is told.
  const others = await box.run(
    `cat /proc/${process.pid}/environ /proc/$PPID/environ /proc/[0-9]*/environ /proc/*/task/*/environ 2>&1; ls -d /proc/[0-9]*`,
  )
  expect(others.out).not.toContain(secret)
  expect(others.out).not.toContain(`/proc/${process.pid}\n`)
})

test('it writes in its working directory', async () => {
  expect(await box.run('echo made > made.txt && mkdir -p a/b && mv made.txt a/b/')).toMatchObject({
    end: { kind: 'exit', code: 0 },
  })
  expect(await readFile(join(box.inside, 'a/b/made.txt'), 'utf8')).toBe('made\n')
})

test.each([
  ['an absolute path', (outside: string) => `${outside}/x`],
  ['..', () => '../outside/x'],
  ['a symbolic link', () => 'link/x'],
  ['the root of its own process', (outside: string) => `/proc/self/root${outside}/x`],
  ['the root of the first process', (outside: string) => `/proc/1/root${outside}/x`],
  ['its working directory', () => '/proc/self/cwd/../outside/x'],
])('it does not write outside by %s', async (_name, target) => {
  await symlink(box.outside, join(box.inside, 'link'))
  // A folder that is on no emptied file system, so that it is there to be written to.
  const { end } = await box.run(`echo out > ${target(box.outside)}`, {
    confine: { writable: [box.inside] },
  })
  expect(end).not.toEqual({ kind: 'exit', code: 0 })
  expect(await files(box.outside)).toEqual([])
})

test('it does not write to the file system of the computer', async () => {
  const { end, out } = await box.run(
    'for each in / /etc /usr /var "$HOME" /dev/.. /proc/self/root/etc; do touch "$each/dormouse-was-here" 2>/dev/null && echo "$each"; done; exit 0',
  )
  expect({ end, out }).toEqual({ end: { kind: 'exit', code: 0 }, out: '' })
})

test('it cannot mount anew what is read-only, though it is root', async () => {
  const { out } = await box.run(
    'mount -o remount,rw,bind / 2>&1; umount -l /run 2>&1; touch /etc/x 2>/dev/null && echo written; grep CapEff /proc/self/status; unshare -Urm sh -c "mount -o remount,rw,bind / && touch /etc/x && echo written" 2>&1',
  )
  expect(out).not.toContain('written')
  expect(out).toContain('CapEff:\t0000000000000000')
})

test('what is hidden is neither read nor listed nor put aside', async () => {
  const keys = join(box.inside, 'keys')
  await mkdir(keys)
  await writeFile(join(keys, 'id'), 'private')
  await writeFile(join(box.inside, '.env'), 'private')
  const { out, end } = await box.run(
    'cat keys/id .env /proc/self/root$PWD/keys/id; ls -A keys; mv keys away; mv .env away; rm -rf keys .env; ln .env hard; cat away/id away hard; echo x > keys/y; exit 0',
    { confine: { hidden: [keys, join(box.inside, '.env')] } },
  )
  expect({ out, end }).toEqual({ out: '', end: { kind: 'exit', code: 0 } })
  expect(await readFile(join(keys, 'id'), 'utf8')).toBe('private')
  expect(await files(keys)).toEqual(['id'])
})

test('the data folder is hidden while a working directory in it is had', async () => {
  const data = join(box.folder, 'data')
  const { out, end } = await box.run('ls -A ..; echo kept > file; cat ../secret', {
    confine: { writable: [box.inside], hidden: [box.folder] },
  })
  await writeFile(join(data, 'secret'), 'x')
  expect(end).toEqual({ kind: 'exit', code: 1 })
  expect(out).toBe('inside\n')
  expect(await readFile(join(box.inside, 'file'), 'utf8')).toBe('kept\n')
})

test('git hooks stay as they are, and so does the way to them', async () => {
  const hooks = join(box.inside, '.git', 'hooks')
  await mkdir(hooks, { recursive: true })
  await writeFile(join(hooks, 'pre-commit'), 'true')
  const { out } = await box.run(
    [
      'echo evil > .git/hooks/pre-commit',
      'echo evil > .git/hooks/post-commit',
      'rm -rf .git/hooks',
      'mv .git/hooks .git/away',
      'mv .git aside && mkdir -p .git/hooks && echo evil > .git/hooks/pre-commit',
      'ln -sfn /tmp .git/hooks && ls -d .git/hooks/hooks',
      'echo fine > .git/index && echo wrote',
    ].join('\n'),
    { confine: { readOnly: [hooks] } },
  )
  expect(out).toContain('wrote')
  expect(await readFile(join(hooks, 'pre-commit'), 'utf8')).toBe('true')
  expect(await files(hooks)).toEqual(['pre-commit'])
})

test('it sees no socket of the session, where others would start programs for it', async () => {
  const { out } = await box.run('find /run /tmp /var/run/ -type s 2>/dev/null; ls -A /run')
  expect(out).toBe('')
})

test('it has no network, not even that of this computer', async () => {
  const server = createServer((socket) => socket.end('reached'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const reached = await box.run(`bash -c 'exec 3<>/dev/tcp/127.0.0.1/${port} && cat <&3'`)
  const { out } = await box.run('tail -n +3 /proc/net/dev | cut -d: -f1; tail -n +2 /proc/net/route')
  server.close()
  expect(reached.err).toMatch(/refused/i)
  expect(reached.out).toBe('')
  expect(out.trim()).toBe('lo')
})

test('it does not reach a program that listens on a socket in the file system', async () => {
  const heard: string[] = []
  const server = createServer((socket) => {
    heard.push('somebody')
    socket.on('error', () => undefined).end('hello')
  })
  // One in a folder that it may write to, and one in the home, which is neither emptied nor hidden.
  const home = await mkdtemp(join(homedir(), '.dormouse-socket-'))
  try {
    for (const path of [join(home, 's'), join(box.inside, 's')]) {
      const listening = server.listen(path)
      await new Promise<void>((done) => listening.once('listening', done))
      const script = `require("net").connect(${JSON.stringify(path)}).on("data", (d) => console.log("got " + d)).on("error", (e) => console.log(e.code))`
      const { out } = await box.run(`exec ${JSON.stringify(process.execPath)} -e '${script}'`)
      expect(out).toMatch(/^E/)
      await new Promise((done) => server.close(done))
    }
  } finally {
    server.close()
    await rm(home, { recursive: true, force: true })
  }
  expect(heard).toEqual([])
})

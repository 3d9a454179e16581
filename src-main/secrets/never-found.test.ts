import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Question } from '../../src-shared/domain/question.ts'
import type { Route, RouteInput, RouteOutput } from '../../src-shared/ipc/contract.ts'
import type { App } from '../app.ts'
import { compose } from '../compose.ts'
import { createLogFile } from '../desktop/log-file.ts'
import { createVaultFile, type SystemEncryption } from '../desktop/vault-file.ts'
import { calls, says } from '../models/practice/replies.ts'
import { createScriptedModel, type ScriptedModel } from '../models/practice/scripted-responder.ts'
import type { Logger } from '../platform/logger.ts'
import { createFakeDesktop, type FakeDesktop } from '../testing/fake-desktop.ts'
import { createTestClock, type TestClock } from '../testing/test-clock.ts'

const planted = 'ghp_Pl4nted/+"secret"&<é>-9f8e7d6c5b4a39281706f5e4d3c2b1a0-and-more-to-fill-a-line'

/** Written out here, and not taken from the code that hides them. */
const forms = {
  plain: planted,
  'in JSON': JSON.stringify(planted).slice(1, -1),
  'in an address': encodeURIComponent(planted),
  'in base64': Buffer.from(planted).toString('base64').replace(/=+$/, ''),
  'in base64 behind a user': Buffer.from(`me:${planted}`).toString('base64').slice(6, -4),
  'in base64 for addresses': Buffer.from(planted).toString('base64url'),
  'in hex': Buffer.from(planted).toString('hex'),
  'in large hex': Buffer.from(planted).toString('hex').toUpperCase(),
  // No half of it either.
  beginning: planted.slice(0, 24),
  end: planted.slice(-40),
  'line of base64': Buffer.from(planted).toString('base64').slice(0, 76),
}

/** The forms that these bytes show. */
function shownIn(bytes: Buffer): string[] {
  return Object.entries(forms).flatMap(([name, form]) => (bytes.includes(form) ? [name] : []))
}

let root: string
let dataDir: string
let work: string
let app: App
let model: ScriptedModel
let clock: TestClock
let desktop: FakeDesktop
/** Everything that was published, logged or answered, as text. */
let told: string[]
const key = createHash('sha256').update('a keyring').digest()
let nonces = 0

/** A keyring as systems have them: what it writes tells nothing. */
const encryption: SystemEncryption = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString(text) {
    nonces += 1
    const nonce = Buffer.alloc(12, `nonce ${nonces}`)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()])
  },
  decryptString(bytes) {
    const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
    cipher.setAuthTag(bytes.subarray(-16))
    return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()]).toString()
  },
}

async function open(): Promise<void> {
  const file = createLogFile(dataDir)
  const log =
    (write: Logger['info']): Logger['info'] =>
    (message, detail) => {
      told.push(`${message} ${JSON.stringify(detail)}`)
      write(message, detail)
    }
  const logger: Logger = { info: log(file.info), warn: log(file.warn), error: log(file.error) }
  const vault = createVaultFile({
    dataDir,
    encryption,
    platform: 'linux',
    withoutKeyring: () => 'none',
    logger,
  })
  desktop = { ...createFakeDesktop(), vault }
  app = compose({ dataDir, version: '0.0.0', env: { ...model.env }, clock, logger, desktop, machineId: null })
  app.events.subscribe((event) => told.push(JSON.stringify(event)))
  await app.start()
}

beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-planted-')))
  dataDir = join(root, 'data')
  work = join(root, 'work')
  for (const folder of [dataDir, work]) mkdirSync(folder, { mode: 0o700 })
  told = []
  clock = createTestClock(Date.UTC(2026, 10, 21, 9))
  model = await createScriptedModel()
  await open()
})
afterEach(async () => {
  await app.stop()
  await model.close()
  rmSync(root, { recursive: true, force: true })
})

async function call<R extends Route>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>> {
  const result = await app.router.call(route, input, { via: 'socket' })
  told.push(JSON.stringify(result))
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.data as never
}

/** Resolves once `check` gives something; it is asked after every event. */
async function until<T>(check: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    let wake = (): void => undefined
    const next = new Promise<void>((resolve) => (wake = resolve))
    const leave = app.events.subscribe(() => wake())
    try {
      const answer = await check()
      if (answer !== undefined) return answer
      await next
    } finally {
      leave()
    }
  }
}
const asked = (): Promise<Question> =>
  until(async () => (await call('questions.list', { status: 'open' })).at(0))

/** Where in the data folder, in what was told, shown or sent to the model a form of it stands. */
function found(): string[] {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return [
    ...files.flatMap((path) =>
      shownIn(readFileSync(path)).map((form) => `${form} in ${path.slice(dataDir.length + 1)}`),
    ),
    ...shownIn(Buffer.from(told.join('\n'))).map((form) => `${form} in what was told`),
    ...shownIn(Buffer.from(JSON.stringify(told))).map((form) => `${form} in what was told, quoted`),
    ...shownIn(Buffer.from(JSON.stringify(desktop.shown))).map((form) => `${form} in a notification`),
    ...model.requests.flatMap((request, index) =>
      shownIn(Buffer.from(JSON.stringify(request))).map((form) => `${form} in request ${index + 1}`),
    ),
  ]
}

/** Prints it in every form that a shell can make, in pieces, coloured and quoted, and writes it into files. */
const prints = `
  echo "$GITHUB_TOKEN"; env; set -x; : "$GITHUB_TOKEN" 2>&1; set +x
  printf %s "$GITHUB_TOKEN" | base64
  printf %s "me:$GITHUB_TOKEN" | base64
  printf %s "$GITHUB_TOKEN" | od -An -v -tx1 | tr -d ' \\n'; echo
  printf %s "$GITHUB_TOKEN" | sed 's/"/\\\\"/g'; echo
  printf '%s' "\${GITHUB_TOKEN:0:11}"; sleep 0.1; printf '%s\\n' "\${GITHUB_TOKEN:11}"
  printf '\\033[1m%s\\033[0m%s\\n' "\${GITHUB_TOKEN:0:30}" "\${GITHUB_TOKEN:30}"
  printf %s "$GITHUB_TOKEN" > token.txt
  { echo "url = https://me:$GITHUB_TOKEN@example.com"; printf %s "$GITHUB_TOKEN" | base64; } > config.txt
  echo "failed with $GITHUB_TOKEN" >&2; exit 3`

it('a secret planted through `credential` is found nowhere but encrypted in the vault', async () => {
  const { id: conversationId } = await call('conversations.create', { workingDirectory: work })
  await call('conversations.setPermission', { id: conversationId, permission: 'full' })
  const say = async (text: string): Promise<void> => {
    const { turnId } = await call('conversations.send', { conversationId, text })
    await until(async () => {
      const { activeTurns } = await call('conversations.get', { id: conversationId })
      return activeTurns.some(({ id, status }) => id === turnId && status !== 'waiting') ? undefined : true
    })
  }
  const secrets = ['GITHUB_TOKEN']

  // It is asked for, refused where it is too short, and given.
  model.add({ reply: calls(['ask_for_secret', { name: 'GITHUB_TOKEN', purpose: 'To push.' }]) })
  await say('Push it.')
  const question = await asked()
  expect(question).toMatchObject({
    kind: 'credential',
    secret: { name: 'GITHUB_TOKEN', purpose: 'To push.' },
  })
  const answer = (value: string) =>
    call('questions.answer', { id: question.id, answer: { kind: 'credential', value } })
  await expect(answer('short')).rejects.toThrow(/^bad_input/)
  await expect(
    call('questions.answer', { id: question.id, answer: { kind: 'text', text: planted } }),
  ).rejects.toThrow(/^bad_input/)

  // It is used, printed, written down and read again; one command runs in the background.
  model.add(
    { reply: calls(['run_command', { command: prints, secrets }]) },
    {
      reply: calls(
        ['read_file', { path: 'token.txt' }],
        ['read_file', { path: 'config.txt' }],
        ['search_files', { query: 'ghp_' }],
      ),
    },
    { reply: calls(['run_command', { command: 'cat token.txt config.txt; base64 token.txt' }]) },
    { reply: calls(['run_command', { command: 'echo "$GITHUB_TOKEN"', secrets, background: true }]) },
    // It edits the file, and writes what it cannot know but might have been told.
    { reply: calls(['edit_file', { path: 'config.txt', old_string: 'url =', new_string: 'address =' }]) },
    { reply: calls(['write_file', { path: 'token.txt', content: 'gone' }]) },
    { reply: calls(['write_file', { path: 'told.txt', content: `It is ${planted}` }]) },
    { reply: calls(['notify_user', { title: 'Token', text: `It is ${forms['in base64']}` }]) },
    // What is asked shows the change of a file in which it stands.
    { reply: calls(['write_file', { path: '.envrc', content: 'export A=1' }]) },
  )
  await answer(planted)
  const confirm = await until(async () =>
    (await call('questions.list', { status: 'open' })).find(({ kind }) => kind === 'confirm'),
  )
  expect(found()).toEqual([])
  // An edited input that holds it is not taken, because it would be kept.
  const edited = { path: '.envrc', content: `export A=${planted}` }
  await expect(
    call('questions.answer', {
      id: confirm.id,
      answer: { kind: 'confirm', decision: 'allow', input: edited },
    }),
  ).rejects.toThrow(/holds the value of a secret/)
  model.add({ reply: says('Pushed.') })
  await call('questions.answer', { id: confirm.id, answer: { kind: 'confirm', decision: 'deny' } })
  await until(async () => {
    const { activeTurns } = await call('conversations.get', { id: conversationId })
    return activeTurns.length === 0 ? true : undefined
  })

  // What was asked of it was done: it was there, and what stands here is what was hidden.
  expect(readFileSync(join(work, 'config.txt'), 'utf8')).toContain(planted)
  expect(readFileSync(join(work, 'told.txt'), 'utf8')).toBe('It is [secret GITHUB_TOKEN]')
  const results = JSON.stringify(model.requests.at(-1))
  expect(results.split('[secret GITHUB_TOKEN]').length).toBeGreaterThan(12)
  expect(results).toContain('Exit code 3.')
  expect(found()).toEqual([])

  // A backup is made, and it goes on after a restart.
  clock.advance(25 * 3_600_000)
  await until(async () => {
    const names = readdirSync(join(dataDir, 'backups')).filter((name) => name.endsWith('.db'))
    if (names.length > 0) return true
    await new Promise((resolve) => setImmediate(resolve))
    app.events.publish({ event: 'secrets.changed', data: { owner: '' } })
    return undefined
  })
  await app.stop()
  expect(found()).toEqual([])
  await open()
  model.add(
    { reply: calls(['ask_for_secret', { name: 'GITHUB_TOKEN', purpose: 'To push.' }]) },
    { reply: calls(['run_command', { command: 'printf "%s, again" "$GITHUB_TOKEN"', secrets }]) },
    { reply: says('Pushed again.') },
  )
  await say('Again.')
  expect(JSON.stringify(model.requests.at(-1))).toContain('[secret GITHUB_TOKEN], again')
  expect(JSON.stringify(model.requests.at(-1))).toContain('is there already')
  await call('search.query', { text: 'GITHUB_TOKEN' })
  await app.stop()
  expect(found()).toEqual([])
  expect(readdirSync(join(dataDir, 'backups')).length).toBeGreaterThan(0)
  expect(Buffer.byteLength(told.join(''))).toBeGreaterThan(10_000)

  // The search would find it: the same bytes in the data folder are seen at once.
  writeFileSync(join(dataDir, 'leak'), JSON.stringify({ a: planted }))
  expect(found()).toContain('in JSON in leak')

  // Whoever removes the conversation removes it too.
  rmSync(join(dataDir, 'leak'))
  await open()
  expect(readFileSync(join(dataDir, 'vault.json'), 'utf8')).toContain('GITHUB_TOKEN')
  await call('conversations.remove', { id: conversationId })
  expect(await call('secrets.list', {})).toEqual([])
  expect(readFileSync(join(dataDir, 'vault.json'), 'utf8')).not.toContain('GITHUB_TOKEN')
}, 60_000)

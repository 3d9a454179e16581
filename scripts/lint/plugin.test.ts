import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { projectFolder } from '../project-folder.mjs'

interface Example {
  readonly sentence: string
  /** A path inside the project, and what stands there. */
  readonly file: string
  readonly code: string
}

interface BadExample extends Example {
  /** A part of what the linter says about it. */
  readonly complaint: string
}

interface Report {
  readonly status: number | null
  readonly diagnostics: readonly {
    readonly message: string
    readonly severity: string
    readonly filename: string
  }[]
}

const bad: readonly BadExample[] = [
  {
    sentence: 'an import against an arrow',
    file: 'src-main/store/run-store.ts',
    code: "import { engine } from '../runs/run-engine.ts'\nexport const store = engine\n",
    complaint: 'store may not import runs',
  },
  {
    sentence: 'an import against an arrow for its types only',
    file: 'src-main/turns/run-turn.ts',
    code: "import type { Engine } from '../runs/run-engine.ts'\nexport type Turn = Engine\n",
    complaint: 'turns may not import runs',
  },
  {
    sentence: 'a re-export against an arrow',
    file: 'src-main/platform/clock.ts',
    code: "export * from '../store/database.ts'\n",
    complaint: 'platform may not import store',
  },
  {
    sentence: 'a room that the table does not know',
    file: 'src-main/gadgets/gadget.ts',
    code: "import { a } from '../../src-shared/domain/a.ts'\nexport const gadget = a\n",
    complaint: 'no room of the table',
  },
  {
    sentence: 'a pure file that reaches for a store',
    file: 'src-main/runs/run-transition.ts',
    code: "import { store } from '../store/run-store.ts'\nexport const next = store\n",
    complaint: 'a pure file may not import',
  },
  {
    sentence: 'a renderer file that imports the main process',
    file: 'src-renderer/inbox/inbox-screen.ts',
    code: "import { store } from '../../src-main/store/run-store.ts'\nexport const screen = store\n",
    complaint: 'renderer may not import store',
  },
  {
    sentence: 'src-shared that imports the main process',
    file: 'src-shared/domain/run.ts',
    code: "import { store } from '../../src-main/store/run-store.ts'\nexport const run = store\n",
    complaint: 'shared may not import store',
  },
  {
    sentence: 'product code that imports a test helper',
    file: 'src-main/runs/run-engine.ts',
    code: "import { clock } from '../testing/test-clock.ts'\nexport const engine = clock\n",
    complaint: 'only tests may import',
  },
  {
    sentence: 'a preload that imports more than the contract',
    file: 'src-main/preload.ts',
    code: "import { run } from '../src-shared/domain/run.ts'\nexport const forwarded = run\n",
    complaint: 'the preload may import only src-shared/ipc',
  },
  {
    sentence: 'a preload that imports a package',
    file: 'src-main/preload.ts',
    code: "import { z } from 'zod'\nexport const schema = z\n",
    complaint: 'the preload may import only electron',
  },
  {
    sentence: 'electron in the renderer',
    file: 'src-renderer/main.ts',
    code: "import { ipcRenderer } from 'electron'\nexport const ipc = ipcRenderer\n",
    complaint: 'renderer may not import electron',
  },
  {
    sentence: 'electron in src-shared',
    file: 'src-shared/domain/window.ts',
    code: "import type { BrowserWindow } from 'electron'\nexport type Window = BrowserWindow\n",
    complaint: 'shared may not import electron',
  },
  {
    sentence: 'electron in a room of the main process other than desktop and ipc',
    file: 'src-main/runs/run-engine.ts',
    code: "import { app } from 'electron'\nexport const engine = app\n",
    complaint: 'runs may not import electron',
  },
  {
    sentence: 'a Node module in the renderer',
    file: 'src-renderer/main.ts',
    code: "import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n",
    complaint: "renderer may not import Node's modules",
  },
  {
    sentence: 'a Node module in src-shared',
    file: 'src-shared/domain/run.ts',
    code: "export const load = () => import('node:fs')\n",
    complaint: "shared may not import Node's modules",
  },
  {
    sentence: 'a Node module without its prefix',
    file: 'src-main/store/database.ts',
    code: "import { readFileSync } from 'fs'\nexport const read = readFileSync\n",
    complaint: 'write "node:fs"',
  },
  {
    sentence: 'Date.now outside platform',
    file: 'src-main/runs/run-engine.ts',
    code: 'export const now = () => Date.now()\n',
    complaint: 'Date.now is only for platform/',
  },
  {
    sentence: 'Date.now that is handed on without being called',
    file: 'src-shared/domain/run.ts',
    code: 'export const now = globalThis.Date.now\n',
    complaint: 'Date.now is only for platform/',
  },
  {
    sentence: 'new Date() outside platform',
    file: 'src-renderer/inbox/inbox-screen.ts',
    code: 'export const now = () => new Date()\n',
    complaint: 'new Date() is only for platform/',
  },
  {
    sentence: 'Math.random outside platform',
    file: 'src-shared/domain/run.ts',
    code: 'export const dice = () => Math.random()\n',
    complaint: 'Math.random is only for platform/',
  },
  {
    sentence: 'setTimeout outside platform',
    file: 'src-main/runs/run-engine.ts',
    code: 'export const later = (act: () => void) => setTimeout(act, 1)\n',
    complaint: 'setTimeout is only for platform/',
  },
  {
    sentence: 'setInterval of the window in the renderer',
    file: 'src-renderer/inbox/inbox-screen.ts',
    code: 'export const later = (act: () => void) => window.setInterval(act, 1)\n',
    complaint: 'setInterval is only for platform/',
  },
  {
    sentence: 'a real timer in a test',
    file: 'src-main/runs/run-engine.test.ts',
    code: 'export const later = (act: () => void) => setTimeout(act, 1)\n',
    complaint: 'setTimeout is only for platform/',
  },
  {
    sentence: 'timers that are imported',
    file: 'src-main/runs/run-engine.ts',
    code: "import { setTimeout } from 'node:timers/promises'\nexport const pause = setTimeout\n",
    complaint: 'timers come from platform/',
  },
  {
    sentence: 'performance.now outside platform',
    file: 'src-main/turns/run-turn.ts',
    code: 'export const now = () => performance.now()\n',
    complaint: 'performance.now is only for platform/',
  },
  {
    sentence: 'crypto.randomUUID outside platform',
    file: 'src-renderer/inbox/inbox-screen.ts',
    code: 'export const id = () => crypto.randomUUID()\n',
    complaint: 'crypto.randomUUID is only for platform/',
  },
  {
    sentence: 'randomUUID that is imported',
    file: 'src-main/store/run-store.ts',
    code: "import { randomUUID } from 'node:crypto'\nexport const id = randomUUID\n",
    complaint: 'randomUUID is only for platform/',
  },
  {
    sentence: 'a file name that is not kebab-case',
    file: 'src-main/runs/RunEngine.ts',
    code: 'export const engine = 1\n',
    complaint: 'not kebab-case',
  },
  {
    sentence: 'a file name that says nothing',
    file: 'src-main/runs/run-helpers.ts',
    code: 'export const engine = 1\n',
    complaint: 'name run-helpers.ts for the one thing it exports',
  },
  {
    sentence: 'any',
    file: 'src-shared/domain/run.ts',
    code: 'export const run: any = 1\n',
    complaint: 'Unexpected `any`',
  },
  {
    sentence: 'a non-null assertion',
    file: 'src-shared/domain/run.ts',
    code: 'export const first = (all: readonly string[]) => all[0]!.length\n',
    complaint: 'non-null assertion',
  },
  {
    sentence: 'a promise that nobody waits for',
    file: 'src-main/runs/run-engine.ts',
    code: 'const work = async () => 1\nexport function start() {\n  work()\n}\n',
    complaint: 'Promises must be awaited',
  },
]

const good: readonly Example[] = [
  {
    sentence: 'an import along an arrow, and the clock as it is given',
    file: 'src-main/runs/run-engine.ts',
    code: "import type { Clock } from '../platform/clock.ts'\nexport const now = (clock: Clock) => new Date(clock.now())\n",
  },
  {
    sentence: 'the entry that wires everything',
    file: 'src-main/compose.ts',
    code: "import { runs } from './runs/run-desk.ts'\nimport { store } from './store/run-store.ts'\nexport const parts = [runs, store]\n",
  },
  {
    sentence: 'electron in desktop',
    file: 'src-main/desktop/tray.ts',
    code: "import { Tray } from 'electron'\nexport const tray = Tray\n",
  },
  {
    sentence: 'time in platform',
    file: 'src-main/platform/clock.ts',
    code: 'export const now = () => Date.now()\nexport const later = (act: () => void) => setTimeout(act, 1)\n',
  },
  {
    sentence: 'a test that lets real input and output happen',
    file: 'src-main/ipc/control-socket.test.ts',
    code: 'export const turn = () => new Promise((resolve) => setImmediate(resolve))\n',
  },
  {
    sentence: 'a pure file with another pure file and a type',
    file: 'src-main/turns/build-context.ts',
    code: "import { next } from './turn-transition.ts'\nimport type { Message } from '../models/model-client.ts'\nexport const build = (message: Message) => [message, next]\n",
  },
]

/** Lints examples, each in a place of its own, in a project that has nothing but the rules. */
function lint(examples: readonly Example[]): Report {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-lint-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const part of ['.oxlintrc.json', 'scripts/lint', 'scripts/project-folder.mjs']) {
    cpSync(join(projectFolder, part), join(folder, part), { recursive: true })
  }
  for (const { file, code } of examples) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), code)
  }
  const programs = join(projectFolder, 'node_modules', '.bin')
  const files = examples.map(({ file }) => file)
  const { status, stdout } = spawnSync(join(programs, 'oxlint'), ['-f', 'json', ...files], {
    cwd: folder,
    encoding: 'utf8',
    // The example's project has no node_modules; this is where oxlint finds its type checker then.
    env: { ...process.env, PATH: `${programs}${delimiter}${process.env['PATH'] ?? ''}` },
  })
  return { status, diagnostics: JSON.parse(stdout).diagnostics }
}

/** Examples that stand in the same file cannot be linted in one go. */
function withoutClashes(examples: readonly BadExample[]): readonly (readonly BadExample[])[] {
  const rounds: BadExample[][] = []
  for (const example of examples) {
    const free = rounds.find((round) => round.every(({ file }) => file !== example.file))
    if (free) free.push(example)
    else rounds.push([example])
  }
  return rounds
}

describe('the lint rules', () => {
  describe.each(withoutClashes(bad).map((round) => ({ round })))('in one project', ({ round }) => {
    let report: Report | undefined

    it.each(round)('$sentence fails the build', ({ file, complaint }) => {
      report ??= lint(round)
      expect(report.status).toBe(1)
      const said = report.diagnostics.filter(({ filename }) => filename === file)
      expect(said).toContainEqual(
        expect.objectContaining({ severity: 'error', message: expect.stringContaining(complaint) }),
      )
    })
  })

  it(`pass ${good.map(({ sentence }) => sentence).join('; ')}`, () => {
    const { status, diagnostics } = lint(good)
    expect(diagnostics).toEqual([])
    expect(status).toBe(0)
  })
})

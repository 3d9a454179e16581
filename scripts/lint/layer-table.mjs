/**
 * The arrows of the architecture, the one place where they are written down. A room is a folder of src-main or a name
 * given below; `mayImport` lists every room it may import besides itself. Tests may import any room of their own
 * process. A folder named `testing` may too, and only tests and other such folders may import it.
 */
export const mayImport = {
  shared: [],
  platform: ['shared'],
  store: ['platform', 'shared'],
  models: ['store', 'platform', 'shared'],
  questions: ['store', 'platform', 'shared'],
  secrets: ['models', 'store', 'platform', 'shared'],
  budgets: ['models', 'store', 'platform', 'shared'],
  inbox: ['questions', 'store', 'platform', 'shared'],
  incidents: ['inbox', 'questions', 'store', 'platform', 'shared'],
  permissions: ['store', 'platform', 'shared'],
  sandbox: ['platform', 'shared'],
  web: ['platform', 'shared'],
  memory: ['platform', 'shared'],
  skills: ['platform', 'shared'],
  search: ['store', 'platform', 'shared'],
  'file-history': ['sandbox', 'store', 'platform', 'shared'],
  mcp: ['sandbox', 'models', 'store', 'platform', 'shared'],
  turns: [
    'budgets',
    'file-history',
    'mcp',
    'memory',
    'models',
    'permissions',
    'questions',
    'sandbox',
    'secrets',
    'skills',
    'store',
    'web',
    'platform',
    'shared',
  ],
  runs: ['budgets', 'turns', 'models', 'questions', 'incidents', 'inbox', 'store', 'platform', 'shared'],
  scheduling: ['runs', 'turns', 'inbox', 'store', 'platform', 'shared'],
  conversations: ['runs', 'turns', 'models', 'questions', 'inbox', 'store', 'platform', 'shared'],
  ipc: ['wire', 'store', 'platform', 'shared'],
  handlers: [
    'application',
    'ipc',
    'budgets',
    'scheduling',
    'conversations',
    'runs',
    'turns',
    'questions',
    'incidents',
    'file-history',
    'mcp',
    'memory',
    'sandbox',
    'search',
    'secrets',
    'skills',
    'inbox',
    'models',
    'store',
    'platform',
    'shared',
  ],
  application: ['ipc', 'inbox', 'models', 'platform', 'shared'],
  desktop: ['application', 'ipc', 'inbox', 'models', 'platform', 'shared'],
  wire: ['platform', 'shared'],
  cli: ['wire', 'platform', 'shared'],
  preload: ['contract'],
  renderer: ['shared', 'assets'],
  assets: [],
}

/** Files whose room is not their folder's. An `entry` wires the others and may import everything in src-main. */
export const fileRooms = {
  'src-main/main.ts': 'entry',
  'src-main/compose.ts': 'entry',
  'src-main/compose-conversations.ts': 'entry',
  'src-main/compose-hands.ts': 'entry',
  'src-main/preload.ts': 'preload',
  // What application and desktop ask of each other.
  'src-main/app.ts': 'application',
  // Both ends of the control socket are made of these.
  'src-main/ipc/json-line.ts': 'wire',
  'src-main/ipc/line-reader.ts': 'wire',
  'src-main/ipc/private-folder.ts': 'wire',
  'src-main/ipc/socket-path.ts': 'wire',
}

/**
 * Decisions are pure: these may import only src-shared and each other, so that a test needs no database, no clock and
 * no process to prove them.
 */
export const pureFiles = [
  /^src-main\/[a-z]+\/[a-z-]+-(transition|decision)\.ts$/,
  /^src-main\/scheduling\/(next-fire|zone-clock|cron-calendar|cron-days|stride-days|local-date)\.ts$/,
  /^src-main\/turns\/(build-context|message-parts|attached-parts|told-calls|retry-delay)\.ts$/,
  /^src-main\/runs\/envelope\.ts$/,
]

/** Interfaces from which a pure file may take types. */
export const typesForPureFiles = ['src-main/models/model-client.ts']

/** Rooms whose files may import `electron`; everybody else talks to an interface. */
export const electronRooms = ['desktop', 'ipc', 'preload', 'entry']

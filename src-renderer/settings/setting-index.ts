import { type SettingsTab, settingsTabSchema } from '../../src-shared/ipc/app-routes.ts'

/** The parts of the tab Tools. */
export const toolsParts = [
  'Permissions',
  'Secrets',
  'Sandbox',
  'Built-in tools',
  'MCP servers',
  'Memory',
  'Skills',
  'Kept files',
] as const
export type ToolsPart = (typeof toolsParts)[number]

/** A setting, or a section of them, under the name that its page shows. */
export interface SettingEntry {
  readonly tab: SettingsTab
  readonly name: string
  /** What people may call it besides. */
  readonly also: string
  /** Where in the tab Tools it stands. */
  readonly part?: ToolsPart
}

type Names = Readonly<Record<string, string>>

const named: Readonly<Record<SettingsTab, Names>> = {
  Schedules: {},
  Models: { Keys: 'keyring API key storage password' },
  Tools: {},
  Channels: {},
  Notifications: {
    'Desktop notifications': 'alerts pop-ups banner',
    'This desktop': 'test notification',
    Quiet: 'silence mute',
    'Do not disturb': 'silence mute quiet focus',
    'Quiet hours': 'night silence from to',
    Reminder: 'remind again',
    'Remind me of an open question': 'reminder again waiting',
    'What is notified': 'which notifications',
  },
  General: {
    Theme: 'dark light appearance colours mode',
    'Start at login': 'autostart launch boot startup',
    'Keep the computer awake while the assistant works': 'sleep suspend power',
    'Pause all schedules': 'stop hold resume',
    Writing: 'composer Enter',
    'A message sent while the assistant works': 'queue interrupt wait Enter',
    'Quick ask': 'keys shortcut hotkey system-wide',
    Folders: 'directory path',
    'Default working folder': 'directory path workspace project',
    'Data folder': 'directory path backups logs DORMOUSE_DATA_DIR',
  },
  Usage: {
    Today: 'cost spent tokens dollars',
    'Daily limits': 'budget money dollars tokens a day reserve chats',
    'The last days': 'history cost tokens by day connection schedule',
    'Prices, in US dollars for a million tokens': 'price cost money rates model',
  },
}

const inTools: Readonly<Record<ToolsPart, Names>> = {
  Permissions: {
    'New conversations begin with': 'default policy ask read only full',
    'What each policy does': 'table permission ask refuse',
    'Always allowed': 'grants standing permissions revoke',
  },
  Secrets: {},
  Sandbox: {
    'Hosts that commands may reach': 'network internet domains allow',
    'Private hosts that it may fetch from': 'local network intranet localhost',
  },
  'Built-in tools': {},
  'MCP servers': {},
  Memory: { 'Keep notes': 'remember memory', 'Every conversation': 'notes memory' },
  Skills: { 'Folders with skills': 'directory SKILL.md', 'Your own skills': 'folder path' },
  'Kept files': {
    'Keep files before they are changed': 'undo history backup',
    'Used now': 'disk space megabytes',
  },
}

/** What each tab is also called. */
export const tabWords: Readonly<Record<SettingsTab, string>> = {
  Schedules: 'recurring cron reminder',
  Models: 'connections Anthropic Ollama LM Studio gateway API key base URL',
  Tools: 'permissions',
  Channels: 'Telegram Feishu desktop',
  Notifications: 'alerts',
  General: 'preferences options',
  Usage: 'cost money tokens budget',
}

const partWords: Readonly<Record<ToolsPart, string>> = {
  Permissions: 'policy allow grants',
  Secrets: 'passwords tokens credentials vault',
  Sandbox: 'confined network bubblewrap',
  'Built-in tools': 'read write run fetch search',
  'MCP servers': 'model context protocol connectors plugins',
  Memory: 'notes remember',
  Skills: 'abilities instructions',
  'Kept files': 'undo history changes',
}

/** Everything in the settings that can be gone to by its name. A test compares it with the pages. */
export const settingEntries: readonly SettingEntry[] = [
  ...settingsTabSchema.options.flatMap((tab) => entries(named[tab], { tab })),
  ...toolsParts.flatMap((part) => [
    { tab: 'Tools', name: part, also: partWords[part], part } as const,
    ...entries(inTools[part], { tab: 'Tools', part }),
  ]),
]

function entries(names: Names, place: Pick<SettingEntry, 'tab' | 'part'>): SettingEntry[] {
  return Object.entries(names).map(([name, also]) => ({ ...place, name, also }))
}

/** The setting of this name in this tab. */
export function settingEntry(tab: SettingsTab, name: string): SettingEntry | undefined {
  return settingEntries.find((entry) => entry.tab === tab && entry.name === name)
}

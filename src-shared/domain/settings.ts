import { z } from 'zod'
import { idSchema, timeOfDaySchema } from './instant.ts'
import { hostNameSchema, permissionPolicySchema } from './permission.ts'
import { priceSchema } from './price.ts'

/** What the user can set. Kept in settings.json of the data folder. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** `null`: `Environment` where it exists, else `Practice model`. */
  defaultConnectionId: idSchema.nullable(),
  /** `null`: the `workspace` folder in the data folder. */
  workingDirectory: z.string().min(1).nullable(),
  /** Set by the user where the system has no keyring: keep keys until quit, or not at all. */
  keysWithoutKeyring: z.enum(['ask', 'memory', 'none']),
  notifications: z.boolean(),
  /** While it is on, notifications are held back; one digest tells of them after. Inbox, tray and badge go on. */
  doNotDisturb: z.boolean(),
  /** The same every day, local times of the system's zone; `from` after `to` spans midnight. `null`: none. */
  quietHours: z.strictObject({ from: timeOfDaySchema, to: timeOfDaySchema }).nullable(),
  /** Reminds once of a question that is open for so many minutes; `null`: never. */
  remindAfterMinutes: z.number().int().min(1).max(43_200).nullable(),
  /** What everything together may use in a local day: money in µ$, and tokens; `null`: no limit. */
  dailyCostMicroUsd: z.number().int().min(1).nullable(),
  dailyTokens: z.number().int().min(1).nullable(),
  /** How much of that is kept for chats: background work stops earlier by so many percent. */
  chatReservePercent: z.number().int().min(0).max(90),
  /** Prices that the user has set, by model; they go before the list. */
  prices: z.record(z.string().trim().min(1).max(200), priceSchema),
  startAtLogin: z.boolean(),
  schedulesPaused: z.boolean(),
  /** Whether the computer is kept from falling asleep while a turn is working. */
  keepAwake: z.boolean(),
  /** What the assistant may do by itself in a new conversation. */
  chatPermission: permissionPolicySchema,
  /** Whether files are kept as they were before a turn changes them, and up to how many megabytes in all. */
  keepFiles: z.boolean(),
  keepFilesMb: z.number().int().min(10).max(100_000),
  /** Hosts that sandboxed commands may reach, whoever runs them. */
  sandboxHosts: z.array(hostNameSchema).max(200),
  /** Hosts on this computer or in the private network that the assistant may fetch from: `localhost:3000`, `nas.lan`. */
  privateHosts: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .max(260)
        .regex(/^[a-z0-9.:[\]_-]+$/, 'Write a host as nas.lan or localhost:3000.'),
    )
    .max(200),
  /** Whether the assistant keeps notes from one turn to the next. */
  memory: z.boolean(),
  /** Folders with skills, beyond the one in the data folder; and the names of those that are switched off. */
  skillFolders: z.array(z.string().min(1).max(4096)).max(50),
  disabledSkills: z.array(z.string().min(1).max(100)).max(500),
  /** What Enter does with a message while a turn works: it waits for its end, or ends it at its next step. */
  whileWorking: z.enum(['queue', 'interrupt']),
  /** The system-wide keys of the quick-ask window, as Electron writes them ("CommandOrControl+Shift+Space"); `null`: none. */
  quickAskKeys: z.string().min(1).max(100).nullable(),
  /** Whether the welcome screen was seen. */
  welcomed: z.boolean(),
})
export type Settings = z.infer<typeof settingsSchema>

export const settingsPatchSchema = settingsSchema.partial().strict()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

export const defaultSettings: Settings = {
  theme: 'system',
  defaultConnectionId: null,
  workingDirectory: null,
  keysWithoutKeyring: 'ask',
  notifications: true,
  doNotDisturb: false,
  quietHours: null,
  remindAfterMinutes: 240,
  dailyCostMicroUsd: null,
  dailyTokens: null,
  chatReservePercent: 20,
  prices: {},
  startAtLogin: false,
  schedulesPaused: false,
  keepAwake: true,
  chatPermission: 'ask',
  keepFiles: true,
  keepFilesMb: 1000,
  sandboxHosts: [],
  privateHosts: [],
  memory: true,
  skillFolders: [],
  disabledSkills: [],
  whileWorking: 'queue',
  quickAskKeys: null,
  welcomed: false,
}

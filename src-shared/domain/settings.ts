import { z } from 'zod'
import { idSchema } from './instant.ts'

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
  startAtLogin: z.boolean(),
  schedulesPaused: z.boolean(),
  /** Whether the computer is kept from falling asleep while a turn is working. */
  keepAwake: z.boolean(),
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
  startAtLogin: false,
  schedulesPaused: false,
  keepAwake: true,
  welcomed: false,
}

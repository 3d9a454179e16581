import { z } from 'zod'
import { settingsPatchSchema, settingsSchema } from '../domain/settings.ts'
import { modelPriceSchema } from '../domain/price.ts'
import { usageSchema } from '../domain/usage.ts'
import { idSchema, instantSchema } from '../domain/instant.ts'
import { defineRoute } from './define-route.ts'

const nothing = z.object({})

/** A place in the main window that a notification, the tray or the command line opens. */
export const placeSchema = z.discriminatedUnion('screen', [
  /** With `messageId` at that message. */
  z.object({
    screen: z.literal('conversations'),
    conversationId: idSchema.optional(),
    messageId: idSchema.optional(),
  }),
  z.object({ screen: z.literal('inbox'), questionId: idSchema.optional() }),
  z.object({ screen: z.literal('runs'), runId: idSchema.optional() }),
])
export type Place = z.infer<typeof placeSchema>

export const settingsTabSchema = z.enum([
  'Schedules',
  'Models',
  'Tools',
  'Channels',
  'Notifications',
  'General',
  'Usage',
])
export type SettingsTab = z.infer<typeof settingsTabSchema>

export const appStatusSchema = z.object({
  version: z.string(),
  pid: z.number().int(),
  armed: z.boolean(),
  schedules: z.number().int(),
  nextAt: instantSchema.nullable(),
  running: z.number().int(),
  waiting: z.number().int(),
  unread: z.number().int(),
  dataDir: z.string(),
})
export type AppStatus = z.infer<typeof appStatusSchema>

/** What notifications can do on this desktop. `problem`: why none is shown, in words. */
export const notificationStatusSchema = z.object({
  buttons: z.boolean(),
  reply: z.boolean(),
  problem: z.string().nullable(),
  /** Whether they are held back now, and until when (`null`: until the user says so). */
  quiet: z.object({ until: instantSchema.nullable() }).nullable(),
})
export type NotificationStatus = z.infer<typeof notificationStatusSchema>

/** What everything used today, the local day of the system. `reserved` is held by work that is under way. */
export const usageTodaySchema = z.object({
  usage: usageSchema,
  unpricedTokens: z.number().int(),
  reservedMicroUsd: z.number().int(),
  reservedTokens: z.number().int(),
})
export type UsageToday = z.infer<typeof usageTodaySchema>

const usageRow = z.object({
  key: z.string(),
  usage: usageSchema,
  turns: z.number().int(),
  /** Tokens whose model had no price when they were used: the money leaves them out. */
  unpricedTokens: z.number().int().optional(),
})

export const usageSummarySchema = z.object({
  total: usageSchema,
  unpricedTokens: z.number().int().optional(),
  byDay: z.array(usageRow),
  byConnection: z.array(usageRow),
  bySchedule: z.array(usageRow),
})
export type UsageSummary = z.infer<typeof usageSummarySchema>

export const appRoutes = {
  'app.status': defineRoute(nothing, appStatusSchema),
  'app.showWindow': defineRoute(z.object({ place: placeSchema.optional() }), nothing),
  /**
   * With `scheduleId` the tab Schedules opens the form of that schedule. `section`: the name of a setting or a section of the
   * tab, as its page shows it, which is brought into view; one that is not there is left out.
   */
  'app.showSettings': defineRoute(
    z.object({
      tab: settingsTabSchema.optional(),
      scheduleId: idSchema.optional(),
      section: z.string().max(200).optional(),
    }),
    nothing,
  ),
  'app.quit': defineRoute(nothing, nothing),
  /** The small window for one question; the window itself closes it when it is done. */
  'app.showQuickAsk': defineRoute(nothing, nothing),
  'app.hideQuickAsk': defineRoute(nothing, nothing),
  /** The system's folder picker; `null` when it was closed without choosing. */
  'app.chooseDirectory': defineRoute(
    z.object({ startAt: z.string().optional() }),
    z.object({ path: z.string().nullable() }),
  ),
  /** Opens an http, https or mailto address in the system's browser. */
  'app.openExternal': defineRoute(z.object({ url: z.url({ protocol: /^(https?|mailto)$/ }) }), nothing),
  'settings.get': defineRoute(nothing, settingsSchema),
  'settings.set': defineRoute(settingsPatchSchema, settingsSchema),
  'notifications.status': defineRoute(nothing, notificationStatusSchema),
  /** Shows one now, whatever is quiet, and says whether the desktop took it. */
  'notifications.test': defineRoute(nothing, z.object({ shown: z.boolean() })),
  /** Of every model that was used, has a list price, or a price of the user's. */
  'prices.list': defineRoute(nothing, z.array(modelPriceSchema)),
  'usage.today': defineRoute(nothing, usageTodaySchema),
  /** Usage since `since` (default: the last 30 days), by local day, by connection and by schedule (key: its id). */
  'usage.summary': defineRoute(z.object({ since: instantSchema.optional() }), usageSummarySchema),
}

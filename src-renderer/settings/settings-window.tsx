import {
  Bell,
  CalendarClock,
  ChartNoAxesColumn,
  MessagesSquare,
  SlidersHorizontal,
  Sparkles,
  Wrench,
} from 'lucide-react'
import { useEffect, useState } from 'react'
import type { SettingsTab } from '../../src-shared/ipc/app-routes.ts'
import { type TabItem, Tabs } from '../components/tabs.tsx'
import { ToastPlace } from '../components/toasts.tsx'
import { ChannelsTab } from './channels-tab.tsx'
import { GeneralTab } from './general-tab.tsx'
import { ModelsTab } from './models/models-tab.tsx'
import { NotificationsTab } from './notifications/notifications-tab.tsx'
import { SchedulesTab } from './schedules/schedules-tab.tsx'
import { wantSchedule } from './schedules/use-opened-schedule.ts'
import { revealSetting } from './reveal-setting.ts'
import { settingEntry } from './setting-index.ts'
import { ToolsTab, useToolsPart } from './tools/tools-tab.tsx'
import { UsageTab } from './usage/usage-tab.tsx'
import styles from './settings-page.module.css'

const tabs: readonly TabItem<SettingsTab>[] = [
  { value: 'Schedules', icon: <CalendarClock aria-hidden="true" />, content: <SchedulesTab /> },
  { value: 'Models', icon: <Sparkles aria-hidden="true" />, content: <ModelsTab /> },
  { value: 'Tools', icon: <Wrench aria-hidden="true" />, content: <ToolsTab /> },
  { value: 'Channels', icon: <MessagesSquare aria-hidden="true" />, content: <ChannelsTab /> },
  { value: 'Notifications', icon: <Bell aria-hidden="true" />, content: <NotificationsTab /> },
  { value: 'General', icon: <SlidersHorizontal aria-hidden="true" />, content: <GeneralTab /> },
  { value: 'Usage', icon: <ChartNoAxesColumn aria-hidden="true" />, content: <UsageTab /> },
]

/** The window titled Settings. The tray, a link or the command line chooses the tab it opens at. */
export function SettingsWindow() {
  const [tab, setTab] = useState<SettingsTab>('Schedules')
  useEffect(() => {
    let endLook = (): void => undefined
    const endListening = window.dormouse.onOpen((request) => {
      if (!('tab' in request)) return
      endLook()
      setTab(request.tab)
      if (request.scheduleId !== undefined) wantSchedule(request.scheduleId)
      const entry = request.section === undefined ? undefined : settingEntry(request.tab, request.section)
      if (!entry) return
      if (entry.part) useToolsPart.setState({ part: entry.part })
      endLook = revealSetting(entry.name)
    })
    return () => {
      endListening()
      endLook()
    }
  }, [])
  return (
    <main className={styles['window']}>
      <Tabs<SettingsTab> label="Settings" layout="side" value={tab} items={tabs} onChange={setTab} />
      <ToastPlace />
    </main>
  )
}

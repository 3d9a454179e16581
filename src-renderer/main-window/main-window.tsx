import { useEffect, useState } from 'react'
import { watchQuestions } from '../conversations/composer-store.ts'
import { ConversationsScreen } from '../conversations/conversations-screen.tsx'
import { InboxScreen } from '../inbox/inbox-screen.tsx'
import { RunsScreen } from '../runs/runs-screen.tsx'
import { saveSettings } from '../stores/settings-store.ts'
import { toastError } from '../components/toast.ts'
import { useShowWelcome } from '../welcome/use-show-welcome.ts'
import { WelcomeScreen } from '../welcome/welcome-screen.tsx'
import { goTo, usePlace } from './place-store.ts'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { Sidebar } from './sidebar.tsx'
import { useShortcuts } from './use-shortcuts.ts'
import styles from './main-window.module.css'

/**
 * The main window: the sidebar and the screen that was chosen in it. At the first start the welcome stands where no
 * conversation is chosen yet; the other screens are reached all the same.
 */
export function MainWindow() {
  const atStart = usePlace((place) => place.screen === 'conversations' && place.chat.kind !== 'conversation')
  const welcome = useShowWelcome() && atStart
  const [shortcutsOpen, setShortcutsOpen] = useState(false)
  useEffect(watchQuestions, [])
  useShortcuts(() => setShortcutsOpen(true))
  useEffect(
    () =>
      window.dormouse.onOpen((request) => {
        if ('place' in request) goTo(request.place)
      }),
    [],
  )
  const finishWelcome = async (): Promise<void> => {
    const error = await saveSettings({ welcomed: true })
    if (error) toastError(error)
  }
  return (
    <div className={styles['window']}>
      <Sidebar />
      <main className={styles['main']}>
        {welcome ? <WelcomeScreen onDone={() => void finishWelcome()} /> : <CurrentScreen />}
      </main>
      <ShortcutsDialog open={shortcutsOpen} onClose={() => setShortcutsOpen(false)} />
    </div>
  )
}

function CurrentScreen() {
  const screen = usePlace((place) => place.screen)
  switch (screen) {
    case 'conversations':
      return <ConversationsScreen />
    case 'inbox':
      return <InboxScreen />
    case 'runs':
      return <RunsScreen />
  }
}

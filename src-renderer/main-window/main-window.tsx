import { useEffect } from 'react'
import { watchQuestions } from '../conversations/composer/composer-store.ts'
import { ConversationsScreen } from '../conversations/conversations-screen.tsx'
import { InboxScreen } from '../inbox/inbox-screen.tsx'
import { RunsScreen } from '../runs/runs-screen.tsx'
import { saveSettings } from '../stores/settings-store.ts'
import { toastError } from '../components/toast.ts'
import { SearchScreen } from '../search/search-screen.tsx'
import { useShowWelcome } from '../welcome/use-show-welcome.ts'
import { WelcomeScreen } from '../welcome/welcome-screen.tsx'
import { perform } from './action-bus.ts'
import { goTo, usePlace } from './place-store.ts'
import { Sidebar } from './sidebar/sidebar.tsx'
import { useShortcuts } from './use-shortcuts.ts'
import { startWindowActions } from './window-actions.ts'
import { WindowDialogs } from './window-dialogs.tsx'
import styles from './main-window.module.css'

/**
 * The main window: the sidebar and the screen that was chosen in it. At the first start the welcome stands where no
 * conversation is chosen yet; the other screens are reached all the same.
 */
export function MainWindow() {
  const atStart = usePlace((place) => place.screen === 'conversations' && place.chat.kind !== 'conversation')
  const welcome = useShowWelcome() && atStart
  useEffect(watchQuestions, [])
  useEffect(startWindowActions, [])
  useShortcuts()
  useEffect(
    () =>
      window.dormouse.onOpen((request) => {
        if ('place' in request) goTo(request.place)
        if ('action' in request) perform(request.action)
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
      <WindowDialogs />
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
    case 'search':
      return <SearchScreen />
  }
}

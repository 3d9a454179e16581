import './design/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { AppFrame } from './app-frame/app-frame.tsx'
import { QuickAsk } from './quick-ask/quick-ask.tsx'
import { loadSettings } from './stores/settings-store.ts'
import { applyEvent } from './stores/start-stores.ts'

const root = document.getElementById('root')
if (!root) throw new Error('quick.html has no #root')

// No `startStores`: a window for one question does not load every chat and run.
window.dormouse.onEvent(applyEvent)
void loadSettings()
createRoot(root).render(
  <StrictMode>
    <AppFrame>
      <QuickAsk />
    </AppFrame>
  </StrictMode>,
)

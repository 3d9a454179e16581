import './design/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { AppFrame } from './app-frame/app-frame.tsx'
import { SettingsWindow } from './settings/settings-window.tsx'
import { startStores } from './stores/start-stores.ts'

const root = document.getElementById('root')
if (!root) throw new Error('settings.html has no #root')

startStores()
createRoot(root).render(
  <StrictMode>
    <AppFrame>
      <SettingsWindow />
    </AppFrame>
  </StrictMode>,
)

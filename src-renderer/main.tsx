import './design/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { AppFrame } from './app-frame/app-frame.tsx'
import { MainWindow } from './main-window/main-window.tsx'
import { keepPlace } from './main-window/place-store.ts'
import { startStores } from './stores/start-stores.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

keepPlace()
startStores()
createRoot(root).render(
  <StrictMode>
    <AppFrame>
      <MainWindow />
    </AppFrame>
  </StrictMode>,
)

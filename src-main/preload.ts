import { contextBridge, ipcRenderer } from 'electron'
import { type Bridge, channels, type OpenRequest } from '../src-shared/ipc/bridge.ts'
import type { AppEvent } from '../src-shared/ipc/events.ts'

function listen<T>(channel: string, listener: (value: T) => void): () => void {
  const forward = (_event: unknown, value: T): void => listener(value)
  ipcRenderer.on(channel, forward)
  return () => ipcRenderer.removeListener(channel, forward)
}

const bridge: Bridge = {
  call: (route, input) => ipcRenderer.invoke(channels.call, { route, input }),
  onEvent: (listener) => listen<AppEvent>(channels.event, listener),
  onOpen: (listener) => listen<OpenRequest>(channels.open, listener),
}

contextBridge.exposeInMainWorld('dormouse', bridge)

import { contextBridge, ipcRenderer } from 'electron'
import { type Bridge, channels, type OpenRequest } from '../src-shared/ipc/bridge.ts'
import type { AppEvent } from '../src-shared/ipc/events.ts'
import { untilHeard } from '../src-shared/ipc/until-heard.ts'

function listen<T>(channel: string, listener: (value: T) => void): () => void {
  const forward = (_event: unknown, value: T): void => listener(value)
  ipcRenderer.on(channel, forward)
  return () => ipcRenderer.removeListener(channel, forward)
}

const onOpen = untilHeard<OpenRequest>((request) => listen(channels.open, request))

const bridge: Bridge = {
  call: (route, input) => ipcRenderer.invoke(channels.call, { route, input }),
  onEvent: (listener) => listen<AppEvent>(channels.event, listener),
  onOpen,
}

contextBridge.exposeInMainWorld('dormouse', bridge)

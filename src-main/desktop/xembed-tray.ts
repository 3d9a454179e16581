import { readFileSync } from 'node:fs'
import { createConnection, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Clock } from '../platform/clock.ts'
import { cookieFor } from './x11-authority.ts'

const patienceMs = 1_000

/**
 * Whether an X11 panel takes tray icons the old way (XEmbed System Tray Protocol 0.3): then it owns the selection
 * `_NET_SYSTEM_TRAY_S0`. Asked of the X server directly, because Electron has no word for it. `false` on any doubt.
 */
export function hasXembedTray(
  env: NodeJS.ProcessEnv,
  clock: Clock,
  home: string,
  sockets = '/tmp/.X11-unix',
): Promise<boolean> {
  const display = /^(?:unix)?:(\d+)(?:\.\d+)?$/.exec(env['DISPLAY'] ?? '')?.[1]
  if (display === undefined) return Promise.resolve(false)
  return new Promise((resolve) => {
    const socket = createConnection(join(sockets, `X${display}`))
    const answer = (value: boolean): void => {
      cancel()
      socket.destroy()
      resolve(value)
    }
    const cancel = clock.after(patienceMs, () => answer(false))
    socket.on('error', () => answer(false))
    socket.on('close', () => answer(false))
    socket.on('connect', () => socket.write(setupRequest(cookieFor(readAuthority(env, home), display))))
    converse(socket, answer)
  })
}

function readAuthority(env: NodeJS.ProcessEnv, home: string): Buffer {
  try {
    return readFileSync(env['XAUTHORITY'] || join(home, '.Xauthority'))
  } catch {
    return Buffer.alloc(0)
  }
}

/** Setup, InternAtom, GetSelectionOwner: three answers, each of a known length (X11 protocol, chapters 8 and 9). */
function converse(socket: Socket, answer: (owned: boolean) => void): void {
  let received: Buffer = Buffer.alloc(0)
  let step: 'setup' | 'atom' | 'owner' = 'setup'
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    for (;;) {
      const length = step === 'setup' ? setupLength(received) : 32
      if (length === null || received.length < length) return
      const reply = received.subarray(0, length)
      received = received.subarray(length)
      // Each reply starts with 1; 0 is a refusal or an error.
      if (reply[0] !== 1) return answer(false)
      const value = reply.length >= 12 ? reply.readUInt32LE(8) : 0
      if (step === 'setup') {
        socket.write(internAtom('_NET_SYSTEM_TRAY_S0'))
        step = 'atom'
      } else if (step === 'atom') {
        // 0: nobody ever spoke of such a selection.
        if (value === 0) return answer(false)
        socket.write(getSelectionOwner(value))
        step = 'owner'
      } else {
        return answer(value !== 0)
      }
    }
  })
}

function setupLength(received: Buffer): number | null {
  return received.length < 8 ? null : 8 + received.readUInt16LE(6) * 4
}

function setupRequest(cookie: Buffer): Buffer {
  const name = Buffer.from(cookie.length === 0 ? '' : 'MIT-MAGIC-COOKIE-1')
  const head = Buffer.alloc(12)
  head.write('l', 0, 'latin1')
  head.writeUInt16LE(11, 2)
  head.writeUInt16LE(name.length, 6)
  head.writeUInt16LE(cookie.length, 8)
  return Buffer.concat([head, padded(name), padded(cookie)])
}

function internAtom(name: string): Buffer {
  const body = padded(Buffer.from(name))
  const head = Buffer.alloc(8)
  head[0] = 16
  // Only if it exists already.
  head[1] = 1
  head.writeUInt16LE(2 + body.length / 4, 2)
  head.writeUInt16LE(name.length, 4)
  return Buffer.concat([head, body])
}

function getSelectionOwner(atom: number): Buffer {
  const request = Buffer.alloc(8)
  request[0] = 23
  request.writeUInt16LE(2, 2)
  request.writeUInt32LE(atom, 4)
  return request
}

/** Everything in the protocol is a multiple of four bytes. */
function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
}

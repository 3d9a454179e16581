import { expect, test } from 'vitest'
import { socketPath } from './socket-path.ts'

test('the socket is control.sock in the data folder', () => {
  expect(socketPath('/home/me/.config/Dormouse', 'linux', 1000)).toBe(
    '/home/me/.config/Dormouse/control.sock',
  )
  expect(socketPath('/home/me/.config/Dormouse/', 'darwin', 501)).toBe(
    '/home/me/.config/Dormouse/control.sock',
  )
})

test('a path too long for a socket has a short one of its own, the same every time', () => {
  const long = `/home/${'ü'.repeat(50)}`
  const path = socketPath(long, 'linux', 1000)
  expect(path).toMatch(/^\/tmp\/dormouse-1000-[0-9a-f]{32}\/control\.sock$/)
  expect(socketPath(`${long}/`, 'linux', 1000)).toBe(path)
  expect(socketPath(`${long}x`, 'linux', 1000)).not.toBe(path)
  expect(socketPath(long, 'linux', 1001)).not.toBe(path)
})

test('on Windows it is a pipe named after the folder, whatever the case it is written in', () => {
  const pipe = socketPath('C:\\Users\\Me\\Dormouse', 'win32', 0)
  expect(pipe).toMatch(/^\\\\\.\\pipe\\dormouse-[0-9a-f]{32}$/)
  expect(socketPath('c:\\users\\me\\dormouse', 'win32', 0)).toBe(pipe)
})

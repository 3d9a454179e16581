import { expect, it } from 'vitest'
import { type MachineSources, readMachineId } from './machine-id.ts'

const id = '3d1219c7c4c5404aaa1f6d2a48adfda4'

const linux = (files: Readonly<Record<string, string>>): MachineSources => ({
  platform: 'linux',
  read: async (path) => files[path] ?? Promise.reject(new Error('ENOENT')),
  run: () => Promise.reject(new Error('no program is needed')),
})
const saying = (platform: NodeJS.Platform, text: string): MachineSources => ({
  platform,
  read: () => Promise.reject(new Error('no file is needed')),
  run: () => Promise.resolve(text),
})

it('on Linux it is of the machine-id, of the system or of D-Bus, and does not show it', async () => {
  const first = await readMachineId(linux({ '/etc/machine-id': `${id}\n` }))
  expect(first).toMatch(/^[0-9a-f]{64}$/)
  expect(first).not.toContain(id)
  expect(await readMachineId(linux({ '/var/lib/dbus/machine-id': id }))).toBe(first)
  expect(await readMachineId(linux({ '/etc/machine-id': '', '/var/lib/dbus/machine-id': id }))).toBe(first)
  expect(await readMachineId(linux({ '/etc/machine-id': id.replace('3', '4') }))).not.toBe(first)
})

it('a machine that has none, or an image that has none yet, has no name', async () => {
  expect(await readMachineId(linux({}))).toBeNull()
  expect(await readMachineId(linux({ '/etc/machine-id': 'uninitialized\n' }))).toBeNull()
})

it('on macOS it is of the platform UUID', async () => {
  const ioreg = `+-o J314sAP  <class IOPlatformExpertDevice, id 0x100000229>
    {
      "IOPlatformSerialNumber" = "C02XXXXXXXXX"
      "IOPlatformUUID" = "A1B2C3D4-0000-1111-2222-333344445555"
    }`
  const one = await readMachineId(saying('darwin', ioreg))
  expect(one).toMatch(/^[0-9a-f]{64}$/)
  expect(await readMachineId(saying('darwin', ioreg.replace('A1B2', 'FFFF')))).not.toBe(one)
  expect(await readMachineId(saying('darwin', ''))).toBeNull()
})

it('on Windows it is of the MachineGuid', async () => {
  const reg =
    '\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\r\n' +
    '    MachineGuid    REG_SZ    0f8fad5b-d9cb-469f-a165-70867728950e\r\n\r\n'
  const one = await readMachineId(saying('win32', reg))
  expect(one).toMatch(/^[0-9a-f]{64}$/)
  expect(await readMachineId(saying('win32', reg.replace('0f8f', '1f8f')))).not.toBe(one)
})

it('a program that fails leaves it unknown', async () => {
  const failing = { ...saying('darwin', ''), run: () => Promise.reject(new Error('ENOENT')) }
  expect(await readMachineId(failing)).toBeNull()
})

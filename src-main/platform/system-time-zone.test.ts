import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSystemTimeZone } from './system-time-zone.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zone-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const point = (target: string): void => {
  rmSync(join(folder, 'localtime'), { force: true })
  symlinkSync(target, join(folder, 'localtime'))
}
const name = (text: string): void => writeFileSync(join(folder, 'timezone'), text)
const zone = (TZ?: string, runtime: string | undefined = 'Asia/Tokyo') =>
  createSystemTimeZone({
    env: TZ === undefined ? {} : { TZ },
    files: { link: join(folder, 'localtime'), name: join(folder, 'timezone') },
    runtime: () => runtime,
  })

it('the zone is the one that the link points to, and follows it when it is changed', () => {
  point('/usr/share/zoneinfo/Europe/Berlin')
  const now = zone()
  expect(now()).toBe('Europe/Berlin')
  point('../usr/share/zoneinfo/America/Argentina/Ushuaia')
  expect(now()).toBe('America/Argentina/Ushuaia')
  point('/var/db/timezone/zoneinfo/Pacific/Apia')
  expect(now()).toBe('Pacific/Apia')
  point('/usr/share/zoneinfo/posix/Asia/Kathmandu')
  expect(now()).toBe(new Intl.DateTimeFormat('en', { timeZone: 'Asia/Kathmandu' }).resolvedOptions().timeZone)
})

it('where the rules are a file and no link, the name file says the zone, and follows it too', () => {
  writeFileSync(join(folder, 'localtime'), 'TZif2')
  name('Europe/Paris\n')
  const now = zone()
  expect(now()).toBe('Europe/Paris')
  name('Europe/Rome\n')
  expect(now()).toBe('Europe/Rome')
})

it('TZ fixes the zone of a process, in each of its forms', () => {
  point('/usr/share/zoneinfo/Europe/Berlin')
  expect(zone('Australia/Lord_Howe')()).toBe('Australia/Lord_Howe')
  expect(zone(':Europe/Lisbon')()).toBe('Europe/Lisbon')
  expect(zone('/usr/share/zoneinfo/Europe/Madrid')()).toBe('Europe/Madrid')
  expect(zone('')()).toBe('UTC')
})

it('what is no zone leaves the word to the runtime', () => {
  point('/usr/share/zoneinfo/Mars/Olympus')
  expect(zone()()).toBe('Asia/Tokyo')
  // A rule without a name: the runtime has made of it what it could.
  expect(zone('XYZ-1ABC')()).toBe('Asia/Tokyo')
  rmSync(join(folder, 'localtime'))
  expect(zone()()).toBe('Asia/Tokyo')
})

it('without any answer it is UTC', () => {
  expect(createSystemTimeZone({ env: {}, files: null, runtime: () => undefined })()).toBe('UTC')
  expect(createSystemTimeZone({ env: {}, files: null, runtime: () => 'Etc/Unknown' })()).toBe('UTC')
})

import { expect, test } from 'vitest'
import { dataFolder } from './data-folder.ts'

test('DORMOUSE_DATA_DIR is the folder, when it is set to something', () => {
  expect(dataFolder({ DORMOUSE_DATA_DIR: '/data' }, 'linux', '/home/me')).toBe('/data')
  expect(dataFolder({ DORMOUSE_DATA_DIR: '' }, 'linux', '/home/me')).toBe('/home/me/.config/Dormouse')
})

test('else it is the folder that the system gives to applications', () => {
  expect(dataFolder({ XDG_CONFIG_HOME: '/config' }, 'linux', '/home/me')).toBe('/config/Dormouse')
  expect(dataFolder({}, 'darwin', '/Users/me')).toBe('/Users/me/Library/Application Support/Dormouse')
  expect(dataFolder({ APPDATA: '/roaming' }, 'win32', '/home/me')).toBe('/roaming/Dormouse')
})

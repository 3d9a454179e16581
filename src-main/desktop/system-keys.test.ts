import { describe, expect, it } from 'vitest'
import { areSystemKeys } from './system-keys.ts'

describe('the keys of the whole system', () => {
  it.each(['CommandOrControl+Shift+Space', 'Alt+Super+1', 'F9', 'Shift+F24', 'Control+,'])(
    'may be %s',
    (keys) => {
      expect(areSystemKeys(keys)).toBe(true)
    },
  )

  it.each(['Q', 'Shift+Q', 'Nonsense+Q', 'Control', 'Control+Shift', '', 'Control+', 'Alt+Alt+Q', 'F25'])(
    'are never %j, which would be taken from every program or means nothing',
    (keys) => {
      expect(areSystemKeys(keys)).toBe(false)
    },
  )
})

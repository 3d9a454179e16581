import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../dev/render-with-bridge.tsx'
import { emptyWorld } from '../dev/world.ts'
import { GeneralTab } from './general-tab.tsx'
import { pressedKeys } from './pressed-keys.ts'

const button = (name: RegExp) => screen.findByRole('button', { name })

describe('the keys of the quick-ask window', () => {
  it('are none at first, are recorded as they are pressed, and are removed', async () => {
    const bridge = renderWithBridge(emptyWorld(), <GeneralTab />)
    await userEvent.click(await button(/^Set keys… for quick ask$/))
    await userEvent.keyboard('x{Control>}{Shift>}[Space]{/Shift}{/Control}')
    expect(await button(/^Quick ask keys: Ctrl Shift Space$/)).toBeDefined()
    expect(givenTo(bridge, 'settings.set')).toEqual([{ quickAskKeys: 'CommandOrControl+Shift+Space' }])
    await userEvent.click(await button(/^Remove$/))
    expect(await button(/^Set keys… for quick ask$/)).toBeDefined()
  })

  it('that another program has are not kept, and it is said why', async () => {
    renderWithBridge(emptyWorld(), <GeneralTab />, {
      'settings.set': () => {
        throw new Refusal('unavailable', 'Another program has these keys.')
      },
    })
    await userEvent.click(await button(/^Set keys… for quick ask$/))
    await userEvent.keyboard('{Control>}[KeyJ]{/Control}')
    expect((await screen.findByRole('alert')).textContent).toBe('Another program has these keys.')
    expect(await button(/^Set keys… for quick ask$/)).toBeDefined()
  })

  it('stay as they are when Escape is pressed instead', async () => {
    const bridge = renderWithBridge(emptyWorld(), <GeneralTab />)
    await userEvent.click(await button(/^Set keys… for quick ask$/))
    await userEvent.keyboard('{Escape}{Control>}[KeyJ]{/Control}')
    expect(givenTo(bridge, 'settings.set')).toEqual([])
  })

  it('need more than a letter, which would be taken from every program', () => {
    const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
    expect(pressedKeys({ ...none, code: 'KeyA' })).toBeNull()
    expect(pressedKeys({ ...none, code: 'KeyA', shiftKey: true })).toBeNull()
    expect(pressedKeys({ ...none, code: 'ControlLeft', ctrlKey: true })).toBeNull()
    expect(pressedKeys({ ...none, code: 'F9' })).toBe('F9')
    expect(pressedKeys({ ...none, code: 'Digit1', altKey: true, metaKey: true })).toBe('Super+Alt+1')
  })
})

describe('a message that is sent while it works', () => {
  it('waits its turn or interrupts, as the user sets it', async () => {
    const bridge = renderWithBridge(emptyWorld(), <GeneralTab />)
    await userEvent.click(await screen.findByRole('button', { name: 'Interrupts' }))
    await waitFor(() => expect(givenTo(bridge, 'settings.set')).toEqual([{ whileWorking: 'interrupt' }]))
  })
})

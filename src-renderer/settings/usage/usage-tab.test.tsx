import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Settings } from '../../../src-shared/domain/settings.ts'
import { noUsage } from '../../../src-shared/domain/usage.ts'
import type { FakeRoutes } from '../../dev/fake-bridge.ts'
import { fullWorld } from '../../dev/full-world.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { turnRow } from '../../dev/rows.ts'
import { UsageTab } from './usage-tab.tsx'

const noon = new Date(2026, 10, 21, 12).getTime()

/** No charts: what they show is not what most of this is about. */
const nothingSoFar: FakeRoutes = {
  'usage.summary': () => ({ total: noUsage, byDay: [], byConnection: [], bySchedule: [] }),
}

function open(settings: Partial<Settings> = {}, routes: FakeRoutes = {}) {
  const world = fullWorld(noon)
  Object.assign(world.settings, settings)
  return renderWithBridge(world, <UsageTab />, { ...nothingSoFar, ...routes })
}

const today = (fields: { costMicroUsd?: number; unpricedTokens?: number }): FakeRoutes => ({
  'usage.today': () => ({
    usage: { ...noUsage, inputTokens: 100, costMicroUsd: fields.costMicroUsd ?? 0 },
    unpricedTokens: fields.unpricedTokens ?? 0,
    reservedMicroUsd: 0,
    reservedTokens: 0,
  }),
})
const meter = (name: string) => screen.findByRole('meter', { name })
const row = async (name: RegExp) => within(await screen.findByRole('row', { name }))

describe('today', () => {
  it('shows what is used, held and kept for chats, in bars and in words', async () => {
    open({ dailyCostMicroUsd: 5_000_000, dailyTokens: 2_000_000, chatReservePercent: 20 })
    const money = await meter('Money used today')
    expect(money.getAttribute('aria-valuetext')).toBe('$1.43 of $5.00')
    expect(money.getAttribute('aria-valuenow')).toBe('29')
    expect(
      screen.getByText(/\$0\.22 more is held for work under way\. Background work stops at \$4\.00/),
    ).toBeDefined()
    expect(screen.getByText(/12,300 tokens have no price; they are not in this sum/)).toBeDefined()
    expect((await meter('Tokens used today')).getAttribute('aria-valuetext')).toBe('1,184,050 of 2,000,000')
    for (const words of ['used', 'held for work under way', 'kept for chats']) {
      expect(screen.getByText(words)).toBeDefined()
    }
  })

  it('draws no bar where there is no limit', async () => {
    open()
    expect(await screen.findByText('$1.43, no limit')).toBeDefined()
    expect(screen.queryByRole('meter')).toBeNull()
  })

  it('says when the limit is reached, and when only the part for chats is left', async () => {
    const bridge = open({ dailyCostMicroUsd: 1_000_000 }, today({ costMicroUsd: 900_000 }))
    expect(await screen.findByText(/What is left is kept for chats/)).toBeDefined()
    bridge.override(today({ costMicroUsd: 1_000_000 }))
    act(() =>
      bridge.emit({
        event: 'turn.changed',
        data: turnRow({ id: 't', conversationId: 'c' }, { status: 'succeeded' }),
      }),
    )
    expect(await screen.findByText(/The limit is reached/)).toBeDefined()
  })

  it('could not be loaded, and is asked for again', async () => {
    const bridge = open(
      {},
      {
        'usage.today': () => {
          throw new Refusal('internal', 'The database is busy.')
        },
      },
    )
    expect(await screen.findByText('The usage of today could not be loaded.')).toBeDefined()
    bridge.override(today({ costMicroUsd: 2_000_000 }))
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('$2.00, no limit')).toBeDefined()
  })
})

describe('the daily limits', () => {
  const fill = async (label: string, text: string) => {
    const field = await screen.findByLabelText(label)
    await userEvent.clear(field)
    if (text !== '') await userEvent.type(field, text)
  }
  const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }))

  it('are saved together, and empty is none', async () => {
    const bridge = open({ dailyTokens: 7 })
    await fill('Dollars a day', '2,5')
    await fill('Tokens a day', '')
    await fill('Kept for chats (percent)', '0{Enter}')
    expect(givenTo(bridge, 'settings.set')).toEqual([
      { dailyCostMicroUsd: 2_500_000, dailyTokens: null, chatReservePercent: 0 },
    ])
    expect((await meter('Money used today')).getAttribute('aria-valuetext')).toBe('$1.43 of $2.50')
    expect(screen.queryByText('kept for chats')).toBeNull()
  })

  it('say in words what is wrong, and nothing is saved', async () => {
    const bridge = open()
    await fill('Dollars a day', '0')
    await fill('Tokens a day', '1.5')
    await fill('Kept for chats (percent)', '95')
    await save()
    expect(screen.getAllByRole('alert').map((one) => one.textContent)).toEqual([
      'Give dollars above 0, or leave it empty.',
      'Give a whole number above 0, or leave it empty.',
      'Give a whole number from 0 to 90.',
    ])
    expect(givenTo(bridge, 'settings.set')).toEqual([])
  })
})

describe('the prices', () => {
  it('stand by model with where they come from, those without one first', async () => {
    open({ prices: { 'my/model': { input: 2, output: 8, cacheRead: 0.025, cacheWrite: 2.5 } } })
    const table = await screen.findByRole('table', { name: /^Prices/ })
    const rows = within(table)
      .getAllByRole('row')
      .slice(1)
      .map((one) => one.textContent)
    expect(rows).toEqual([
      'llama3.1:8bonly its tokens are countedNoneSet',
      'my/model$2.00$8.00$0.025$2.50Yours',
      'claude-haiku-4-5$1.00$5.00$0.10$1.25List',
      'claude-sonnet-4-5$3.00$15.00$0.30$3.75List',
    ])
  })

  it('are set for a model that has none, with the usual shares for the cache', async () => {
    const bridge = open()
    await userEvent.click(await screen.findByRole('button', { name: 'Set a price for llama3.1:8b' }))
    await userEvent.type(screen.getByLabelText('Input of llama3.1:8b'), '0,4')
    expect(screen.getByLabelText('Cache write of llama3.1:8b').getAttribute('placeholder')).toBe('0.5')
    await userEvent.type(screen.getByLabelText('Output of llama3.1:8b'), '1.6{Enter}')
    expect(givenTo(bridge, 'settings.set')).toEqual([
      { prices: { 'llama3.1:8b': { input: 0.4, output: 1.6, cacheRead: 0.04, cacheWrite: 0.5 } } },
    ])
    expect(await (await row(/llama/)).findByText('Yours')).toBeDefined()
  })

  it('go back to the list, and leave the others as they are', async () => {
    const price = { input: 9, output: 9, cacheRead: 9, cacheWrite: 9 }
    const bridge = open({ prices: { 'claude-haiku-4-5': price, other: price } })
    await userEvent.click(
      await screen.findByRole('button', { name: 'Back to the list price of claude-haiku-4-5' }),
    )
    expect(givenTo(bridge, 'settings.set')).toEqual([{ prices: { other: price } }])
    expect(await (await row(/haiku/)).findByText('List')).toBeDefined()
    expect((await row(/haiku/)).getByText('$1.00')).toBeDefined()
  })

  it('are added for a model by name, and say in words what is wrong', async () => {
    const bridge = open()
    await userEvent.click(await screen.findByRole('button', { name: 'Add a model' }))
    const form = await row(/new model|Model/)
    expect(form).toBeDefined()
    await userEvent.type(screen.getByLabelText('Model'), '{Enter}')
    expect(screen.getByRole('alert').textContent).toContain('Name the model as its connection does')
    await userEvent.type(screen.getByLabelText('Model'), ' qwen3 {Enter}')
    expect(screen.getByRole('alert').textContent).toBe('Input: give dollars for a million tokens; 0 is free.')
    expect(screen.getByLabelText('Input of qwen3').getAttribute('aria-invalid')).toBe('true')
    await userEvent.type(screen.getByLabelText('Input of qwen3'), '-1')
    await userEvent.type(screen.getByLabelText('Output of qwen3'), '0{Enter}')
    expect(screen.getByRole('alert').textContent).toBe('Input: give a number from 0 to 100,000.')
    expect(givenTo(bridge, 'settings.set')).toEqual([])
    await userEvent.clear(screen.getByLabelText('Input of qwen3'))
    await userEvent.type(screen.getByLabelText('Input of qwen3'), '0{Enter}')
    expect(givenTo(bridge, 'settings.set')).toEqual([
      { prices: { qwen3: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 } } },
    ])
    await waitFor(() => expect(screen.queryByLabelText('Model')).toBeNull())
  })

  it('keep what was typed when they could not be saved, and Escape leaves all as it was', async () => {
    const bridge = open(
      {},
      {
        'settings.set': () => {
          throw new Refusal('unavailable', 'The disk is full. Free some space.')
        },
      },
    )
    await userEvent.click(await screen.findByRole('button', { name: 'Change the price of claude-haiku-4-5' }))
    const input = screen.getByLabelText<HTMLInputElement>('Input of claude-haiku-4-5')
    await userEvent.clear(input)
    await userEvent.type(input, '7{Enter}')
    expect((await screen.findByRole('alert')).textContent).toBe('The disk is full. Free some space.')
    expect(input.value).toBe('7')
    await userEvent.type(input, '{Escape}')
    expect((await row(/haiku/)).getByText('$1.00')).toBeDefined()
    expect(givenTo(bridge, 'settings.set')).toHaveLength(1)
  })

  it('are searched by the words of a name where there are many', async () => {
    const price = { input: 1, output: 1, cacheRead: 1, cacheWrite: 1 }
    const prices = Object.fromEntries(
      Array.from({ length: 70 }, (_, index) => [`gate/model-${index}${index === 42 ? '-deep' : ''}`, price]),
    )
    open({ prices })
    const table = await screen.findByRole('table', { name: /^Prices/ })
    expect(within(table).getAllByRole('row')).toHaveLength(61)
    await userEvent.click(screen.getByRole('button', { name: 'Show 13 more' }))
    expect(within(table).getAllByRole('row')).toHaveLength(74)
    await userEvent.click(screen.getByLabelText('Find a model'))
    await userEvent.paste('DEEP gate')
    expect(within(table).getAllByRole('row')).toHaveLength(2)
    await userEvent.paste(' no')
    expect(screen.getByText('No model has such a name.')).toBeDefined()
  })
})

describe('where money is shown', () => {
  const usage = { ...noUsage, inputTokens: 9000, costMicroUsd: 400_000, steps: 3 }

  it('what it leaves out is said, in the sum and in each row', async () => {
    open(
      {},
      {
        'usage.summary': () => ({
          total: usage,
          unpricedTokens: 1500,
          byDay: [],
          byConnection: [
            { key: 'practice', usage, turns: 2, unpricedTokens: 1500 },
            { key: 'gone', usage, turns: 1 },
          ],
          bySchedule: [],
        }),
      },
    )
    expect(
      await screen.findByText(/^The money leaves out 1,500 tokens, whose model had no price/),
    ).toBeDefined()
    const table = within(screen.getByRole('table', { name: 'By connection' }))
    expect(table.getAllByRole('row').map((one) => one.textContent)).toEqual([
      'ConnectionTurnsReadWrittenCost',
      'Practice model29,0000$0.40without 1.5k tokens that have no price',
      'A removed connection19,0000$0.40',
    ])
  })

  it('nothing is said where it counts every token', async () => {
    open({}, { 'usage.summary': () => ({ total: usage, byDay: [], byConnection: [], bySchedule: [] }) })
    expect(await screen.findByText('Written by models')).toBeDefined()
    await screen.findByRole('table', { name: /^Prices/ })
    expect(screen.queryByText(/The money leaves out/)).toBeNull()
  })
})

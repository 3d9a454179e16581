import type { Locator, Page } from '@playwright/test'
import { createHold } from '../src-main/models/practice/hold.ts'
import type { MessagesRequest } from '../src-main/models/practice/messages-request.ts'
import { says } from '../src-main/models/practice/replies.ts'
import { lastUserText, wholeText } from '../src-main/models/practice/request-text.ts'
import { openChat, send } from './harness/chat-page.ts'
import { expect, test } from './harness/model-test.ts'
import { drawnPicture } from './screenshots/drawn-picture.ts'

const log = (page: Page): Locator => page.getByRole('log', { name: 'Conversation' })
const message = (page: Page): Locator => page.getByRole('textbox', { name: 'Message' })
const asks =
  (text: string) =>
  (request: MessagesRequest): boolean =>
    lastUserText(request).includes(text)

/** Pastes a picture as a browser gives it. */
const pastePicture = (page: Page, name: string): Promise<void> =>
  message(page).evaluate(
    (field, { data, title }) => {
      const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0))
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([bytes], title, { type: 'image/png' }))
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    { data: drawnPicture(48, 32), title: name },
  )

test('while a turn works messages are queued, changed, taken back and sent at once', async ({
  launchWithModel,
  model,
}) => {
  const hold = createHold(6)
  model.add(
    { when: asks('Begin the work'), reply: says('The work is long and has many words in it.', { hold }) },
    { when: asks('Then buy bread'), reply: says('Bread is on the list.') },
    { when: asks('Stop and tell me the time'), reply: says('It is noon.') },
  )
  const dormouse = await launchWithModel([])
  const control = await dormouse.control()
  await control.call('conversations.create', { title: 'Errands' })
  const page = await dormouse.window()
  await openChat(page, 'Errands')
  await send(page, 'Begin the work')
  await hold.reached
  await expect(log(page)).toContainText('The work')

  await send(page, 'Then buy milk')
  const waiting = page.getByRole('group', { name: 'The queued message' })
  await expect(page.getByText('Queued: it is next')).toBeVisible()
  await waiting.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Your message' }).fill('Then buy bread')
  await page.keyboard.press('Enter')
  await expect(log(page)).toContainText('Then buy bread')
  await send(page, 'And forget this')
  await expect(waiting).toHaveCount(2)
  await waiting.last().getByRole('button', { name: 'Remove' }).click()
  await expect(log(page).getByText('And forget this')).toHaveCount(0)
  await send(page, 'Stop and tell me the time')
  await expect(waiting).toHaveCount(2)
  const sendNow = waiting.last().getByRole('button', { name: 'Send now' })
  await sendNow.click()
  await expect(sendNow).not.toHaveAttribute('aria-busy')
  hold.release()

  await expect(log(page)).toContainText('It is noon.')
  await expect(log(page)).toContainText('Bread is on the list.')
  await expect(waiting).toHaveCount(0)
  const requests = model.requests.map(lastUserText)
  const placeOf = (text: string): number => requests.findIndex((one) => one.includes(text))
  expect(placeOf('Stop and tell me')).toBeLessThan(placeOf('Then buy bread'))
  expect(model.requests.some((request) => wholeText(request).includes('forget this'))).toBe(false)
  model.assertDone()
})

test('a message is edited into another version, and a follow-up knows the version that is shown', async ({
  launchWithModel,
  model,
}) => {
  model.add(
    { when: asks('plant an oak'), reply: says('An oak needs room.') },
    { when: asks('plant an elm'), reply: says('An elm needs water.') },
    { when: asks('plant an elm'), reply: says('An elm likes company.') },
    { when: asks('how deep'), reply: says('As deep as its pot.') },
  )
  const dormouse = await launchWithModel([])
  const control = await dormouse.control()
  await control.call('conversations.create', { title: 'Trees' })
  const page = await dormouse.window()
  await openChat(page, 'Trees')
  await pastePicture(page, 'garden.png')
  await expect(page.getByRole('list', { name: 'Attached files' }).getByText('garden.png')).toBeVisible()
  await send(page, 'Where do I plant an oak?')
  await expect(log(page)).toContainText('An oak needs room.')
  await expect(page.getByRole('button', { name: 'Show garden.png large' })).toBeVisible()

  await page
    .getByRole('toolbar', { name: 'Your message' })
    .getByRole('button', { name: 'Edit' })
    .press('Enter')
  await page.getByRole('textbox', { name: 'Your message' }).fill('Where do I plant an elm?')
  await page.keyboard.press('Enter')
  await expect(log(page)).toContainText('An elm needs water.')
  await expect(log(page)).not.toContainText('oak')
  const versions = page.getByRole('group', { name: 'Versions of this message' })
  await expect(versions).toContainText('2 of 2')
  await versions.getByRole('button', { name: 'Previous version' }).click()
  await expect(log(page)).toContainText('An oak needs room.')
  await expect(log(page)).not.toContainText('elm')
  await versions.getByRole('button', { name: 'Next version' }).click()
  await expect(log(page)).toContainText('An elm needs water.')

  await page.keyboard.press('Control+Shift+R')
  await expect(log(page)).toContainText('An elm likes company.')
  await expect(log(page)).not.toContainText('An elm needs water.')

  await versions.first().getByRole('button', { name: 'Previous version' }).click()
  await expect(log(page)).toContainText('An elm needs water.')
  await expect(log(page)).not.toContainText('company')
  await versions.first().getByRole('button', { name: 'Previous version' }).click()
  await expect(log(page)).toContainText('An oak needs room.')
  await send(page, 'And how deep?')
  await expect(log(page)).toContainText('As deep as its pot.')
  const last = model.requests.at(-1)
  if (!last) throw new Error('there was no request')
  expect(wholeText(last)).toContain('An oak needs room.')
  expect(wholeText(last)).not.toContain('elm')
  expect(wholeText(last)).toContain('[Picture garden.png')

  await page.keyboard.press('Control+F')
  await page.getByRole('textbox', { name: 'Find in this conversation' }).fill('OAK')
  await expect(page.getByRole('search', { name: 'Find in this conversation' })).toContainText('2 of 2')
  await page.keyboard.press('Escape')
  await expect(message(page)).toBeFocused()
  model.assertDone()
})

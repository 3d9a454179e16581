import { expect, type Page } from '@playwright/test'

/** Opens the chat with this title in the main window, and waits until it is there: its title stands in other places too. */
export async function openChat(page: Page, title: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Conversations', exact: true })
    .click()
  await page.getByRole('list', { name: 'Chats' }).getByRole('link', { name: title }).click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
}

/** Writes into the open chat and sends it. */
export async function send(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
}

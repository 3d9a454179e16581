/** Text as the body of a notification on Linux, where daemons render a little HTML (Desktop Notifications 1.2). */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

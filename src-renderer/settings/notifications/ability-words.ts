import type { NotificationStatus } from '../../../src-shared/ipc/app-routes.ts'

interface Ability {
  readonly can: boolean
  readonly words: string
}

/** What a notification here can be answered with, in words. */
export function abilityWords({ buttons, reply }: NotificationStatus): readonly Ability[] {
  return [
    {
      can: buttons,
      words: buttons
        ? 'Has buttons: a question with options is answered on the notification.'
        : 'Has no buttons: a click opens the question.',
    },
    {
      can: reply,
      words: reply
        ? 'Has a field for a reply: an answer in words is typed on the notification.'
        : 'Has no field for a reply: a click opens the question.',
    },
  ]
}

import type { Answer } from '../../../src-shared/domain/question.ts'
import type { DesktopNotification } from '../../inbox/notifier.ts'
import { oneLine, plainText } from '../plain-text.ts'
import { escapeMarkup } from '../escape-markup.ts'

/** A hint with its D-Bus type. */
export type Hint = readonly ['s', string] | readonly ['y', number]

/** The words of a `Notify` of Desktop Notifications 1.2. */
export interface NotificationMessage {
  readonly summary: string
  readonly body: string
  /** Pairs of key and label. */
  readonly actions: readonly string[]
  readonly hints: Readonly<Record<string, Hint>>
  /** Milliseconds; 0: never, -1: as the desktop likes. */
  readonly timeout: number
}

export interface AnswerableMessage {
  readonly message: NotificationMessage
  /** What each button says, by its key. */
  readonly answers: ReadonlyMap<string, Answer>
}

/** Keys that the specification, and the daemons that can reply, give a meaning of their own. */
export const openKey = 'default'
export const replyKey = 'inline-reply'

const longestTitle = 200
/** Of the parts that a body is made of, all together. */
const longestBody = 10_000
const longestLabel = 60
const longestField = 80

/** Names the desktop entry that a package installs, for the name and the settings that a desktop shows. */
const desktopEntry = 'dormouse'

/**
 * A notification in the words of D-Bus, with what this desktop can do of it. The keys of its buttons bear `serial`: a
 * press that was on its way when the notification was replaced never means a button of the new one.
 */
export function notificationMessage(
  { title, body, place, urgent, buttons = [], field }: DesktopNotification,
  can: ReadonlySet<string>,
  serial: number,
): AnswerableMessage {
  const isQuestion = place.screen === 'inbox' && place.questionId !== undefined
  // A daemon that has no actions may show a window of its own for them: it gets none.
  const showsBody = can.has('body')
  const whole = oneLine(`${title}: ${body}`, longestBody)
  const summary = oneLine(showsBody ? title : whole, longestTitle)
  // What is allowed must have been seen, and without a body there is room for little.
  const isSeen = showsBody || summary === whole
  const offered = isSeen ? buttons : buttons.filter(({ answer }) => !allows(answer))
  const pressable = can.has('actions') && isQuestion ? offered : []
  const replyable = can.has('actions') && can.has('inline-reply') && isQuestion ? field : undefined
  const keyed = pressable.map(({ label, answer }, at) => ({ key: `${serial}.${at}`, label, answer }))
  return {
    message: {
      // Only the body is markup. Where a daemon shows no body, the question still must be read.
      summary,
      body: escapeMarkup(plainText(body)),
      actions: [
        ...(can.has('actions') ? [openKey, 'Open'] : []),
        ...(replyable === undefined ? [] : [replyKey, 'Reply']),
        ...keyed.flatMap(({ key, label }) => [key, oneLine(label, longestLabel)]),
      ],
      hints: {
        urgency: ['y', urgent ? 2 : 1],
        'desktop-entry': ['s', desktopEntry],
        ...(replyable === undefined
          ? {}
          : { 'x-kde-reply-placeholder-text': ['s', oneLine(replyable, longestField)] }),
      },
      timeout: urgent ? 0 : -1,
    },
    answers: new Map(keyed.map(({ key, answer }) => [key, answer])),
  }
}

function allows(answer: Answer): boolean {
  return answer.kind === 'confirm' && answer.decision !== 'deny'
}

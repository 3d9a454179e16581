import { fullChats } from './full/chats.ts'
import { fullIncidents } from './full/incidents.ts'
import { fullInbox } from './full/inbox.ts'
import { fullMessages } from './full/messages.ts'
import { fullQuestions } from './full/questions.ts'
import { fullRuns } from './full/runs.ts'
import { longTalk } from './full/long-talk.ts'
import { emptyWorld, type World } from './world.ts'

/** A main process in the middle of a working day, with something of everything. `now` is epoch milliseconds. */
export function fullWorld(now: number): World {
  const questions = fullQuestions(now)
  const { confirm, name, choice, date, answered } = questions
  const incidents = fullIncidents(now)
  const shown = fullMessages(now, questions)
  return {
    ...emptyWorld(),
    ...fullChats(now),
    ...shown,
    messages: [...shown.messages, ...longTalk(now)],
    ...fullRuns(now, questions),
    questions: [confirm, name, choice, date, answered],
    incidents: Object.values(incidents),
    inbox: fullInbox(now, questions, incidents),
  }
}

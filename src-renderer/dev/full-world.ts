import { fullChats } from './full/chats.ts'
import { fullIncidents } from './full/incidents.ts'
import { fullInbox } from './full/inbox.ts'
import { fullMessages } from './full/messages.ts'
import { fullPauses } from './full/pauses.ts'
import { fullQuestions } from './full/questions.ts'
import { fullRuns } from './full/runs.ts'
import { longTalk } from './full/long-talk.ts'
import { fullGrants, fullTools } from './full/tools.ts'
import { fullVersions } from './full/versions.ts'
import { fullWork } from './full/work.ts'
import { emptyWorld, type World } from './world.ts'

/** A main process in the middle of a working day, with something of everything. `now` is epoch milliseconds. */
export function fullWorld(now: number): World {
  const questions = fullQuestions(now)
  const { confirm, command, name, nameAgain, choice, date, photos, answered } = questions
  const incidents = fullIncidents(now)
  const shown = fullMessages(now, questions)
  const work = fullWork(now)
  const chats = fullChats(now)
  const versions = fullVersions(now)
  const { runs, runEvents } = fullRuns(now, questions)
  return {
    ...emptyWorld(),
    ...chats,
    conversations: [...chats.conversations, ...versions.conversations],
    sessions: [...chats.sessions, ...versions.sessions],
    ...shown,
    turns: [...shown.turns, ...versions.turns],
    messages: [...shown.messages, ...versions.messages, ...longTalk(now)],
    branchWorld: versions.branchWorld,
    runs: [...work.runs, ...runs],
    runEvents: [...runEvents, ...work.runEvents],
    questions: [confirm, command, name, nameAgain, choice, date, photos, answered],
    incidents: Object.values(incidents),
    toolWorld: fullTools(now),
    workWorld: work.workWorld,
    pauseWorld: fullPauses(now),
    grants: fullGrants(now),
    inbox: fullInbox(now, questions, incidents),
  }
}

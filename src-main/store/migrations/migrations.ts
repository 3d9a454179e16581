import { initial } from './0001-initial.ts'
import { trustedSchedules } from './0002-trusted-schedules.ts'
import { toolsThatAct } from './0003-tools-that-act.ts'
import { pausesThatSurvive } from './0004-pauses-that-survive.ts'
import { conversationsThatNeverForget } from './0005-conversations-that-never-forget.ts'
import { searchThatFinds } from './0006-search-that-finds.ts'

/** Every migration, in order. A landed one is never edited: a change is a new number. */
export const migrations = [
  initial,
  trustedSchedules,
  toolsThatAct,
  pausesThatSurvive,
  conversationsThatNeverForget,
  searchThatFinds,
]

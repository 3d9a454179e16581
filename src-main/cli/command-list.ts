import { answerCommand } from './answer-command.ts'
import { redoRunCommand, runFilesCommand, undoRunCommand } from './change-commands.ts'
import type { Command } from './command.ts'
import { continueRunCommand } from './continue-command.ts'
import { inboxCommand } from './inbox-command.ts'
import {
  archiveInboxCommand,
  readInboxCommand,
  snoozeInboxCommand,
  unarchiveInboxCommand,
} from './inbox-item-commands.ts'
import { addMcpCommand, listMcpCommand, removeMcpCommand, testMcpCommand } from './mcp-commands.ts'
import { cancelRunCommand, listRunsCommand, showRunCommand } from './run-commands.ts'
import { sayCommand } from './say-command.ts'
import { addScheduleCommand, parseScheduleCommand } from './schedule-add-commands.ts'
import {
  listSchedulesCommand,
  pauseScheduleCommand,
  removeScheduleCommand,
  resumeScheduleCommand,
  runScheduleCommand,
  tryScheduleCommand,
  whyScheduleCommand,
} from './schedule-commands.ts'
import { searchCommand } from './search-command.ts'
import { quitCommand, statusCommand } from './status-commands.ts'
import { exportCommand, importCommand } from './transcript-commands.ts'
import { watchCommand } from './watch-command.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  statusCommand,
  sayCommand,
  inboxCommand,
  archiveInboxCommand,
  unarchiveInboxCommand,
  snoozeInboxCommand,
  readInboxCommand,
  answerCommand,
  listSchedulesCommand,
  addScheduleCommand,
  parseScheduleCommand,
  runScheduleCommand,
  tryScheduleCommand,
  pauseScheduleCommand,
  resumeScheduleCommand,
  removeScheduleCommand,
  whyScheduleCommand,
  listRunsCommand,
  showRunCommand,
  cancelRunCommand,
  continueRunCommand,
  runFilesCommand,
  undoRunCommand,
  redoRunCommand,
  listMcpCommand,
  addMcpCommand,
  testMcpCommand,
  removeMcpCommand,
  searchCommand,
  exportCommand,
  importCommand,
  watchCommand,
  quitCommand,
]

import { initial } from './0001-initial.ts'
import { trustedSchedules } from './0002-trusted-schedules.ts'

/** Every migration, in order. A landed one is never edited: a change is a new number. */
export const migrations = [initial, trustedSchedules]

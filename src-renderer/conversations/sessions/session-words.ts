import { assertNever } from '../../../src-shared/domain/assert-never.ts'
import type { SessionReason } from '../../../src-shared/domain/message.ts'

/** Why a session began, in a few words. */
export function reasonWords(reason: SessionReason): string {
  switch (reason) {
    case 'first':
      return 'The first one'
    case 'requested':
      return 'Begun by you'
    case 'model-incompatible':
      return 'Begun for another model'
    case 'forked':
      return 'From a message'
    case 'edited':
      return 'From an edited message'
    case 'regenerated':
      return 'For another answer'
    default:
      return assertNever(reason)
  }
}

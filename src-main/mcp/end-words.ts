import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { ChildEnd } from '../sandbox/sandbox.ts'

/** Why a server's process is gone, to follow a colon: "it ended with exit code 1". */
export function endWords(end: ChildEnd): string {
  switch (end.kind) {
    case 'exit':
      return end.code === 0 ? 'it ended by itself' : `it ended with exit code ${end.code}`
    case 'signal':
      return `it was ended by the signal ${end.signal}`
    case 'timeout':
      return 'it ran longer than it may'
    case 'output':
      return 'it wrote more than it may'
    case 'processes':
      return 'it began more processes than it may'
    case 'cpu':
      return 'it used more processor time than it may'
    case 'stopped':
      return 'it was stopped'
    case 'failed':
      return `it could not be started. ${end.message.replace(/\.$/, '')}`
    default:
      return assertNever(end)
  }
}

import type { Failure } from '../../src-shared/domain/turn.ts'
import { ModelError } from '../models/model-client.ts'
import { RouteFailure } from '../platform/route-failure.ts'
import { DiskFullError } from '../store/database.ts'

/** Why a turn fails that was stopped by this error, in words for people. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ModelError) return { code: error.code, message: error.message }
  if (error instanceof DiskFullError) {
    const message = 'The disk is full. Free some space, then run it again; nothing that was saved is lost.'
    return { code: 'disk-full', message }
  }
  // Written for people: a folder that cannot be had, a repository that is none.
  if (error instanceof RouteFailure) return { code: 'internal', message: error.message }
  const message = 'Something went wrong inside Dormouse. The log has the details; try again.'
  return { code: 'internal', message }
}

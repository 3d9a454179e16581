import { lstat } from 'node:fs/promises'
import type { EffectClass } from '../../../../src-shared/domain/permission.ts'
import type { Operation } from '../../../permissions/operation.ts'
import type { CallPlace } from '../tool.ts'
import { fileRefusal } from '../tool-refusal.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { rememberJudged } from './judged-paths.ts'
import { locate, type LocatedPath } from './working-directory.ts'

/** One path of a call and what is done to it. */
export interface PathUse {
  readonly access: 'read' | 'write' | 'delete'
  readonly at: LocatedPath
}

/** The rooms that file tools need to judge a path. */
export type FileRooms = Pick<ToolRooms, 'home' | 'protectedPaths'>

/** What a call does to `uses`, for its judgement; they are remembered for its use. `mustAsk` is a reason beyond protection. */
export function pathOperation(
  input: object,
  words: string,
  uses: readonly PathUse[],
  { protectedPaths }: FileRooms,
  more: { readonly mustAsk?: string | null; readonly diff?: string | null } = {},
): Operation {
  const reasons = uses.map(({ access, at }) =>
    access === 'read' ? protectedPaths.whyNotRead(at.real) : protectedPaths.whyNotWrite(at.real),
  )
  rememberJudged(
    input,
    uses.map(({ at }) => at),
  )
  return {
    effects: [...new Set(uses.map(effectOf))],
    words,
    parts: uses.map(({ access, at }) => ({ kind: 'path', access, path: at.real })),
    mustAsk: reasons.find((reason) => reason !== null) ?? more.mustAsk ?? null,
    sends: false,
    // What changes a text is judged by that text, shown or not.
    isWhole: more.diff === undefined,
    ...(more.diff ? { diff: more.diff } : {}),
  }
}

function effectOf({ access, at }: PathUse): EffectClass {
  if (!at.inside) return 'outside'
  return access === 'read' ? 'read-inside' : 'write-inside'
}

/**
 * What reading `path` touches. Rejects with a `ToolRefusal` where inside the working directory there is nothing to read;
 * of what is outside, nothing is told before it is allowed.
 */
export async function readOperation(
  input: { readonly path?: string | undefined },
  place: CallPlace,
  rooms: FileRooms,
  verb = 'Read',
): Promise<Operation> {
  const at = await locate({ place, home: rooms.home }, input.path ?? '.')
  if (at.inside && !at.exists) {
    await lstat(at.real).catch((error: unknown) => {
      throw fileRefusal(error, at.shown)
    })
  }
  return pathOperation(input, `${verb} ${nameOf(at)}`, [{ access: 'read', at }], rooms)
}

/** A path in a sentence. */
export function nameOf({ shown }: LocatedPath): string {
  return shown === '.' ? 'the working directory' : shown
}

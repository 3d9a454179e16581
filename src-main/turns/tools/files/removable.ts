import type { CallPlace } from '../tool.ts'
import { ToolRefusal } from '../tool-refusal.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { isInside, type LocatedPath, rootOf } from './working-directory.ts'

/** Refuses to take away what everything else stands on: the working directory, the home, the data folder, what holds them. */
export async function requireRemovable(
  at: LocatedPath,
  place: CallPlace,
  { home, dataDir }: Pick<ToolRooms, 'home' | 'dataDir'>,
): Promise<void> {
  const root = await rootOf({ place, home })
  for (const [kept, is] of [
    [root, 'the working directory'],
    [home, 'the home folder'],
    [dataDir, 'Dormouse’s data folder'],
  ] as const) {
    if (isInside(at.real, kept))
      throw new ToolRefusal(
        `"${at.shown}" stays where it is: ${at.real === kept ? 'it is' : 'it holds'} ${is}.`,
      )
  }
}

import type { WebTools } from '../../../models/model-client.ts'
import type { CallPlace } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'

/** The web tools of the connection that a call works with; `null` where it has none, or is gone. */
export async function connectionWebTools(rooms: ToolRooms, place: CallPlace): Promise<WebTools | null> {
  try {
    return (await rooms.client(place)).webTools ?? null
  } catch {
    // Why there is no connection is said by the turn's own model call.
    return null
  }
}

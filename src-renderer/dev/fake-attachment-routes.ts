import { newId } from '../platform/new-id.ts'
import { fakeMediaType } from './branch-world.ts'
import type { FakeRoutes } from './fake-bridge.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'

/** The part of the fake main process that keeps files of messages and whole results. */
export function fakeAttachmentRoutes({ branchWorld }: World): FakeRoutes {
  return {
    'attachments.put': ({ name, data }) => {
      const mediaType = fakeMediaType(name)
      if (mediaType === null)
        throw new Refusal('bad_input', 'It is no picture (PNG, JPEG, GIF, WebP) and no PDF.')
      const blob = newId().replaceAll('-', '').padEnd(64, '0')
      branchWorld.blobs.set(blob, data)
      const kind = mediaType === 'application/pdf' ? 'document' : 'image'
      return { kind, mediaType, blob, bytes: Math.floor((data.length * 3) / 4), name }
    },
    'attachments.read': ({ blob }) => {
      const data = branchWorld.blobs.get(blob)
      if (data === undefined) throw new Refusal('not_found', 'The file is not kept any more.')
      return { data }
    },
    'attachments.open': () => ({}),
    'attachments.save': ({ name }) => ({ path: `/home/ana/Pictures/${name}` }),
    'results.read': ({ toolUseId, offset, limit }) => {
      const whole = branchWorld.results.get(toolUseId)
      if (whole === undefined) throw new Refusal('not_found', 'There is no such call.')
      const text = whole.slice(offset, offset + limit)
      return { text, nextOffset: offset + text.length, totalLength: whole.length }
    },
  }
}

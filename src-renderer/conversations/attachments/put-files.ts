import { attachmentLimits } from '../../../src-shared/domain/attachment-limits.ts'
import { mostAttachments } from '../../../src-shared/ipc/conversation-routes.ts'
import { formatBytes } from '../../components/format-bytes.ts'
import { toast } from '../../components/toast.ts'
import { newId } from '../../platform/new-id.ts'
import { call } from '../../transport/call.ts'
import { rememberPicture } from './attachment-data.ts'
import type { DraftFile } from './draft-file.ts'

/** Where the files of a draft are kept: the draft of a chat, or the editor of a message. */
export type ChangeFiles = (change: (files: readonly DraftFile[]) => readonly DraftFile[]) => void

/** Nothing larger is taken, so that it is not even read. A picture may be smaller still: the main process says so. */
const mostBytes = attachmentLimits.documentBytes

/**
 * Puts files beside the words: each shows at once, and is ready, or says why not, when its bytes were read and kept. Resolves
 * when the last one is.
 */
export async function putFiles(given: readonly File[], change: ChangeFiles): Promise<void> {
  let left = 0
  change((files) => {
    left = Math.max(0, mostAttachments - files.length)
    return files
  })
  if (given.length > left) toast(`One message takes ${mostAttachments} files at most.`, 'error')
  const files = given.slice(0, left).map((file) => ({ file, key: newId() }))
  change((before) => [
    ...before,
    ...files.map(({ file, key }) => ({
      key,
      name: file.name || 'pasted',
      bytes: file.size,
      picture: null,
      state: { kind: 'reading' as const },
    })),
  ])
  await Promise.all(
    files.map(async ({ file, key }) => {
      const put = await putFile(file)
      change((before) => before.map((one) => (one.key === key ? { ...one, ...put } : one)))
    }),
  )
}

async function putFile(file: File): Promise<Pick<DraftFile, 'picture' | 'state'>> {
  const failed = (message: string) => ({ picture: null, state: { kind: 'failed' as const, message } })
  if (file.size === 0) return failed('It is empty, or a folder.')
  if (file.size > mostBytes)
    return failed(`It is too large: ${formatBytes(file.size)}. At most ${formatBytes(mostBytes)} are taken.`)
  const url = await dataUrl(file)
  if (url === null) return failed('It could not be read.')
  const data = url.slice(url.indexOf(',') + 1)
  const result = await call('attachments.put', { name: file.name || 'pasted', data })
  if (!result.ok) return failed(result.error.message)
  const attachment = result.data
  // What it is was told by its bytes, not by its name.
  const picture = attachment.kind === 'image' ? `data:${attachment.mediaType};base64,${data}` : null
  if (picture !== null) rememberPicture(attachment.blob, picture)
  return { picture, state: { kind: 'ready', attachment } }
}

/** Read by the browser, away from the thread that draws. `null`: it is a folder, or gone. */
function dataUrl(file: File): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : null))
    reader.addEventListener('error', () => resolve(null))
    reader.readAsDataURL(file)
  })
}

import { attachmentLimits } from '../../../src-shared/domain/attachment-limits.ts'
import { formatBytes } from '../../../src-shared/domain/format-bytes.ts'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import { badInput } from '../../platform/route-failure.ts'
import type { FileBlobs } from '../../store/blob-store.ts'
import { attachmentKind } from './attachment-kind.ts'

const { files, totalBytes } = attachmentLimits

/**
 * Whether a message can carry these: they are kept, are what they are said to be, and are not too much together. Rejects with
 * `bad_input` in words. From here on no sweep removes them before the message had time to come.
 */
export async function checkAttachments(
  blobs: Pick<FileBlobs, 'claim' | 'read'>,
  attachments: readonly Attachment[],
): Promise<void> {
  if (attachments.length > files)
    throw badInput(`${attachments.length} files are attached, and ${files} are the most in one message.`)
  const sum = attachments.reduce((all, { bytes }) => all + bytes, 0)
  if (sum > totalBytes)
    throw badInput(
      `The attached files have ${formatBytes(sum)} together, and ${formatBytes(totalBytes)} are the most in one message.`,
    )
  // One after another, so that not all of them are in memory at once.
  for (const attachment of attachments) await check(blobs, attachment)
}

async function check(blobs: Pick<FileBlobs, 'claim' | 'read'>, attachment: Attachment): Promise<void> {
  const { blob, name } = attachment
  const bytes = (await blobs.claim(blob)) ? await blobs.read(blob) : null
  if (bytes === null) throw badInput(`“${name}” is not kept any more. Attach it again.`)
  const found = attachmentKind(bytes)
  const isSame = found?.kind === attachment.kind && found.mediaType === attachment.mediaType
  if (!isSame || bytes.length !== attachment.bytes)
    throw badInput(`“${name}” is not what it is said to be. Attach it again.`)
}

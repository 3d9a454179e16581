import type { Attachment } from '../../../src-shared/domain/tool-step.ts'

const endings: Readonly<Record<Attachment['mediaType'], readonly [string, ...string[]]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
}
const longest = 60
/** Windows opens devices by these. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/**
 * What a copy of an attachment is called on any disk. It ends as what it is, whatever it was called: the ending decides
 * which program opens it.
 */
export function copyName(name: string, mediaType: Attachment['mediaType']): string {
  const known = endings[mediaType]
  const dot = name.lastIndexOf('.')
  const given = name.slice(dot + 1).toLowerCase()
  const ending = dot > 0 && known.includes(given) ? given : known[0]
  const words = (given === ending ? name.slice(0, Math.max(dot, 0)) : name)
    .replaceAll(/[^\p{L}\p{M}\p{N} ._()-]+/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .replace(/^[ .-]+/, '')
  const stem = Array.from(words)
    .slice(0, longest)
    .join('')
    .replace(/[ .]+$/, '')
    .replace(deviceName, '_$1')
  return `${stem || 'File'}.${ending}`
}

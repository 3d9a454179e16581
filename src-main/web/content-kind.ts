/** How the body of an answer is read. `other`: it is not text. */
export type ContentKind = 'html' | 'text' | 'other'

const textTypes =
  /^(text\/|application\/(?:[\w.-]+\+)?(?:json|xml|javascript|ecmascript|yaml|toml|x-ndjson|x-sh|sql|graphql)$|application\/x-(?:yaml|javascript|httpd-php)$|image\/svg\+xml$)/

/** The media type of a `content-type` header in lower case, `''` where there is none, and its charset. */
export function readContentType(header: string | undefined): {
  readonly mediaType: string
  readonly charset: string | null
} {
  const [type = '', ...parameters] = (header ?? '').split(';')
  const charset = parameters
    .map((each) => /^\s*charset\s*=\s*"?([^"\s]+)/i.exec(each)?.[1])
    .find((each) => each !== undefined)
  return { mediaType: type.trim().toLowerCase(), charset: charset ?? null }
}

/** What a media type is; `null`: only the bytes can tell. */
export function kindOfType(mediaType: string): ContentKind | null {
  if (mediaType === '' || mediaType === 'application/octet-stream') return null
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml') return 'html'
  return textTypes.test(mediaType) ? 'text' : 'other'
}

/** What bytes without a telling type are, by their beginning. */
export function kindOfBytes(bytes: Uint8Array): ContentKind {
  const start = bytes.subarray(0, 1024)
  if (start.includes(0)) return 'other'
  return /^\s*(<!doctype html|<html)/i.test(new TextDecoder('latin1').decode(start)) ? 'html' : 'text'
}

/** What it is that cannot be read as text, for a model. */
export function otherContent(mediaType: string, bytes: number | null): string {
  const what = mediaType.startsWith('image/')
    ? 'an image'
    : mediaType === 'application/pdf'
      ? 'a PDF document'
      : mediaType.startsWith('audio/') || mediaType.startsWith('video/')
        ? 'a recording'
        : 'a file that is not text'
  const facts = [
    ...(/^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? [mediaType] : []),
    ...(bytes === null ? [] : [`${bytes} bytes`]),
  ]
  return `It is ${what}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}. web_fetch reads pages and text only.`
}

/**
 * What a message may carry, by what the Messages API takes (as of 2026-11-21): a picture of 5 MB as base64, which is a third
 * longer than its bytes, and 8000 pixels a side; a request of 32 MB, in which the words need room too, and documents of 600
 * pages, of which models with a small window take 100.
 */
export const attachmentLimits = {
  imageBytes: 3_932_160,
  imagePixels: 8000,
  documentBytes: 20_971_520,
  documentPages: 100,
  /** In one message. */
  files: 20,
  /** Of one message together. */
  totalBytes: 20_971_520,
} as const

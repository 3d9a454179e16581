import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Clock } from '../../../platform/clock.ts'
import type { ReadContext, ToolResult } from '../tool.ts'
import { ToolRefusal } from '../tool-refusal.ts'
import { pdfText } from './pdf-text.ts'
import type { LocatedPath } from './working-directory.ts'

const mostBytes = 50 * 1024 * 1024
const mostCharacters = 256 * 1024
const pagesAtOnce = 20
/** What a model takes as a document. */
const mostAttachedBytes = 10 * 1024 * 1024
const mostAttachedPages = 100

/** The pages that are asked for, counted from 1; without a word from the model the first twenty. */
export function pageRange(pages: string | undefined): { readonly first: number; readonly last: number } {
  if (pages === undefined) return { first: 1, last: pagesAtOnce }
  const [first = 1, last = first] = pages.split('-').map(Number)
  if (first < 1 || last < first)
    throw new ToolRefusal(`The pages "${pages}" are no range. Give them like 1-5.`)
  return { first, last }
}

/** The text of some pages; where one of them has none (a scan), also the PDF itself for the model, if it is not too long. */
export async function readPdf(
  at: LocatedPath,
  handle: FileHandle,
  pages: string | undefined,
  context: ReadContext,
  clock: Clock,
): Promise<ToolResult> {
  const { first, last } = pageRange(pages)
  const { size } = await handle.stat()
  if (size > mostBytes)
    throw new ToolRefusal(
      `"${at.shown}" is too large to be read: ${size} bytes, and ${mostBytes} are the most.`,
    )
  const bytes = await handle.readFile()
  const keeps = size <= mostAttachedBytes
  const { signal } = context
  const found = await pdfText(bytes, { first, last, most: mostCharacters }, { signal, clock, keeps })
  const about = `${at.shown} · ${size} bytes · PDF, ${found.pages} ${found.pages === 1 ? 'page' : 'pages'}`
  if (found.texts.length === 0) return { content: `${about}; there is no page ${first}`, isError: false }
  const reached = first + found.texts.length - 1
  const shown = found.texts.map((text, index) => `[Page ${first + index}]\n${text.trim() || '(no text)'}`)
  const header = `${about} · ${reached === first ? `page ${first}` : `pages ${first}–${reached}`}`
  const more =
    reached < found.pages
      ? [
          `[More follows. Continue with pages "${reached + 1}-${Math.min(found.pages, reached + pagesAtOnce)}".]`,
        ]
      : []
  const body = shown.join('\n')
  const text =
    body.length > mostCharacters
      ? `${body.slice(0, mostCharacters)}\n[The rest of these pages was cut.]`
      : body
  const content = (note: string): string => [`${header}${note}`, text, ...more].join('\n')
  if (found.texts.every((each) => each.trim() !== '')) return { content: content(''), isError: false }
  if (!keeps || found.pages > mostAttachedPages)
    return {
      content: content(' · some pages have no text, and it is too long to be looked at whole'),
      isError: false,
    }
  const document = await context.attach(bytes, {
    kind: 'document',
    mediaType: 'application/pdf',
    name: basename(at.shown),
  })
  return {
    content: content(' · some pages have no text, so the whole follows'),
    isError: false,
    attachments: [document],
  }
}

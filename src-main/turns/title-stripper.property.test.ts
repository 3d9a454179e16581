import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitTitle, takeTitle } from './split-title.ts'
import { createTitleStripper } from './title-stripper.ts'

const beginnings = [
  '<title>Blue buttons</title>\n',
  '<title>Blue buttons</title>\n\n',
  '\n <TITLE>Blue buttons</TITLE>  \r\n',
  '<title></title>',
  '<title>never closed\n',
  '<title>a < b</title>\n',
  '<titles>',
  '<',
  '</title>',
  '',
]
const rest = fc.oneof(
  fc.string(),
  fc.constantFrom('Here it is.', '    indented', '<title>again</title>', '- a\n- b', '', ' ', '</title>'),
)
const answer = fc.tuple(fc.constantFrom(...beginnings), rest).map((parts) => parts.join(''))

function cut(text: string, at: readonly number[]): string[] {
  const places = [0, ...at.map((place) => place % (text.length + 1)), text.length].toSorted((a, b) => a - b)
  return places.slice(1).map((to, i) => text.slice(places[i], to))
}

it('the title of an answer is taken off wherever its pieces are cut', () => {
  fc.assert(
    fc.property(answer, fc.array(fc.nat(), { maxLength: 12 }), (text, at) => {
      const strip = createTitleStripper()
      const shown = cut(text, at).map(strip).join('')
      const split = splitTitle(text)
      if (split.kind === 'title') expect(shown).toBe(split.rest.trim() === '' ? '' : split.rest)
      // What might still have become a title is not shown before it is known.
      else expect(shown).toBe(split.kind === 'open' ? '' : text)
    }),
    { numRuns: 2000 },
  )
})

it('what was streamed is what is committed', () => {
  fc.assert(
    fc.property(answer, (text) => {
      const shown = text.split('').map(createTitleStripper()).join('')
      const { content } = takeTitle([{ type: 'text', text }])
      const committed = content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (splitTitle(text).kind !== 'open') expect(shown.trim()).toBe(committed.trim())
    }),
  )
})

it('an answer without a title stays as it is', () => {
  for (const text of ['Hello.', '<titles>', '<title>one\ntwo</title>', `<title>${'x'.repeat(300)}</title>`])
    expect(takeTitle([{ type: 'text', text }])).toEqual({ content: [{ type: 'text', text }], title: null })
})

it('a title may have angle brackets in it', () => {
  const content = [{ type: 'text', text: '<title>Centre a <div> in <main></title>\nLike this.' }] as const
  expect(takeTitle(content)).toEqual({
    content: [{ type: 'text', text: 'Like this.' }],
    title: 'Centre a <div> in <main>',
  })
})

it('only the first words of an answer can be its title', () => {
  const thought = { type: 'thinking', thinking: 'Hm.', signature: 's' } as const
  const call = { type: 'tool_use', id: 'a', name: 'read_file', input: {} } as const
  expect(takeTitle([thought, { type: 'text', text: '<title>Notes</title>' }, call])).toEqual({
    content: [thought, call],
    title: 'Notes',
  })
  const later = { type: 'text', text: '<title>Page</title>' } as const
  const words = { type: 'text', text: 'Look:' } as const
  expect(takeTitle([words, later]).title).toBeNull()
})

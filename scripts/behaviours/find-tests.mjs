/** A test that is skipped, or only to be written one day, proves nothing. */
const unproving = /\.(?:skip|todo|fails|fixme)\b/
/** `it('…'`, `test.each(…)('…'`, `modelTest('…'`: the words before the bracket, the quote, the title. */
const titled = /\b((?:it|test|\w+Test)(?:\.\w+)*)(?:\([^()'"`]*\))?\(\s*(['"`])((?:\\.|(?!\2)[\s\S])*?)\2/g

/** The titles of the tests in a source file, in their order. */
export function testTitles(source) {
  return [...source.matchAll(titled)]
    .filter(([, callee = '']) => !unproving.test(callee))
    .map(([, , , title = '']) => title.replaceAll(/\\(['"`\\])/g, '$1'))
}

/** Whether a test's title is this sentence, or goes on from it. Case, quotes and marks are no difference. */
export function proves(title, sentence) {
  const [given, wanted] = [title, sentence].map(wordsOf)
  return given === wanted || given.startsWith(`${wanted} `)
}

function wordsOf(text) {
  return text
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/**
 * For each sentence the files that prove it, in their order.
 * `files`: `{ path, source }` of every test file. Returns `[{ room, sentences: [{ sentence, paths }] }]`.
 */
export function findTests(behaviours, files) {
  const titles = files.flatMap(({ path, source }) => testTitles(source).map((title) => ({ path, title })))
  return behaviours.map(({ room, sentences }) => ({
    room,
    sentences: sentences.map((sentence) => {
      const found = titles.filter(({ title }) => proves(title, sentence))
      return { sentence, paths: [...new Set(found.map(({ path }) => path))] }
    }),
  }))
}

import { expect, test } from 'vitest'
import { readHtml } from './read-html.ts'

const sentence = 'This is what the page is about, with commas, and it is long enough to be read. '
const paragraphs = `<p>${sentence.repeat(3)}</p>`.repeat(4)
const read = (body: string, head = '<title>Tea &amp; toast</title>') =>
  readHtml(
    `<!doctype html><html><head>${head}</head><body>${body}</body></html>`,
    'https://example.com/a/b.html',
  )

test('the readable part comes as Markdown, without what is around it', () => {
  const { title, text } = read(
    `<nav><a href="/">Home</a><a href="/x">More</a></nav><article><h2>How to</h2>${paragraphs}<ul><li>one</li><li>two</li></ul><pre><code>let x = 1</code></pre></article><footer>All rights</footer>`,
  )
  expect(title).toBe('Tea & toast')
  expect(text).toContain('## How to')
  expect(text).toContain('This is what the page is about')
  expect(text).toMatch(/-\s+one\n-\s+two/)
  expect(text).toContain('```\nlet x = 1\n```')
  expect(text).not.toContain('All rights')
})

test('scripts and hidden text are not read', () => {
  const { text } = read(
    `<article>${paragraphs}
     <script>stolen()</script><style>.x{}</style><noscript>BAD1</noscript><template>BAD2</template>
     <p hidden>BAD3</p><p style="color:red; display: none">BAD4</p><p style="visibility:hidden">BAD5</p>
     <div style="font-size:0">BAD6</div><span style="opacity:0">BAD7</span><span aria-hidden="true">BAD8</span>
     <!-- BAD9 --><p style="opacity: 0.5">faint</p></article>`,
  )
  expect(text).not.toMatch(/BAD|stolen/)
  expect(text).toContain('faint')
})

test('addresses are made whole, and those that are programs are dropped', () => {
  const { text } = read(
    `<article>${paragraphs}<p><a href="../c?d=1">rel</a> <a href="javascript:alert(1)">js</a> <a href="data:text/html,x">data</a></p></article>`,
  )
  expect(text).toContain('[rel](https://example.com/c?d=1)')
  expect(text).toMatch(/js data/)
  expect(text).not.toMatch(/javascript:|data:/)
})

test('of a picture only its words stay', () => {
  const { text } = read(
    `<article>${paragraphs}<p><img src="https://evil.test/?q=secret" alt="A cat"><img src="x.png"></p></article>`,
  )
  expect(text).toContain('Image: A cat')
  expect(text).not.toContain('evil.test')
})

test('a table is a table', () => {
  const { text } = read(
    `<article>${paragraphs}<table><thead><tr><th>Name</th><th>Size</th></tr></thead><tbody><tr><td>a|b</td><td>1<br>2</td></tr></tbody></table></article>`,
  )
  expect(text).toContain(String.raw`| Name | Size |
| --- | --- |
| a\|b | 1 2 |`)
})

test('a short page is given whole', () => {
  expect(read('<h1>Hi</h1><p>Short.</p>').text).toMatch(/Hi[\s\S]*Short\./)
})

test('broken HTML and none at all are read as far as they go', () => {
  expect(readHtml('<p>one<p>two<b>three', 'https://example.com/').text).toMatch(/one\s+two/)
  expect(readHtml('', 'https://example.com/').text).toBe('')
  expect(readHtml('just text', 'https://example.com/').text).toContain('just text')
})

import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { DiffView } from './diff-view.tsx'
import { parseDiff } from './parse-diff.ts'

afterEach(cleanup)
const diff = `===================
--- a/src/app.sql
+++ b/src/app.sql
@@ -3,4 +3,4 @@ CREATE TABLE t
 keep
--- a comment that looks like a file's name
+++ another one
 keep too
-last
\\ No newline at end of file
+last line
`

describe('parseDiff', () => {
  it('counts lines by the heads of its hunks, so that no content is taken for a file name', () => {
    const { files, added, removed, cut } = parseDiff(diff)
    expect([added, removed, cut]).toEqual([2, 2, false])
    expect(files.map((file) => file.name)).toEqual(['src/app.sql'])
    expect(
      files[0]?.hunks[0]?.lines.map(({ kind, before, after, text }) => [kind, before, after, text]),
    ).toEqual([
      ['same', 3, 3, 'keep'],
      ['removed', 4, null, "-- a comment that looks like a file's name"],
      ['added', null, 4, '++ another one'],
      ['same', 5, 5, 'keep too'],
      ['removed', 6, null, 'last'],
      ['added', null, 6, 'last line'],
    ])
    expect(files[0]?.hunks[0]?.lines.map((line) => line.unended)).toEqual([
      false,
      false,
      false,
      false,
      true,
      false,
    ])
  })

  it('tells several files apart, and says when it was cut', () => {
    const two = `--- /dev/null\n+++ b/new.md\n@@ -0,0 +1 @@\n+x\n--- a/old.md\n+++ /dev/null\n@@ -1,9 +0,0 @@\n-y\n…`
    const { files, added, removed, cut } = parseDiff(two)
    expect(files.map((file) => file.name)).toEqual(['new.md', 'old.md'])
    expect([added, removed, cut]).toEqual([1, 1, true])
  })

  it('reads what is no diff as nothing', () => {
    expect(parseDiff('hello\n+world\n')).toEqual({ files: [], added: 0, removed: 0, cut: false })
  })
})

describe('DiffView', () => {
  it('says in words what was added and removed, and shows markup and hidden characters as text', () => {
    render(<DiffView label="Changes of a" diff={'@@ -1 +1 @@\n-<b>\u202ea</b>\n+<script>x</script>\n'} />)
    const view = screen.getByRole('region', { name: 'Changes of a' })
    expect(within(view).getByText(/<b>⟨U\+202E⟩a<\/b>/).textContent).toBe('removed: <b>⟨U+202E⟩a</b>')
    expect(within(view).getByText(/<script>/).textContent).toBe('added: <script>x</script>')
    expect(view.querySelector('b, script')).toBeNull()
  })

  it('is capped, with a word on how much is left out', () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `+line ${index}`).join('\n')
    const { container } = render(<DiffView label="Changes" diff={`@@ -0,0 +1,5000 @@\n${lines}\n`} />)
    expect(screen.getByText('3,500 more lines are not shown.')).toBeDefined()
    expect(container.textContent).toContain('line 1499')
    expect(container.textContent).not.toContain('line 1500')
  })

  it('says that the rest of a diff that came cut is left out', () => {
    render(<DiffView label="Changes" diff={'@@ -1,9 +1,9 @@\n a\n…'} />)
    expect(screen.getByText('It is long: the rest is left out.')).toBeDefined()
  })
})

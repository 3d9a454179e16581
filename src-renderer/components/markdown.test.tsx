import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Markdown } from './markdown.tsx'
import { useLinkToOpen } from './open-link.ts'

beforeEach(() => useLinkToOpen.setState({ url: null }))
afterEach(cleanup)

describe('Markdown', () => {
  it('never loads an image: it names it', () => {
    const { container } = render(<Markdown text="![the plan](https://evil.example/pixel.png?secret=1)" />)
    expect(container.querySelector('img')).toBeNull()
    expect(container.textContent).toBe('the plan')
  })

  it('shows raw HTML as text', () => {
    const { container } = render(
      <Markdown text={'<img src=x onerror="alert(1)"><script>alert(1)</script>'} />,
    )
    expect(container.querySelector('img, script')).toBeNull()
    expect(container.textContent).toContain('<script>')
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vscode://x',
    '#here',
    'relative/path',
  ])('makes no link of %s', (address) => {
    render(<Markdown text={`[press me](<${address}>)`} />)
    expect(screen.queryByRole('link')).toBeNull()
    expect(screen.getByText('press me')).toBeDefined()
  })

  it('asks before a link opens, and shows where it goes', () => {
    render(<Markdown text="[docs](https://example.org/a)" />)
    // `fireEvent` gives what the browser asks: whether the link may be followed.
    expect(fireEvent.click(screen.getByRole('link', { name: 'docs' }))).toBe(false)
    expect(useLinkToOpen.getState().url).toBe('https://example.org/a')
  })

  it('shows tables and task lists', () => {
    render(<Markdown text={'| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] done thing'} />)
    expect(screen.getByRole('table')).toBeDefined()
    expect(screen.getByRole('img', { name: 'done' })).toBeDefined()
  })

  it('offers to copy a code block', () => {
    render(<Markdown text={'```\nnpm start\n```'} />)
    expect(screen.getByRole('button', { name: 'Copy' })).toBeDefined()
  })
})

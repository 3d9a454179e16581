import { describe, expect, it } from 'vitest'
import { markMath } from './mark-math.ts'

describe('markMath', () => {
  it.each([
    'It costs $5 and $6.',
    'From $5 to $10, or US$ 7.',
    'A `$x$` in code, and \\$escaped\\$.',
    '```sh\necho $HOME $PATH\n```',
    'An [a\\[0\\]](https://example.org) and \\(so on\\) here',
    'Nothing at all',
  ])('money and code are no formula: %s', (text) => {
    expect(markMath(text)).toBeNull()
  })

  it.each([
    ['Euler: $e^{i\\pi} = -1$.', 'Euler: $e^{i\\pi} = -1$.'],
    ['It costs $5, and $x^2$ grows.', 'It costs \\$5, and $x^2$ grows.'],
    ['$5 and $6\n\nand $x$', '\\$5 and \\$6\n\nand $x$'],
    ['so \\(x^2\\) is', 'so $x^2$ is'],
    ['\\[\nx = 1\n\\]', '$$\nx = 1\n$$'],
    ['$$x = 1$$', '$$\nx = 1\n$$'],
    ['- $$x$$ in a list', '- $$x$$ in a list'],
    ['$x$ and `$5`', '$x$ and `$5`'],
    ['```math\nx^2\n```\n\nfor $5', '```math\nx^2\n```\n\nfor \\$5'],
  ])('%j has a formula', (text, marked) => {
    expect(markMath(text)).toBe(marked)
  })

  it('a block of maths with an empty line in it is one block', () => {
    expect(markMath('$$\na\n\nb\n$$\n\nafter $5')).toBe('$$\na\n\nb\n$$\n\nafter \\$5')
  })
})

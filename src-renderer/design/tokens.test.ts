import { describe, expect, it } from 'vitest'
import css from './tokens.css?raw'

function tokenColours(name: string): readonly [light: string, dark: string] {
  const match = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css)
  if (!match?.[1] || !match[2]) throw new Error(`No colour token ${name}`)
  return [match[1], match[2]]
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((v) => (v <= 0.040_45 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['ground', 'ground-side', 'surface', 'surface-sunken', 'surface-raised', 'surface-bubble']
const ansiInks = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan'].map((name) => `ansi-${name}`)
const ansiGrounds = [...ansiInks, 'ansi-grey'].map((name) => `${name}-ground`)
const textPairs: readonly (readonly [text: string, ground: string])[] = [
  ...['ink', 'ink-soft', 'ink-faint', 'dusk-ink'].flatMap((text) => grounds.map((on) => [text, on] as const)),
  ['hazel-ink', 'hazel-soft'],
  ['hazel-ink', 'surface'],
  ['hazel-ink', 'ground'],
  ['hazel-ink', 'ground-side'],
  ['ink', 'hazel-soft'],
  ['ink-soft', 'hazel-soft'],
  ['dusk-ink', 'dusk-soft'],
  ['moss-ink', 'moss-soft'],
  ['moss-ink', 'surface'],
  ['berry-ink', 'berry-soft'],
  ['berry-ink', 'surface'],
  ['berry-ink', 'ground'],
  ['stone-ink', 'stone-soft'],
  ...[...ansiInks, 'ink', 'ink-soft'].flatMap((text) =>
    ['surface', 'surface-sunken', ...ansiGrounds].map((on) => [text, on] as const),
  ),
  ['ink', 'moss-soft'],
  ['ink', 'berry-soft'],
  ['ink-inverse', 'solid'],
  ['ink-inverse', 'solid-hover'],
  ['ink', 'found'],
  ['found-ink', 'found-here'],
]

describe('colour tokens', () => {
  it.each(textPairs)('%s on %s is readable (4.5:1) in both themes', (text, ground) => {
    const [textLight, textDark] = tokenColours(text)
    const [groundLight, groundDark] = tokenColours(ground)
    expect(contrast(textLight, groundLight)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(textDark, groundDark)).toBeGreaterThanOrEqual(4.5)
  })

  it.each([
    ['dusk', 'ground'],
    ['dusk', 'surface'],
    ['hazel', 'ground'],
    ['hazel', 'ground-side'],
    ['line-control', 'surface'],
  ])('%s on %s is visible as a mark or edge (3:1) in both themes', (mark, ground) => {
    const [markLight, markDark] = tokenColours(mark)
    const [groundLight, groundDark] = tokenColours(ground)
    expect(contrast(markLight, groundLight)).toBeGreaterThanOrEqual(3)
    expect(contrast(markDark, groundDark)).toBeGreaterThanOrEqual(3)
  })

  it('on-hazel text is readable on a hazel button in both themes', () => {
    const [light, dark] = tokenColours('on-hazel')
    const [hazelLight, hazelDark] = tokenColours('hazel')
    expect(contrast(light, hazelLight)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(dark, hazelDark)).toBeGreaterThanOrEqual(4.5)
  })
})

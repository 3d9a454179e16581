/** What a colour of a terminal is shown as: a token that is readable in both themes (`--ansi-…`), or a tone of ink. */
export type AnsiHue = 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'faint' | 'soft' | 'strong'

/** Black and white mean "dim" and "bright" to those who write for dark terminals. */
const named: Readonly<Record<string, AnsiHue>> = {
  black: 'soft',
  'bright-black': 'faint',
  white: 'soft',
  'bright-white': 'strong',
  red: 'red',
  green: 'green',
  yellow: 'yellow',
  blue: 'blue',
  magenta: 'magenta',
  cyan: 'cyan',
}

/** The colour of a class of Anser: `ansi-bright-red`, `ansi-palette-208`, `ansi-truecolor` with "r, g, b". */
export function ansiHue(className: string | null, truecolor: string | null): AnsiHue | null {
  if (className === null) return null
  if (className === 'ansi-truecolor') {
    const [r = 0, g = 0, b = 0] = (truecolor ?? '').split(',').map(Number)
    return nearestHue(r, g, b)
  }
  const name = className.replace(/^ansi-/, '')
  const palette = /^palette-(\d+)$/.exec(name)
  if (palette) return paletteHue(Number(palette[1]))
  return named[name] ?? named[name.replace('bright-', '')] ?? null
}

const levels = [0, 95, 135, 175, 215, 255]

/** The palette of 256: a cube of 6 × 6 × 6 from 16 on, then 24 greys. */
function paletteHue(index: number): AnsiHue {
  if (index >= 232) return nearestHue(...grey(8 + (index - 232) * 10))
  const at = index - 16
  const level = (part: number): number => levels[part % 6] ?? 0
  return nearestHue(level(Math.floor(at / 36)), level(Math.floor(at / 6)), level(at))
}

function grey(level: number): [number, number, number] {
  return [level, level, level]
}

function nearestHue(r: number, g: number, b: number): AnsiHue {
  const high = Math.max(r, g, b)
  const low = Math.min(r, g, b)
  if (high - low < 40) return high > 200 ? 'strong' : high > 110 ? 'soft' : 'faint'
  const turn =
    high === r ? (g - b) / (high - low) : high === g ? 2 + (b - r) / (high - low) : 4 + (r - g) / (high - low)
  const degrees = (turn * 60 + 360) % 360
  if (degrees < 20 || degrees >= 340) return 'red'
  if (degrees < 70) return 'yellow'
  if (degrees < 165) return 'green'
  if (degrees < 200) return 'cyan'
  return degrees < 262 ? 'blue' : 'magenta'
}

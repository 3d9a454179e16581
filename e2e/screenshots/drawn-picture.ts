import { crc32, deflateSync } from 'node:zlib'

type Colour = readonly [number, number, number]

const sky: readonly [Colour, Colour] = [
  [250, 214, 165],
  [226, 139, 110],
]
const hills: readonly { readonly height: number; readonly wave: number; readonly colour: Colour }[] = [
  { height: 0.58, wave: 0.011, colour: [151, 112, 139] },
  { height: 0.72, wave: 0.017, colour: [94, 82, 122] },
  { height: 0.86, wave: 0.008, colour: [52, 52, 84] },
]

/** A PNG of an evening over hills: a photo that needs no file in the repository. Base64. */
export function drawnPicture(width = 480, height = 320): string {
  const rows: Buffer[] = []
  for (let y = 0; y < height; y++) {
    const row = Buffer.alloc(1 + width * 3)
    for (let x = 0; x < width; x++) row.set(colourAt(x, y, width, height), 1 + x * 3)
    rows.push(row)
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // 8 bits of red, green and blue.
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const body = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND')]
  return Buffer.concat([signature, ...body]).toString('base64')
}

function colourAt(x: number, y: number, width: number, height: number): Colour {
  const nearest = hills.findLast(
    ({ height: level, wave }, index) => y > height * (level + 0.05 * Math.sin(x * wave + index * 2)),
  )
  if (nearest) return nearest.colour
  if (Math.hypot(x - width * 0.7, y - height * 0.38) < height * 0.11) return [255, 241, 214]
  const part = y / height
  const mixed = (channel: 0 | 1 | 2): number =>
    Math.round(sky[0][channel] * (1 - part) + sky[1][channel] * part)
  return [mixed(0), mixed(1), mixed(2)]
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body), body.length + 4)
  return whole
}

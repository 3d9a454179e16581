/** The chunk types of an ICNS file that hold PNG, by pixel size: for plain screens and for dense ones. */
const types = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
}

/** An ICNS file out of PNG pictures, each `{ size, png }`. */
export function encodeIcns(pictures) {
  const chunks = pictures.flatMap(({ size, png }) => types[size].map((type) => chunk(type, png)))
  return chunk('icns', Buffer.concat(chunks))
}

function chunk(type, content) {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(8 + content.length, 4)
  return Buffer.concat([head, content])
}

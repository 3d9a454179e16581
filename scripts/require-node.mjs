const OLDEST = [20, 18]

/** Throws with what to do when Node is older than the tools need. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    throw new Error(`Dormouse needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}.`)
  }
}

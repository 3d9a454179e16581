const PARTS = ['lint', 'unit', 'e2e']

/**
 * Reads the arguments of `npm test --`: `--only=lint|unit|e2e` runs one part, and what else is given goes to its runner
 * (`--only=e2e main-job`, `--only=unit src-main/store`). Returns `{ parts, rest }`. Throws if it makes no sense.
 */
export function testArguments(args) {
  const option = args.find((arg) => arg.startsWith('--only='))
  const rest = args.filter((arg) => arg !== option)
  const only = option?.slice('--only='.length)
  if (only !== undefined && !PARTS.includes(only)) throw new Error(`--only takes one of ${PARTS.join(', ')}.`)
  if (rest.length > 0 && (only === undefined || only === 'lint')) {
    throw new Error(`For which runner is "${rest.join(' ')}"? Add --only=unit or --only=e2e.`)
  }
  return { parts: only === undefined ? PARTS : [only], rest }
}

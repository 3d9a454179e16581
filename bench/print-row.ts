/** One line of a benchmark: our figure, the floor's or peer's of the same run, and the ratio of the two. */
export function printRow(
  what: string,
  unit: string,
  ours: number,
  floor: { readonly name: string; readonly value: number },
): void {
  const figure = (value: number): string => `${value.toFixed(Math.abs(value) < 10 ? 2 : 0)} ${unit}`
  const ratio = floor.value === 0 ? '–' : (ours / floor.value).toFixed(2)
  process.stdout.write(
    `${what.padEnd(36)} ${figure(ours).padStart(14)}   ${floor.name} ${figure(floor.value)}   ratio ${ratio}\n`,
  )
}

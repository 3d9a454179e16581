/** `1st`, `2nd`, `3rd`, `11th`, `22nd`. */
export function ordinalNumber(value: number): string {
  const tens = value % 100
  const suffix = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')
  return `${value}${suffix}`
}

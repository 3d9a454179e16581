import { visibleText } from './visible-text.ts'

/** The name of a tool's argument, for reading: `old_string` reads "old string". */
export function argumentName(name: string): string {
  return visibleText(name).replaceAll('_', ' ')
}

import { isAbsolute, relative, sep } from 'node:path'

/** A path as people read it: relative to the working directory where it is inside. */
export function shownPath(path: string, root: string): string {
  const inside = relative(root, path)
  const isInside = inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)
  return isInside ? inside : path
}

/** The same in a sentence: a name can hold line breaks and worse. */
export function inSentence(shown: string): string {
  return shown.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
}

/** The first of many names, and how many more there are. */
export function someOf(names: readonly string[], most: number): string {
  const rest = names.length - most
  const shown = names.slice(0, most).map(inSentence).join(', ')
  return rest > 0 ? `${shown} and ${rest.toLocaleString('en')} more` : shown
}

/* oxlint-disable no-control-regex -- Control characters are what terminal output is made of. */

/** Titles, links and other strings for the terminal itself, ended by BEL or ST. */
const strings = /\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?/g
/** Control sequences that set no colour: cursor movements, erasing, modes. */
const sequences = /\u001b\[(?:[0-?]*[ -/]*[@-ln-~]|[<=>?][0-?]*[ -/]*m|[0-?]*[ -/]+m)/g
/** A sequence that the text ends in the middle of. */
const unfinished = /\u001b(?:\[[0-?]*[ -/]*)?$/
const shortEscapes = /\u001b[ -/]*[0-OQ-WYZ\\`-~]/g
const colours = /\u001b\[([\d:;]*)m/g
/** All other control characters, an escape that begins nothing among them. */
const controls = /[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]|\u001b(?!\[[\d;]*m)/g
/** A character and the backspace behind it. */
const struck = /[^\u0008\u001b]\u0008/g

/** One line of terminal output with only its text, its tabs and its colours (`ESC [ … m`, with semicolons). */
export function cleanTerminal(line: string): string {
  if (!/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(line)) return line
  return withoutStruck(line)
    .replace(strings, '')
    .replace(sequences, '')
    .replace(unfinished, '')
    .replace(shortEscapes, '')
    .replace(colours, (_all, codes: string) => `\u001b[${withSemicolons(codes)}m`)
    .replace(controls, '')
}

/** Several backspaces go back several characters. */
function withoutStruck(line: string): string {
  let text = line
  for (let shorter = text.replace(struck, ''); shorter !== text; shorter = text.replace(struck, ''))
    text = shorter
  return text
}

/** The newer way to write colours, `38:2::r:g:b`, has a place for a colour space, which is empty. */
function withSemicolons(codes: string): string {
  return codes
    .replaceAll(/([34]8):2::/g, '$1;2;')
    .replaceAll(/\b4:\d+/g, '4')
    .replaceAll(':', ';')
}

/** The same without its colours: what is copied. */
export function plainTerminal(text: string): string {
  return cleanTerminal(text).replace(colours, '')
}

/** What a line came to that was written over by carriage returns; the colours that were set on the way stay. */
export function overwritten(line: string): string {
  const end = line.endsWith('\r') ? line.length - 1 : line.length
  const at = line.lastIndexOf('\r', end - 1)
  if (at === -1) return line
  const before = line.slice(0, at).match(colours) ?? []
  const reset = before.findLastIndex((one) => one === '\u001b[m' || one === '\u001b[0m')
  return before.slice(Math.max(0, reset)).join('') + line.slice(at + 1)
}

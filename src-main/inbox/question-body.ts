import type { Question } from '../../src-shared/domain/question.ts'

/** The longest of each part of a notification, in characters. */
const longestPrompt = 300
const longestPart = 200
/** So many options have buttons of their own. */
const mostButtons = 4

/**
 * What the notification of a question says, to answer by from a lock screen: the prompt, why a call is not simply done, the
 * account. Each begins a line of its own. `isCut`: not all of what is asked is in it, so it is nothing to allow a call by;
 * its end says so.
 */
export function questionBody(question: Question): { readonly body: string; readonly isCut: boolean } {
  const { prompt, account, confirm } = question
  const asked = shorten(prompt, longestPrompt)
  const beside = [optionsOf(question), confirm?.why ?? '', ...account.split('\n')]
  const lines = [asked.text, ...beside.map((part) => shorten(part, longestPart).text)]
  // A file's new text is no part of the prompt, nor what a new schedule will do; and what was too long was cut there already.
  const isPart = confirm && (confirm.isWhole !== true || confirm.diff !== null || prompt.includes('…'))
  const isCut = asked.isCut || isPart === true
  if (confirm && isCut) lines.push('Open it to see all of what it would do…')
  return { body: lines.filter((line) => line !== '').join('\n'), isCut }
}

/** The options that have no button, with the numbers to answer by. */
function optionsOf({ kind, options = [], multiple = false }: Question): string {
  if (kind !== 'choice' || (!multiple && options.length <= mostButtons)) return ''
  return options.map((option, i) => `${i + 1} ${option}`).join(' · ')
}

/** `text` in one line of at most `longest` characters. */
export function shorten(text: string, longest: number): { readonly text: string; readonly isCut: boolean } {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  if (line.length <= longest) return { text: line, isCut: false }
  // Half of a surrogate pair is no character.
  return { text: `${line.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`, isCut: true }
}

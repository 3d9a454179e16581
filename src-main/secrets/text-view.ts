/** A text without what a reader of it would not see as a part of a word: `at` is where a character stands in the whole. */
export interface TextView {
  readonly text: string
  at(index: number): number
}

/** Colours of a terminal: "grep --color" puts them into the middle of what it found. */
// oxlint-disable-next-line no-control-regex -- it is what it is for
const colours = /\u001b\[[0-?]*[ -/]*[@-~]/g
/** And the end of a line that goes on in the next one, as base64 and xxd write what is long. */
// oxlint-disable-next-line no-control-regex
const coloursAndWraps = /\u001b\[[0-?]*[ -/]*[@-~]|(?<=[\w+/=-])\r?\n(?=[\w+/-])/g
// oxlint-disable-next-line no-control-regex
const begunColour = /\u001b(?:\[[0-?]{0,64}[ -/]{0,8})?$/
// oxlint-disable-next-line no-control-regex
const begunColourOrWrap = /(?:\u001b(?:\[[0-?]{0,64}[ -/]{0,8})?|\r?\n|\r)$/

export function wholeView(text: string): TextView {
  return { text, at: (index) => index }
}

/** `isOpen`: more may follow, so what has only begun at the end is left out too. */
export function withoutColours(text: string, isOpen: boolean): TextView {
  return text.includes('\u001b') ? viewWithout(text, colours, isOpen ? begunColour : null) : wholeView(text)
}

export function withoutWraps(text: string, isOpen: boolean): TextView {
  return viewWithout(text, coloursAndWraps, isOpen ? begunColourOrWrap : null)
}

function viewWithout(text: string, what: RegExp, atEnd: RegExp | null): TextView {
  // What can have begun is short; a look at more would be as slow as the text is long.
  const tail = text.slice(-100)
  const end = text.length - (atEnd?.exec(tail)?.[0].length ?? 0)
  // Where each piece that stays begins, in the view and in the whole.
  const starts: number[] = [0]
  const origins: number[] = [0]
  const pieces: string[] = []
  let from = 0
  let length = 0
  for (const match of text.slice(0, end).matchAll(what)) {
    pieces.push(text.slice(from, match.index))
    length += match.index - from
    from = match.index + match[0].length
    starts.push(length)
    origins.push(from)
  }
  pieces.push(text.slice(from, end))
  return {
    text: pieces.join(''),
    at(index) {
      let low = 0
      for (let high = starts.length - 1; low < high;) {
        const middle = (low + high + 1) >> 1
        if ((starts[middle] ?? 0) <= index) low = middle
        else high = middle - 1
      }
      return (origins[low] ?? 0) + index - (starts[low] ?? 0)
    },
  }
}

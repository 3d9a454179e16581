/** Something that stands in a message as data: a notice, an earlier result, how a turn ended. */
export interface LabelledData {
  readonly tag: string
  readonly text: string
}

export interface OwnWords {
  /** What the user, or the user's instruction for a run, says. */
  readonly words: string
  /** Whether it is the message of a run. */
  readonly isRun: boolean
  readonly data: readonly LabelledData[]
}

// The outermost label wins, so that a label inside of data is part of that data.
const labels =
  /<(notice|answer|previous-result|turn-outcome|context|conversation-so-far|under-way|tool-result)\b[^>]*?(?:\/>|>([\s\S]*?)<\/\1>)/g

/** What stands in the place of pictures and documents, or names them. */
const attachments = /^\[(?:Picture|Document)\b[^[\]\n]*\]$/gm

/**
 * Parts a user message into the words to obey and the labelled data, which is never obeyed. In the message of a run
 * the words are what stands between `<instruction>` and its end; the rest of the envelope only says when and why.
 */
export function ownWords(text: string): OwnWords {
  const data: LabelledData[] = []
  const plain = text
    .replace(labels, (_whole, tag: string, inside: string | undefined) => {
      if (inside !== undefined) data.push({ tag, text: inside.trim() })
      return ''
    })
    .replace(attachments, '')
  const from = plain.indexOf('<instruction>')
  const to = plain.lastIndexOf('</instruction>')
  const isRun = from >= 0 && to > from
  const words = isRun ? plain.slice(from + '<instruction>'.length, to) : plain
  return { words: words.trim(), isRun, data }
}

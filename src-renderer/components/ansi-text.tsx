import { classNames } from './class-names.ts'
import type { AnsiSpan } from './parse-ansi.ts'
import styles from './ansi-text.module.css'

/** A line of a terminal's output, coloured by classes: its text is only ever text. */
export function AnsiText({ spans }: { readonly spans: readonly AnsiSpan[] }) {
  return spans.map(({ text, ink, ground, marks }, index) => {
    if (ink === null && ground === null && marks.length === 0) return text
    const reverse = marks.includes('reverse')
    return (
      <span
        // The spans of a line keep their places.
        key={index}
        className={classNames(
          ...(reverse ? reversed(ink) : [ink && styles[ink], ground && styles[`${ground}-ground`]]),
          ...marks.map((mark) => styles[mark]),
        )}
      >
        {text}
      </span>
    )
  })
}

/** With ink and ground exchanged: the colour is the ground, and the text is what is readable on it. */
function reversed(ink: AnsiSpan['ink']): (string | undefined)[] {
  return [styles['strong'], styles[`${ink ?? 'soft'}-ground`]]
}

const count = String.raw`(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|half an|a couple of|a few)`
const unit = '(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?)'
const weekday = '(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?s?'
const clockTime = String.raw`(?:noon|midnight|midday|\d{1,2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?o'clock)?)`
const atTime = String.raw`(?:\s+(?:at|around)\s+${clockTime}(?:(?:,|\s+and)\s+(?:at\s+)?${clockTime})*)`
const part = String.raw`(?:\s+(?:in the )?(?:morning|afternoon|evening|night))`
const date = String.raw`(?:\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:january|february|march|april|may|june|july|august|september|october|november|december)|(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2}(?:st|nd|rd|th)?)(?:,?\s+\d{4})?`
const someDay = String.raw`(?:today|tonight|tomorrow|(?:on\s+|next\s+|this\s+)?${weekday}|(?:on\s+)?(?:the\s+)?${date})`
const everyWhat = String.raw`(?:other\s+|second\s+|${count}\s+)?(?:${unit}|working day|weekdays?|weekends?|morning|afternoon|evening|night|${weekday}(?:(?:,\s*|\s+and\s+|,\s*and\s+)${weekday})*)`
const of = String.raw`(?:\s+of\s+(?:the|every|each)\s+month)`

/** From the most telling to the least: the first that is found is taken. */
const phrases = [
  String.raw`(?:on\s+)?(?:the\s+)?\d{1,2}(?:st|nd|rd|th)${of}${atTime}?`,
  String.raw`(?:every|each)\s+${everyWhat}${part}?${atTime}?${part}?`,
  // Alone it may be a name: "daily report".
  String.raw`(?:hourly|daily|weekly|monthly)(?:${atTime}|(?=\s*[,:.]|\s*$))`,
  String.raw`(?:on\s+)?(?:weekdays|weekends)${atTime}?`,
  String.raw`in\s+${count}\s+${unit}(?:\s+and\s+${count}\s+${unit})?`,
  String.raw`${someDay}${part}?${atTime}?${part}?`,
  String.raw`at\s+${clockTime}${part}?(?:\s+${someDay})?`,
].map((source) => new RegExp(String.raw`(?<![\p{L}\d])${source}(?![\p{L}\d])`, 'iu'))

export interface WhenPhrase {
  readonly when: string
  /** The sentence without it. */
  readonly rest: string
  readonly place: 'start' | 'middle' | 'end'
  /** Whether it says that something comes again, or is otherwise never said of the present. */
  readonly isPlain: boolean
}

/** The words in a sentence that say when, as the scheduler reads them; null when there are none. */
export function whenPhrase(sentence: string): WhenPhrase | null {
  for (const [rank, pattern] of phrases.entries()) {
    const match = pattern.exec(sentence)
    if (match === null) continue
    const before = sentence.slice(0, match.index).trim()
    const after = sentence.slice(match.index + match[0].length).trim()
    const place = before === '' ? 'start' : after.replace(/[.!]+$/, '') === '' ? 'end' : 'middle'
    const rest = `${before} ${after.replace(/^[,:]\s*/, '')}`.trim()
    return { when: match[0].trim(), rest, place, isPlain: rank <= 4 }
  }
  return null
}

import { quoted } from './quoted.ts'
import { whenPhrase } from './when-phrase.ts'

export type ScheduleWish =
  | {
      readonly kind: 'make'
      readonly title: string
      readonly when: string
      readonly remind: string | null
      readonly instruction: string | null
    }
  | { readonly kind: 'no-time'; readonly what: string }
  | { readonly kind: 'list' }
  | { readonly kind: 'cancel'; readonly name: string }

const longestTitle = 60
const remind = /\b(?:remind(?:er)?|nudge|wake)\b/i

/**
 * What an instruction wants of the schedules, or null when it is about something else. In a run a time alone is not
 * enough: its instruction may say again when it runs, and a schedule must not breed.
 */
export function scheduleWish(words: string, { isRun }: { readonly isRun: boolean }): ScheduleWish | null {
  const sentence = words
    .replace(/\s+/g, ' ')
    .replace(/^(?:please|hey|ok(?:ay)?|can you|could you)[,:]?\s+/i, '')
    .trim()
  const cancel =
    /^(?:cancel|remove|delete|stop|drop)\s+(?:(?:the|my|this|that)\s+)?(?:(?:schedule|reminder|task)\b\s*(?:named|called|for|about|to)?\s*[:]?\s*(.*)|(.+?)\s+(?:schedule|reminder))[.!]?$/i.exec(
      sentence,
    )
  if (cancel !== null) {
    const name = cancel[1] ?? cancel[2] ?? ''
    return { kind: 'cancel', name: (quoted(name) ?? name).replace(/[.!?]+$/, '').trim() }
  }
  if (
    /\b(?:list|show|what are|which are|tell me)\b.*\b(?:schedules|reminders)\b|\bwhat(?:'s| is) (?:planned|scheduled)\b/i.test(
      sentence,
    )
  ) {
    return { kind: 'list' }
  }
  const time = whenPhrase(sentence)
  const isReminder = remind.test(sentence)
  if (time === null) {
    return isReminder && /^remind me\b|^set a reminder\b/i.test(sentence)
      ? { kind: 'no-time', what: sentence }
      : null
  }
  const isAsked = /^(?:schedule|set up|plan)\b/i.test(sentence)
  if (!isReminder && !isAsked && isRun) return null
  if (!isReminder && !isAsked && !(time.place === 'start' || (time.place === 'end' && time.isPlain)))
    return null
  const what = withoutOpening(time.rest)
  // "Tomorrow is a holiday" tells something; there is nothing to do in it.
  if (what === '' || /^(?:is|was|are|were|will|has|had)\b/i.test(what)) return null
  // At the beginning of a sentence it stands with a capital, which is no part of it.
  const when = `${time.when.charAt(0).toLowerCase()}${time.when.slice(1)}`
  return isReminder
    ? { kind: 'make', title: titleOf(what), when, remind: capital(what), instruction: null }
    : { kind: 'make', title: titleOf(what), when, remind: null, instruction: capital(what) }
}

function withoutOpening(rest: string): string {
  return rest
    .replace(/^(?:schedule|set up|plan)\b(?:\s+(?:a|the)\s+(?:task|run|schedule|job))?\s*[:,]?\s*/i, '')
    .replace(/^(?:set|make|create|add)\s+(?:me\s+)?an?\s+reminder\b\s*[:,]?\s*/i, '')
    .replace(/^(?:please\s+)?(?:remind|nudge|wake)\s+(?:me|us)(?:\s+up)?\b\s*[:,]?\s*/i, '')
    .replace(/^(?:to|that|about|of|and)\s+/i, '')
    .replace(/[\s.!,]+$/, '')
    .trim()
}

function titleOf(what: string): string {
  const line = capital(what)
  return line.length > longestTitle ? `${line.slice(0, longestTitle - 1).trimEnd()}…` : line
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

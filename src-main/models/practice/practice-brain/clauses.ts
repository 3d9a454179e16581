import { outsideQuotes } from './quoted.ts'

const verbs =
  'ask|tell|show|say|give|summari[sz]e|read|open|list|count|find|search|look|notify|alert|write|save|create|run|execute|fetch|replace|rename|move|delete|greet|report|describe|check'
const ends = new RegExp(
  [
    String.raw`\s*[;\n]+\s*`,
    String.raw`[.!](?=\s|$)\s*`,
    String.raw`\s*,?\s+(?:and\s+)?(?:then|afterwards|after that)[,:]?\s+`,
    String.raw`^\s*(?:then|first|finally|next)[,:]?\s+`,
    String.raw`\s*,?\s+and\s+(?=(?:${verbs})\b)`,
    String.raw`\s*,\s*(?=(?:${verbs})\b)`,
  ].join('|'),
  'gi',
)

/** An instruction in its parts, one for each thing to do. What stands in quotation marks is never parted. */
export function clauses(instruction: string): string[] {
  return outsideQuotes(instruction, (text) => text.split(ends))
    .map((clause) =>
      clause.replace(/^(?:(?:please|then|first|finally|next|also|and)\b[,:]?\s*)+/i, '').trim(),
    )
    .filter((clause) => clause !== '')
}

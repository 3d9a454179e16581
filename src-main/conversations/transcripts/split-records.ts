/** A value of the file: of a key of its object, or one of the list that stands there. JSON text. */
export interface RawRecord {
  readonly key: string
  readonly inList: boolean
  readonly text: string
}

/** The text is no JSON object whose values are lists and simple values, or one record is too long or too deep. */
export class SplitFailure extends Error {
  override readonly name = 'SplitFailure'
}

const longest = 16 * 1024 * 1024
const deepest = 200

type Where = 'start' | 'key' | 'colon' | 'value' | 'element' | 'after-value' | 'after-element' | 'end'

const isBlank = (character: string): boolean =>
  character === ' ' || character === '\n' || character === '\r' || character === '\t'

/**
 * Cuts the text of a large JSON object into its values, and its lists into their elements, so that none but the one that is
 * being read is in memory. The text comes in pieces, cut anywhere. Only what it cuts at is checked: each record is parsed by
 * the caller. `push` and `end` throw `SplitFailure`.
 */
export function createRecordSplitter(): {
  push(piece: string): RawRecord[]
  end(): void
} {
  let where: Where = 'start'
  let key = ''
  let text = ''
  /** Inside the value that is being read. */
  let depth = 0
  let inString = false
  let isEscaped = false

  /** How far the value goes in this piece; -1: beyond it. A simple value ends before what follows it. */
  const endOfValue = (piece: string, from: number): number => {
    for (let at = from; at < piece.length; at += 1) {
      const character = piece[at] ?? ''
      if (inString) {
        if (isEscaped) isEscaped = false
        else if (character === '\\') isEscaped = true
        else if (character === '"') {
          inString = false
          if (depth === 0) return at + 1
        }
      } else if (character === '"') inString = true
      else if (character === '{' || character === '[') {
        depth += 1
        if (depth > deepest) throw new SplitFailure('too deep')
      } else if (character === '}' || character === ']') {
        if (depth === 0) return at
        depth -= 1
        if (depth === 0) return at + 1
      } else if (depth === 0 && (character === ',' || isBlank(character))) return at
    }
    return -1
  }

  const afterToken = (character: string): Where => {
    switch (where) {
      case 'start':
        if (character === '{') return 'key'
        break
      case 'colon':
        if (character === ':') return 'value'
        break
      case 'after-value':
        if (character === ',') return 'key'
        if (character === '}') return 'end'
        break
      case 'after-element':
        if (character === ',') return 'element'
        if (character === ']') return 'after-value'
        break
      default:
    }
    throw new SplitFailure('not as expected')
  }

  return {
    push(piece) {
      const records: RawRecord[] = []
      let at = 0
      while (at < piece.length) {
        const character = piece[at] ?? ''
        if (text === '' && isBlank(character)) {
          at += 1
          continue
        }
        if (where !== 'key' && where !== 'value' && where !== 'element') {
          where = afterToken(character)
          at += 1
          continue
        }
        if (text === '' && where === 'value' && character === '[') {
          where = 'element'
          at += 1
          continue
        }
        if (text === '' && where === 'element' && character === ']') {
          where = 'after-value'
          at += 1
          continue
        }
        if (text === '' && where === 'key' && character !== '"') throw new SplitFailure('no key')
        const end = endOfValue(piece, at)
        text += piece.slice(at, end === -1 ? piece.length : end)
        if (text.length > longest) throw new SplitFailure('too long')
        if (end === -1) break
        if (text === '') throw new SplitFailure('no value')
        if (where === 'key') {
          key = text.slice(1, -1)
          where = 'colon'
        } else {
          records.push({ key, inList: where === 'element', text })
          where = where === 'element' ? 'after-element' : 'after-value'
        }
        text = ''
        at = end
      }
      return records
    },
    end() {
      if (where !== 'end') throw new SplitFailure('cut off')
    },
  }
}

import type { MessagesRequest, PracticeMessage } from '../messages-request.ts'
import { textOf } from '../request-text.ts'
import { ownWords, type LabelledData } from './own-words.ts'

/** A tool call of this turn that has its result. */
export interface DoneStep {
  readonly name: string
  readonly input: unknown
  readonly text: string
  readonly isError: boolean
}

export interface Exchange {
  readonly asked: string
  readonly answered: string
}

/** What the practice model knows: what stands in the request, and nothing else. */
export interface PracticeTurn {
  readonly words: string
  /** Whether the words are the instruction of a run. */
  readonly isRun: boolean
  readonly data: readonly LabelledData[]
  /** In the order in which the calls were made. */
  readonly steps: readonly DoneStep[]
  /** What was said before in this session, oldest first; exchanges without an answer have an empty one. */
  readonly earlier: readonly Exchange[]
  readonly tools: ReadonlySet<string>
}

/** Reads a request: the newest message with words of the user is what is to be done now. */
export function practiceTurn(request: MessagesRequest): PracticeTurn {
  const spoken = request.messages.flatMap((message, index) => {
    if (message.role !== 'user') return []
    const own = ownWords(textOf(message))
    return own.words === '' ? [] : [{ index, ...own }]
  })
  const current = spoken.at(-1) ?? { index: 0, words: '', isRun: false, data: [] }
  return {
    words: current.words,
    isRun: current.isRun,
    data: current.data,
    steps: doneSteps(request.messages.slice(current.index)),
    earlier: spoken.slice(0, -1).map(({ index, words }, position) => ({
      asked: words,
      answered: lastAnswer(request.messages.slice(index, spoken[position + 1]?.index)),
    })),
    tools: new Set(request.tools.map((tool) => tool.name)),
  }
}

function lastAnswer(messages: readonly PracticeMessage[]): string {
  const texts = messages.flatMap((message) => (message.role === 'assistant' ? [textOf(message)] : []))
  return texts.findLast((text) => text !== '') ?? ''
}

function doneSteps(messages: readonly PracticeMessage[]): DoneStep[] {
  const blocks = messages.flatMap((message) => message.content)
  const results = new Map(
    blocks.flatMap((block) => (block.type === 'tool_result' ? [[block.toolUseId, block]] : [])),
  )
  return blocks.flatMap((block) => {
    if (block.type !== 'tool_use') return []
    const result = results.get(block.id)
    return result === undefined
      ? []
      : [{ name: block.name, input: block.input, text: result.text, isError: result.isError }]
  })
}

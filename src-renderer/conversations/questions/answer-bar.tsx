import type { Ref } from 'react'
import { AnswerChip } from './answer-chip.tsx'
import type { Answering } from './answering.ts'
import { QuestionPicker } from './question-picker.tsx'

interface AnswerBarProps {
  readonly target: Answering
  /** What is written, in which a choice of several shows what is chosen. */
  readonly text: string
  /** The questions to pick from, for the focus. */
  readonly list: Ref<HTMLUListElement>
  onPick(questionId: string): void
  onMessage(): void
  onOption(option: string): void
}

/** Says above the composer what a message will answer, and lets the user choose. */
export function AnswerBar({ target, text, list, onPick, onMessage, onOption }: AnswerBarProps) {
  switch (target.kind) {
    case 'message':
      return null
    case 'pick':
      return <QuestionPicker questions={target.questions} list={list} onPick={onPick} onMessage={onMessage} />
    case 'question':
      return <AnswerChip question={target.question} text={text} onMessage={onMessage} onOption={onOption} />
  }
}

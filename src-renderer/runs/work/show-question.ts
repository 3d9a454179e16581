/** The id of the element that shows a question on the page of its run. */
export function questionElementId(questionId: string): string {
  return `question-${questionId}`
}

/** Brings a question of this page into view, with the focus on what answers it. */
export function showQuestion(questionId: string): void {
  const element = document.getElementById(questionElementId(questionId))
  element?.scrollIntoView({ block: 'center' })
  const answering = ['[data-answer]', 'textarea, input', 'button']
    .map((selector) => element?.querySelector<HTMLElement>(selector))
    .find((one) => one != null)
  answering?.focus({ preventScroll: true })
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/** Moves the focus among the buttons of a group with the arrow keys, around the ends; says whether the key was one. */
export function moveAmongOptions(key: string, group: HTMLElement | null): boolean {
  const step = steps[key]
  if (step === undefined || !group) return false
  const buttons = [...group.querySelectorAll('button')]
  const at = buttons.findIndex((button) => button === document.activeElement)
  buttons[(at + step + buttons.length) % buttons.length]?.focus()
  return true
}

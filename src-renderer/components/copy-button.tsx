import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { after } from '../platform/after.ts'
import { Button } from './button.tsx'

interface CopyButtonProps {
  /** The accessible name while the words are short: "Copy the branch’s name". */
  readonly label: string
  /** What is copied; asked for when the button is pressed. `null`: there is nothing, and somebody else said why. */
  text(): string | null | Promise<string | null>
}

const saidMs = 1600

/** Copies a text, and says for a moment that it did. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'busy' | 'copied'>('idle')
  useEffect(() => (state === 'copied' ? after(saidMs, () => setState('idle')) : undefined), [state])
  const copy = async (): Promise<void> => {
    setState('busy')
    const found = await text()
    if (found !== null) await navigator.clipboard.writeText(found)
    setState(found === null ? 'idle' : 'copied')
  }
  return (
    <Button
      size="s"
      variant="quiet"
      busy={state === 'busy'}
      icon={state === 'copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      aria-label={state === 'copied' ? 'Copied' : label}
      title={label}
      onClick={() => void copy()}
    >
      {state === 'copied' ? 'Copied' : 'Copy'}
    </Button>
  )
}

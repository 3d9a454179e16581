import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from '../../components/icon-button.tsx'
import { toast } from '../../components/toast.ts'
import { after } from '../../platform/after.ts'

interface CopyIconProps {
  readonly label: string
  text(): string
}

const saidMs = 1600

/** Copies a message, and says for a moment that it did. */
export function CopyIcon({ label, text }: CopyIconProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => (copied ? after(saidMs, () => setCopied(false)) : undefined), [copied])
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text())
      setCopied(true)
    } catch {
      toast('The clipboard did not take it. Mark the words and copy them instead.', 'error')
    }
  }
  return (
    <IconButton
      label={copied ? 'Copied' : label}
      size="s"
      icon={copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      onClick={() => void copy()}
    />
  )
}

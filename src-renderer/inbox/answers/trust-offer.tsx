import { ShieldCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Question } from '../../../src-shared/domain/question.ts'
import type { Source } from '../../../src-shared/domain/permission.ts'
import { Button } from '../../components/button.tsx'
import { toastError } from '../../components/toast.ts'
import { sourceKeyWords } from '../../permissions/read-source.ts'
import { type TrustOwner, trustableKeys, trustOwner, trustSource } from '../../permissions/trust-source.ts'
import styles from './confirm-answer.module.css'

interface TrustOfferProps {
  readonly question: Question
  readonly sources: readonly Source[]
}

/** Ways to trust what was read from here on. The question itself stays, and is answered as any other. */
export function TrustOffer({ question, sources }: TrustOfferProps) {
  const { runId, conversationId } = question
  const [owner, setOwner] = useState<TrustOwner | null>(null)
  useEffect(() => {
    let current = true
    void trustOwner({ runId, conversationId }).then((found) => current && setOwner(found))
    return () => {
      current = false
    }
  }, [runId, conversationId])
  const keys = trustableKeys(sources)
  if (owner === null || keys.length === 0) return null
  return (
    <div className={styles['trust']}>
      {keys.map((key) => (
        <TrustButton key={key} owner={owner} source={key} />
      ))}
      <p className={styles['consequence']}>
        {owner.kind === 'schedule'
          ? 'What comes from a trusted source is no reason to ask any more, from this schedule’s next run on.'
          : 'What comes from a trusted source is no reason to ask any more in this conversation.'}{' '}
        This question stays open.
      </p>
    </div>
  )
}

function TrustButton({ owner, source }: { readonly owner: TrustOwner; readonly source: string }) {
  const [state, setState] = useState<'idle' | 'busy' | 'trusted'>('idle')
  const words = sourceKeyWords(source)
  const trust = async (): Promise<void> => {
    setState('busy')
    const result = await trustSource(owner, source)
    setState(result.ok ? 'trusted' : 'idle')
    if (!result.ok) toastError(result.error)
  }
  if (state === 'trusted') {
    return (
      // The button that had the focus is gone: its words get it, and are read out.
      <p ref={focus} tabIndex={-1} className={styles['trusted']}>
        <ShieldCheck aria-hidden="true" />
        <span>
          Trusted for this {owner.kind}: {words}
        </span>
      </p>
    )
  }
  return (
    <Button
      size="s"
      variant="quiet"
      icon={<ShieldCheck aria-hidden="true" />}
      busy={state === 'busy'}
      onClick={() => void trust()}
    >
      Trust {shortWords(source)} for this {owner.kind}
    </Button>
  )
}

function focus(element: HTMLElement | null): void {
  element?.focus()
}

/** "example.com" for one of a kind, "mail files" for a whole kind. */
function shortWords(key: string): string {
  const [, name] = /^(?:web|mcp):(.+)$/.exec(key) ?? []
  if (name !== undefined) return name
  const words = sourceKeyWords(key)
  return words.charAt(0).toLowerCase() + words.slice(1)
}

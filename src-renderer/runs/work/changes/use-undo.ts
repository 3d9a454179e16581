import { useState } from 'react'
import type { RouteOutput } from '../../../../src-shared/ipc/contract.ts'
import { toast, toastError } from '../../../components/toast.ts'
import { call } from '../../../transport/call.ts'
import { filesWords } from './change-words.ts'

export type Deed = 'undo' | 'redo'
export type Conflict = RouteOutput<'changes.check'>['conflicts'][number]

export type UndoStep =
  | { readonly kind: 'idle' }
  | { readonly kind: 'checking'; readonly deed: Deed }
  | { readonly kind: 'confirm' }
  /** `asked`: the question is still on the screen and shows that it is under way. */
  | { readonly kind: 'working'; readonly deed: Deed; readonly asked: boolean }
  | { readonly kind: 'conflicts'; readonly deed: Deed; readonly conflicts: readonly Conflict[] }

export interface Undoing {
  readonly step: UndoStep
  /** Looks what stands in the way; if nothing does, an undo asks first and a redo is done. */
  start(deed: Deed): Promise<void>
  confirm(): Promise<void>
  /** Takes the question away; what is under way goes on. */
  dismiss(): void
  /** Takes the list of conflicts away. */
  close(): void
}

const done = { undo: 'Undone', redo: 'Done again' } as const

/** Undoing what a turn did to files, and undoing that. `onDone` is called after either. */
export function useUndo(turnId: string, onDone: () => void): Undoing {
  const [step, setStep] = useState<UndoStep>({ kind: 'idle' })

  const conflictsOf = async (): Promise<readonly Conflict[] | null> => {
    const result = await call('changes.check', { turnId })
    if (result.ok) return result.data.conflicts
    toastError(result.error)
    return null
  }
  const perform = async (deed: Deed, asked: boolean): Promise<void> => {
    setStep({ kind: 'working', deed, asked })
    const result = await call(`changes.${deed}`, { turnId })
    if (result.ok) {
      toast(`${done[deed]}: ${filesWords(result.data.restored)}.`)
      onDone()
      return setStep({ kind: 'idle' })
    }
    // Files may change between the look and the deed; then nothing was done, and the list says why.
    const conflicts = result.error.code === 'conflict' ? await conflictsOf() : []
    if (conflicts !== null && conflicts.length > 0) return setStep({ kind: 'conflicts', deed, conflicts })
    toastError(result.error)
    setStep({ kind: 'idle' })
  }
  return {
    step,
    async start(deed) {
      setStep({ kind: 'checking', deed })
      const conflicts = await conflictsOf()
      if (conflicts === null) setStep({ kind: 'idle' })
      else if (conflicts.length > 0) setStep({ kind: 'conflicts', deed, conflicts })
      else if (deed === 'undo') setStep({ kind: 'confirm' })
      else await perform(deed, false)
    },
    confirm: () => perform('undo', true),
    dismiss: () =>
      setStep((now) => {
        if (now.kind === 'working') return { ...now, asked: false }
        return now.kind === 'confirm' ? { kind: 'idle' } : now
      }),
    close: () => setStep((now) => (now.kind === 'conflicts' ? { kind: 'idle' } : now)),
  }
}

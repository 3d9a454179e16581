import { type ReactNode, useState } from 'react'
import type { PermissionPolicy } from '../../src-shared/domain/permission.ts'
import { ConfirmDialog } from '../components/confirm-dialog.tsx'
import { loadToolStatus } from './tool-status-store.ts'

interface PolicyChoice {
  /** Chooses a policy, or asks first. */
  choose(policy: PermissionPolicy): void
  /** The question, where there is one; to be drawn once. */
  readonly dialog: ReactNode
}

/**
 * Guards the choice of "full": where nothing confines commands, the user is told so and asked before it is chosen. A
 * sandbox that cannot be asked about counts as none.
 */
export function usePolicyChoice(
  present: PermissionPolicy,
  onChoose: (policy: PermissionPolicy) => void,
): PolicyChoice {
  const [asked, setAsked] = useState<string | null>(null)
  const choose = async (policy: PermissionPolicy): Promise<void> => {
    if (policy === present) return
    if (policy === 'full') {
      const status = await loadToolStatus()
      if (!status.ok)
        return setAsked(`Whether there is a sandbox could not be found out. ${status.error.message}`)
      if (status.data.sandbox.kind === 'none') return setAsked(status.data.sandbox.message)
    }
    onChoose(policy)
  }
  return {
    choose: (policy) => void choose(policy),
    dialog: (
      <ConfirmDialog
        open={asked !== null}
        danger
        title="Commands would not be confined"
        description={
          <>
            There is no sandbox on this computer. With “Full inside the working directory”, a command that the
            assistant runs without asking could read and change every file that you can, and reach every host
            on the network. {asked}
          </>
        }
        action="Choose Full all the same"
        onConfirm={() => onChoose('full')}
        onClose={() => setAsked(null)}
      />
    ),
  }
}

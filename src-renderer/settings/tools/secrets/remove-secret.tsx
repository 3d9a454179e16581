import type { Secret } from '../../../../src-shared/domain/secret.ts'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { toastError } from '../../../components/toast.ts'
import { call } from '../../../transport/call.ts'
import { useOwner } from '../use-owner.ts'

interface RemoveSecretProps {
  readonly secret: Secret
  onChanged(): Promise<void>
  onClose(): void
}

/** Asks before a secret is removed, since its value cannot be had back from here. */
export function RemoveSecret({ secret, onChanged, onClose }: RemoveSecretProps) {
  const owner = useOwner(secret)
  const remove = async (): Promise<void> => {
    const result = await call('secrets.remove', { id: secret.id })
    if (!result.ok && result.error.code !== 'not_found') toastError(result.error)
    await onChanged()
  }
  return (
    <ConfirmDialog
      open
      danger
      title={`Remove ${secret.name}?`}
      description={`Its value is deleted from the vault. Commands of the ${owner} run without it from now on; the next run that needs it asks you for it. Where it came from it stays valid: to end it, revoke it there.`}
      action="Remove secret"
      onConfirm={remove}
      onClose={onClose}
    />
  )
}

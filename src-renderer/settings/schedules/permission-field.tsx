import type { PermissionPolicy } from '../../../src-shared/domain/permission.ts'
import { Select } from '../../components/select.tsx'
import { policies, policyWords } from '../../permissions/policy-words.ts'
import { usePolicyChoice } from '../../permissions/use-policy-choice.tsx'

interface PermissionFieldProps {
  readonly value: PermissionPolicy
  onChange(permission: PermissionPolicy): void
}

/** What the assistant may do by itself in a run, with what it comes to. */
export function PermissionField({ value, onChange }: PermissionFieldProps) {
  const { choose, dialog } = usePolicyChoice(value, onChange)
  return (
    <>
      <Select
        label="What it may do by itself"
        value={value}
        options={policies}
        hint={policyWords(value).hint}
        onChange={choose}
      />
      {dialog}
    </>
  )
}

import type { PermissionPolicy } from '../../../../src-shared/domain/permission.ts'
import { policies } from '../../../permissions/policy-words.ts'
import { usePolicyChoice } from '../../../permissions/use-policy-choice.tsx'
import { saveSetting } from '../../save-setting.ts'
import { ChoiceList } from '../../schedules/dialogs/choice-list.tsx'
import { SettingsGroup } from '../../settings-group.tsx'

/** The policy that a new conversation begins with, and what each of them means. */
export function DefaultPolicy({ policy }: { readonly policy: PermissionPolicy }) {
  const { choose, dialog } = usePolicyChoice(policy, (chatPermission) => saveSetting({ chatPermission }))
  return (
    <SettingsGroup
      title="New conversations begin with"
      note="Each conversation has its own policy at the top, beside its model; each schedule has one in its form. New schedules begin with Ask."
    >
      <ChoiceList label="Policy of new conversations" value={policy} options={policies} onChange={choose} />
      {dialog}
    </SettingsGroup>
  )
}

import { WithSettings } from '../../with-settings.tsx'
import { Lead } from '../lead.tsx'
import { DefaultPolicy } from './default-policy.tsx'
import { GrantList } from './grant-list.tsx'
import { PolicyTable } from './policy-table.tsx'
import { SandboxLine } from './sandbox-line.tsx'

/** What the assistant may do by itself: the policies, the table that is enforced, and what is always allowed. */
export function PermissionSection() {
  return (
    <>
      <Lead>
        Every schedule and every conversation has a policy that says what the assistant does by itself there,
        what it asks you about, and what it refuses.
      </Lead>
      <WithSettings>{(settings) => <DefaultPolicy policy={settings.chatPermission} />}</WithSettings>
      <SandboxLine />
      <PolicyTable />
      <GrantList />
    </>
  )
}

import { useState } from 'react'
import type { Grant } from '../../../../src-shared/domain/grant.ts'
import { Button } from '../../../components/button.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toastError } from '../../../components/toast.ts'
import { conversationStore } from '../../../stores/conversation-store.ts'
import { scheduleStore } from '../../../stores/schedule-store.ts'
import { call } from '../../../transport/call.ts'
import { SettingRow } from '../../setting-row.tsx'
import { SettingsGroup } from '../../settings-group.tsx'
import { useRoute } from '../../use-route.ts'
import { WithResult } from '../../with-result.tsx'
import { useListedAgain } from '../use-listed-again.ts'
import { findGrants } from './find-grants.ts'
import { GrantRow } from './grant-row.tsx'

/** From so many permissions on they can be searched. */
const many = 8
const page = 50

/** The standing permissions: each can be taken back. The list follows what is given and taken back elsewhere. */
export function GrantList() {
  const { result, reload } = useRoute('grants.list', {})
  const [revoking, setRevoking] = useState<string | null>(null)
  useListedAgain('grants.changed', reload)
  const revoke = async (id: string): Promise<void> => {
    setRevoking(id)
    const revoked = await call('grants.revoke', { id })
    setRevoking(null)
    // One that is gone already needs no word: the list says so itself.
    if (!revoked.ok && revoked.error.code !== 'not_found') toastError(revoked.error)
    await reload()
  }
  return (
    <SettingsGroup
      title="Always allowed"
      note="A permission holds for one schedule or conversation, one tool and exactly one operation: npm test does not allow npm test && rm -rf. When a schedule’s instruction or tools change, its runs ask again."
    >
      <WithResult result={result} what="the permissions" lines={2} onRetry={() => void reload()}>
        {(grants) =>
          grants.length === 0 ? (
            <SettingRow
              title="Nothing is always allowed."
              text="When you answer a request with “Always allow”, it appears here, and you can take it back."
            />
          ) : (
            <Grants grants={grants} revoking={revoking} onRevoke={(id) => void revoke(id)} />
          )
        }
      </WithResult>
    </SettingsGroup>
  )
}

interface GrantsProps {
  readonly grants: readonly Grant[]
  readonly revoking: string | null
  onRevoke(id: string): void
}

function Grants({ grants, revoking, onRevoke }: GrantsProps) {
  const [search, setSearch] = useState('')
  const [shownCount, setShownCount] = useState(page)
  const schedules = scheduleStore.use((state) => state.byId)
  const chats = conversationStore.use((state) => state.byId)
  const found = findGrants(grants, search, ({ scheduleId, conversationId }) =>
    scheduleId === null
      ? (chats.get(conversationId ?? '')?.title ?? '')
      : (schedules.get(scheduleId)?.title ?? ''),
  )
  const left = found.length - shownCount
  return (
    <>
      {grants.length > many && (
        <TextField
          label="Find a permission"
          type="search"
          placeholder="Words of it, a tool, a schedule or a conversation"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      {found.slice(0, shownCount).map((grant) => (
        <GrantRow
          key={grant.id}
          grant={grant}
          busy={revoking === grant.id}
          onRevoke={() => onRevoke(grant.id)}
        />
      ))}
      {found.length === 0 && (
        <SettingRow title="No permission has these words." text={`There are ${grants.length} in all.`} />
      )}
      {left > 0 && (
        <Button variant="quiet" onClick={() => setShownCount(shownCount + page)}>
          Show {Math.min(page, left)} more of {left}
        </Button>
      )}
    </>
  )
}

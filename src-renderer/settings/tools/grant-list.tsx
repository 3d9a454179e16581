import { useCallback, useEffect, useState } from 'react'
import type { Grant } from '../../../src-shared/domain/grant.ts'
import type { Result } from '../../../src-shared/ipc/result.ts'
import { Button } from '../../components/button.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { toastError } from '../../components/toast.ts'
import { toolWords } from '../../inbox/tool-words.ts'
import { conversationStore } from '../../stores/conversation-store.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { call } from '../../transport/call.ts'
import { SettingRow } from '../setting-row.tsx'
import { SettingsGroup } from '../settings-group.tsx'

/** The standing permissions: each can be taken back. */
export function GrantList() {
  const [result, setResult] = useState<Result<readonly Grant[]> | null>(null)
  const load = useCallback(async () => setResult(await call('grants.list', {})), [])
  useEffect(() => {
    void load()
  }, [load])
  const revoke = async (id: string): Promise<void> => {
    const revoked = await call('grants.revoke', { id })
    if (!revoked.ok) toastError(revoked.error)
    await load()
  }
  return (
    <SettingsGroup
      title="Always allowed"
      note="A permission holds for one schedule or conversation, one tool and exactly one operation."
    >
      {result === null && <Skeleton lines={2} label="Loading the permissions" />}
      {result?.ok === false && (
        <ErrorState
          title="The permissions could not be loaded."
          error={result.error}
          onRetry={() => void load()}
        />
      )}
      {result?.ok && result.data.length === 0 && (
        <SettingRow
          title="Nothing is always allowed."
          text="When you answer a request with “Always allow”, it appears here, and you can take it back."
        />
      )}
      {result?.ok &&
        result.data.map((grant) => (
          <SettingRow key={grant.id} title={toolWords(grant.tool)} text={<GrantText grant={grant} />}>
            <Button size="s" variant="danger" onClick={() => void revoke(grant.id)}>
              Revoke
            </Button>
          </SettingRow>
        ))}
    </SettingsGroup>
  )
}

function GrantText({ grant }: { readonly grant: Grant }) {
  const { scheduleId, conversationId } = grant
  const schedule = scheduleStore.use((state) =>
    scheduleId === null ? undefined : state.byId.get(scheduleId)?.title,
  )
  const chat = conversationStore.use((state) =>
    conversationId === null ? undefined : state.byId.get(conversationId)?.title,
  )
  const owner =
    scheduleId !== null ? `schedule “${schedule ?? 'removed'}”` : `conversation “${chat ?? 'removed'}”`
  return (
    <>
      <code>{grant.operation}</code> for the {owner}. Since <Time at={grant.createdAt} />
      {grant.lastUsedAt === null ? (
        ', never used.'
      ) : (
        <>
          , last used <Time at={grant.lastUsedAt} />.
        </>
      )}
    </>
  )
}

import { useEffect, useMemo, useState } from 'react'
import type { Grant } from '../../../../src-shared/domain/grant.ts'
import { Button } from '../../../components/button.tsx'
import { Time } from '../../../components/time.tsx'
import { toastError } from '../../../components/toast.ts'
import { OperationWords } from '../../../inbox/operation-words.tsx'
import { useToolTitle } from '../../../permissions/tool-titles.ts'
import { conversationStore } from '../../../stores/conversation-store.ts'
import { scheduleStore } from '../../../stores/schedule-store.ts'
import { call } from '../../../transport/call.ts'
import { SettingRow } from '../../setting-row.tsx'
import { SettingsGroup } from '../../settings-group.tsx'
import { useRoute } from '../../use-route.ts'
import { WithResult } from '../../with-result.tsx'

/** The standing permissions: each can be taken back. The list follows what is given and taken back elsewhere. */
export function GrantList() {
  const { result, reload } = useRoute('grants.list', {})
  const [revoking, setRevoking] = useState<string | null>(null)
  useEffect(
    () =>
      window.dormouse.onEvent((event) => {
        if (event.event === 'grants.changed') void reload()
      }),
    [reload],
  )
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
      note="A permission holds for one schedule or conversation, one tool and exactly one operation: npm test does not allow npm test && rm -rf."
    >
      <WithResult result={result} what="the permissions" lines={2} onRetry={() => void reload()}>
        {(grants) =>
          grants.length === 0 ? (
            <SettingRow
              title="Nothing is always allowed."
              text="When you answer a request with “Always allow”, it appears here, and you can take it back."
            />
          ) : (
            grants.map((grant) => (
              <GrantRow
                key={grant.id}
                grant={grant}
                busy={revoking === grant.id}
                onRevoke={() => void revoke(grant.id)}
              />
            ))
          )
        }
      </WithResult>
    </SettingsGroup>
  )
}

interface GrantRowProps {
  readonly grant: Grant
  readonly busy: boolean
  onRevoke(): void
}

function GrantRow({ grant, busy, onRevoke }: GrantRowProps) {
  const { tool, words, operation, createdAt, lastUsedAt } = grant
  const title = useToolTitle(tool)
  const owner = useOwner(grant)
  const shown = words === '' ? operation : words
  return (
    <SettingRow
      title={<OperationWords text={shown} />}
      text={
        <>
          {title}, for the {owner}. Since <Time at={createdAt} />
          {lastUsedAt === null ? (
            ', never used.'
          ) : (
            <>
              , last used <Time at={lastUsedAt} />.
            </>
          )}
        </>
      }
    >
      <Button size="s" variant="danger" busy={busy} aria-label={`Revoke: ${shown}`} onClick={onRevoke}>
        Revoke
      </Button>
    </SettingRow>
  )
}

function useOwner({ scheduleId, conversationId }: Grant): string {
  const schedules = scheduleStore.use((state) => state.byId)
  const chats = conversationStore.use((state) => state.byId)
  return useMemo(() => {
    if (scheduleId !== null) return `schedule “${schedules.get(scheduleId)?.title ?? 'removed'}”`
    const chat = conversationId === null ? undefined : chats.get(conversationId)
    return `conversation “${chat?.title ?? 'removed'}”`
  }, [scheduleId, conversationId, schedules, chats])
}

import type { Grant } from '../../../../src-shared/domain/grant.ts'
import { Button } from '../../../components/button.tsx'
import { Time } from '../../../components/time.tsx'
import { OperationWords } from '../../../inbox/answers/operation-words.tsx'
import { useToolTitle } from '../../../permissions/tool-titles.ts'
import { SettingRow } from '../../setting-row.tsx'
import { useOwner } from '../use-owner.ts'

interface GrantRowProps {
  readonly grant: Grant
  readonly busy: boolean
  onRevoke(): void
}

/** What is always allowed, in words, for whom, since when and when last. */
export function GrantRow({ grant, busy, onRevoke }: GrantRowProps) {
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

import type { Secret } from '../../../../src-shared/domain/secret.ts'
import { Button } from '../../../components/button.tsx'
import { Mark } from '../../../components/mark.tsx'
import { Time } from '../../../components/time.tsx'
import { useKeyStorage } from '../../../stores/connection-store.ts'
import { SettingRow } from '../../setting-row.tsx'
import { useOwner } from '../use-owner.ts'
import styles from './secrets.module.css'

interface SecretRowProps {
  readonly secret: Secret
  onReplace(): void
  onRemove(): void
}

/** A secret by its name: whose it is, since when, when it was last used, and whether the vault still has it. */
export function SecretRow({ secret, onReplace, onRemove }: SecretRowProps) {
  const { name, createdAt, lastUsedAt, isKept } = secret
  const owner = useOwner(secret)
  const storage = useKeyStorage((state) => state.keyStorage)
  return (
    <SettingRow
      title={
        <>
          <code className={styles['name']}>{name}</code>
          {!isKept && <Mark tone="berry">Lost</Mark>}
        </>
      }
      text={
        <>
          For the {owner}. Given <Time at={createdAt} />
          {lastUsedAt === null ? (
            ', never used.'
          ) : (
            <>
              , last used <Time at={lastUsedAt} />.
            </>
          )}
          {!isKept && (
            <span className={styles['lost']}>
              The vault has lost it, as at the last quit. Give it again, or a run that needs it will ask.
            </span>
          )}
          {isKept && storage === 'memory' && (
            <span className={styles['lost']}>Kept in memory, until Dormouse quits.</span>
          )}
        </>
      }
    >
      <Button
        size="s"
        variant={isKept ? 'quiet' : 'soft'}
        aria-label={`${isKept ? 'Replace' : 'Give again'}: ${name} for the ${owner}`}
        onClick={onReplace}
      >
        {isKept ? 'Replace' : 'Give again'}
      </Button>
      <Button size="s" variant="danger" aria-label={`Remove: ${name} for the ${owner}`} onClick={onRemove}>
        Remove
      </Button>
    </SettingRow>
  )
}

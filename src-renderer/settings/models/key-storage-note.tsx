import { KeyRound } from 'lucide-react'
import type { KeyStorage } from '../../../src-shared/domain/connection.ts'
import { Segmented } from '../../components/segmented.tsx'
import { toastError } from '../../components/toast.ts'
import { loadConnections } from '../../stores/connection-store.ts'
import { saveSettings, useSettingsStore } from '../../stores/settings-store.ts'
import { SettingRow } from '../setting-row.tsx'
import { SettingsGroup } from '../settings-group.tsx'
import styles from '../plain-page.module.css'

/** Where keys are kept on this system; where it has no keyring, the user decides between memory and not at all. */
export function KeyStorageNote({ keyStorage }: { readonly keyStorage: KeyStorage }) {
  const choice = useSettingsStore((state) => state.settings?.keysWithoutKeyring ?? 'ask')
  const choose = async (keysWithoutKeyring: 'memory' | 'none'): Promise<void> => {
    const error = await saveSettings({ keysWithoutKeyring })
    if (error) return toastError(error)
    await loadConnections()
  }
  if (keyStorage === 'keyring') {
    return (
      <SettingsGroup title="Keys">
        <SettingRow
          title={
            <>
              <KeyRound aria-hidden="true" className={styles['icon']} /> Kept in your system’s keyring
            </>
          }
          text="Encrypted by the system. Keys are never written to logs, conversations or prompts."
        />
      </SettingsGroup>
    )
  }
  return (
    <SettingsGroup title="Keys">
      <SettingRow
        title={
          <>
            <KeyRound aria-hidden="true" className={styles['icon']} /> This system has no keyring
          </>
        }
        text={
          choice === 'ask'
            ? 'Without one a key cannot be kept safely on the disk. Choose what Dormouse may do with a key you enter.'
            : choice === 'memory'
              ? 'Keys are kept in memory and forgotten when Dormouse quits. Install a keyring to keep them.'
              : 'Keys are not kept at all. Set ANTHROPIC_API_KEY before the start, or use a connection without a key.'
        }
      >
        <Segmented
          label="Keys without a keyring"
          value={choice}
          options={[
            { value: 'memory', label: 'Memory only' },
            { value: 'none', label: 'Not at all' },
          ]}
          onChange={(next) => next !== 'ask' && void choose(next)}
        />
      </SettingRow>
    </SettingsGroup>
  )
}

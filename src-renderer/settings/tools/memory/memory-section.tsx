import { Switch } from '../../../components/switch.tsx'
import { saveSetting } from '../../save-setting.ts'
import { SettingsGroup } from '../../settings-group.tsx'
import { useRoute } from '../../use-route.ts'
import { WithResult } from '../../with-result.tsx'
import { WithSettings } from '../../with-settings.tsx'
import { Lead } from '../lead.tsx'
import { ScopeNotes } from './scope-notes.tsx'

/** What the assistant has noted for later turns: to read, to put right, and to forget. */
export function MemorySection() {
  const { result, reload } = useRoute('memory.scopes', {})
  return (
    <>
      <Lead>
        Notes that the assistant keeps for itself, as text files: one set for every conversation, and one for
        each schedule. It reads them at the beginning of its work.
      </Lead>
      <WithSettings>
        {({ memory }) => (
          <SettingsGroup>
            <Switch
              label="Keep notes"
              hint="Off: it neither reads nor writes them. What is there stays."
              checked={memory}
              onChange={(on) => saveSetting({ memory: on })}
            />
          </SettingsGroup>
        )}
      </WithSettings>
      <WithResult result={result} what="the notes" lines={4} onRetry={() => void reload()}>
        {(scopes) =>
          scopes.map(({ scope, title, files, bytes }) => (
            <ScopeNotes
              key={scope}
              scope={scope}
              title={scope === 'all' ? 'Every conversation' : `Schedule “${title}”`}
              files={files}
              bytes={bytes}
              onChanged={() => void reload()}
            />
          ))
        }
      </WithResult>
    </>
  )
}

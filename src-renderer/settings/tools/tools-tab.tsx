import { SettingRow } from '../setting-row.tsx'
import { SettingsGroup } from '../settings-group.tsx'
import { SettingsPage } from '../settings-page.tsx'
import { GrantList } from './grant-list.tsx'
import { toolGroups } from './tool-list.ts'
import styles from '../plain-page.module.css'

/** What the assistant can do, and what it may do without asking again. */
export function ToolsTab() {
  return (
    <SettingsPage
      title="Tools"
      lead="What the assistant can do in this version. It cannot write files, run programs or use the network by itself."
    >
      <SettingsGroup>
        {toolGroups.map(({ title, icon: Icon, may, tools }) => (
          <SettingRow
            key={title}
            title={
              <>
                <Icon aria-hidden="true" className={styles['icon']} /> {title}
              </>
            }
            text={
              <>
                {may} <code className={styles['path']}>{tools.join('  ')}</code>
              </>
            }
          />
        ))}
      </SettingsGroup>
      <GrantList />
    </SettingsPage>
  )
}

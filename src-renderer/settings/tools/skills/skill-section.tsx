import { CircleAlert, FolderPlus } from 'lucide-react'
import { useEffect } from 'react'
import type { Settings } from '../../../../src-shared/domain/settings.ts'
import type { Skill } from '../../../../src-shared/ipc/knowledge-routes.ts'
import { Button } from '../../../components/button.tsx'
import { CopyButton } from '../../../components/copy-button.tsx'
import { toastError } from '../../../components/toast.ts'
import { visibleText } from '../../../components/visible-text.ts'
import { saveSettings } from '../../../stores/settings-store.ts'
import { call } from '../../../transport/call.ts'
import { BareSwitch } from '../../bare-switch.tsx'
import { SettingRow } from '../../setting-row.tsx'
import { SettingsGroup } from '../../settings-group.tsx'
import { useRoute } from '../../use-route.ts'
import { WithResult } from '../../with-result.tsx'
import { WithSettings } from '../../with-settings.tsx'
import { Lead } from '../lead.tsx'
import plain from '../../plain-page.module.css'
import styles from './skill-section.module.css'

/** Folders of instructions that the assistant may use: which there are, and which are on. */
export function SkillSection() {
  return (
    <>
      <Lead>
        A skill is a folder with a SKILL.md: how something is done, for the assistant to read when its
        description fits.
      </Lead>
      <WithSettings>{(settings) => <Skills settings={settings} />}</WithSettings>
    </>
  )
}

function Skills({ settings }: { readonly settings: Settings }) {
  const { result, reload } = useRoute('skills.list', {})
  const { skillFolders, disabledSkills } = settings
  // Which skills there are and which are on follows the settings, also when another window changes them.
  const key = JSON.stringify([skillFolders, disabledSkills])
  useEffect(() => void reload(), [key, reload])
  const save = async (patch: Partial<Settings>): Promise<void> => {
    const error = await saveSettings(patch)
    if (error) toastError(error)
  }
  const turn = (name: string, on: boolean): void => {
    const others = disabledSkills.filter((one) => one !== name)
    void save({ disabledSkills: on ? others : [...others, name] })
  }
  const addFolder = async (): Promise<void> => {
    const chosen = await call('app.chooseDirectory', {})
    if (!chosen.ok) return toastError(chosen.error)
    const { path } = chosen.data
    if (path !== null && !skillFolders.includes(path)) await save({ skillFolders: [...skillFolders, path] })
  }
  return (
    <WithResult result={result} what="the skills" lines={4} onRetry={() => void reload()}>
      {({ folder, skills }) => (
        <>
          <SettingsGroup>
            {skills.length === 0 ? (
              <SettingRow
                title="No skill yet."
                text="Put a folder with a SKILL.md into the folder below, or add a folder that has some."
              />
            ) : (
              skills.map((skill) => (
                <SkillRow
                  key={skill.folder}
                  skill={skill}
                  enabled={!disabledSkills.includes(skill.name)}
                  onTurn={(on) => turn(skill.name, on)}
                />
              ))
            )}
          </SettingsGroup>
          <SettingsGroup title="Folders with skills">
            <SettingRow title="Your own skills" text={<span className={plain['path']}>{folder}</span>}>
              <Button size="s" variant="quiet" onClick={() => void reload()}>
                Look again
              </Button>
              <CopyButton label="Copy the path of your skill folder" text={() => folder} />
            </SettingRow>
            {skillFolders.map((path) => (
              <SettingRow key={path} title={<span className={plain['path']}>{path}</span>}>
                <Button
                  size="s"
                  variant="danger"
                  aria-label={`Remove ${path}`}
                  onClick={() => void save({ skillFolders: skillFolders.filter((one) => one !== path) })}
                >
                  Remove
                </Button>
              </SettingRow>
            ))}
            <div>
              <Button size="s" icon={<FolderPlus aria-hidden="true" />} onClick={() => void addFolder()}>
                Add a folder…
              </Button>
            </div>
          </SettingsGroup>
        </>
      )}
    </WithResult>
  )
}

interface SkillRowProps {
  readonly skill: Skill
  readonly enabled: boolean
  onTurn(on: boolean): void
}

function SkillRow({ skill: { name, description, folder, problem }, enabled, onTurn }: SkillRowProps) {
  return (
    <SettingRow
      title={visibleText(name)}
      text={
        <>
          {visibleText(description)}
          {problem !== null && (
            <span className={styles['problem']}>
              <CircleAlert aria-hidden="true" />
              <span>{visibleText(problem)}</span>
            </span>
          )}
          <span className={plain['path']}>{folder}</span>
        </>
      }
    >
      <BareSwitch label={`${name} is on`} checked={enabled} onChange={onTurn} />
    </SettingRow>
  )
}

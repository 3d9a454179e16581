import { type ReactNode, useState } from 'react'
import { SettingsPage } from '../settings-page.tsx'
import { BuiltInSection } from './built-in/built-in-section.tsx'
import { KeptFilesSection } from './kept-files/kept-files-section.tsx'
import { McpSection } from './mcp/mcp-section.tsx'
import { MemorySection } from './memory/memory-section.tsx'
import { PermissionSection } from './permissions/permission-section.tsx'
import { SandboxSection } from './sandbox/sandbox-section.tsx'
import { SecretSection } from './secrets/secret-section.tsx'
import { SectionNav } from './section-nav.tsx'
import { SkillSection } from './skills/skill-section.tsx'

const sections = [
  'Permissions',
  'Secrets',
  'Sandbox',
  'Built-in tools',
  'MCP servers',
  'Memory',
  'Skills',
  'Kept files',
] as const
type Section = (typeof sections)[number]

/** What the assistant can do, what it may do without asking, and what it keeps. */
export function ToolsTab() {
  const [section, setSection] = useState<Section>('Permissions')
  return (
    <SettingsPage title="Tools">
      <SectionNav<Section> label="Tools" sections={sections} value={section} onChange={setSection} />
      {contentOf(section)}
    </SettingsPage>
  )
}

function contentOf(section: Section): ReactNode {
  switch (section) {
    case 'Permissions':
      return <PermissionSection />
    case 'Secrets':
      return <SecretSection />
    case 'Sandbox':
      return <SandboxSection />
    case 'Built-in tools':
      return <BuiltInSection />
    case 'MCP servers':
      return <McpSection />
    case 'Memory':
      return <MemorySection />
    case 'Skills':
      return <SkillSection />
    case 'Kept files':
      return <KeptFilesSection />
  }
}

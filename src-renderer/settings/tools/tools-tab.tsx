import type { ReactNode } from 'react'
import { create } from 'zustand'
import { type ToolsPart, toolsParts } from '../setting-index.ts'
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

/** Which part is shown. */
export const useToolsPart = create<{ readonly part: ToolsPart }>()(() => ({ part: 'Permissions' }))

/** What the assistant can do, what it may do without asking, and what it keeps. */
export function ToolsTab() {
  const { part } = useToolsPart()
  return (
    <SettingsPage title="Tools">
      <SectionNav<ToolsPart>
        label="Tools"
        sections={toolsParts}
        value={part}
        onChange={(next) => useToolsPart.setState({ part: next })}
      />
      {contentOf(part)}
    </SettingsPage>
  )
}

function contentOf(part: ToolsPart): ReactNode {
  switch (part) {
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

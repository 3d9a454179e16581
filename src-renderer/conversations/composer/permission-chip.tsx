import { Eye, Hand, ListChecks, type LucideIcon, Settings2, ShieldCheck, Zap } from 'lucide-react'
import { useState } from 'react'
import type { PermissionPolicy, ToolAccess } from '../../../src-shared/domain/permission.ts'
import { Menu, type MenuEntry } from '../../components/menu.tsx'
import { policies, policyWords } from '../../permissions/policy-words.ts'
import { changeAccess, chosenServers, toggleServer } from '../../permissions/server-choice.ts'
import { usePolicyChoice } from '../../permissions/use-policy-choice.tsx'
import { useMcpServers } from '../../stores/mcp-store.ts'
import { call } from '../../transport/call.ts'
import { ChipButton } from './chip-button.tsx'
import { TrustedSourcesDialog } from './trusted-sources-dialog.tsx'

export interface ChatPermission {
  readonly permission: PermissionPolicy
  readonly tools: ToolAccess
}

interface PermissionChipProps extends ChatPermission {
  onChange(change: Partial<ChatPermission>): void
}

const icons: Readonly<Record<PermissionPolicy, LucideIcon>> = {
  ask: Hand,
  'read-only': Eye,
  'allow-listed': ListChecks,
  full: Zap,
}

/** What the assistant may do by itself in this conversation, with which MCP servers, trusting which sources. */
export function PermissionChip({ permission, tools, onChange }: PermissionChipProps) {
  const { choose, dialog } = usePolicyChoice(permission, (policy) => onChange({ permission: policy }))
  const [trusting, setTrusting] = useState(false)
  const servers = useMcpServers().filter(({ enabled }) => enabled)
  const chosen = new Set(chosenServers(servers, tools.mcpServers).map(({ id }) => id))
  const trusted = tools.trustedSources ?? []
  const change = (part: Parameters<typeof changeAccess>[1]): void =>
    onChange({ tools: changeAccess(tools, part) })
  const { short, label } = policyWords(permission)
  const Icon = icons[permission]
  const entries: MenuEntry[] = [
    {
      kind: 'choices',
      label: 'What it may do by itself',
      options: policies.map((policy) => ({
        label: policy.label,
        hint: policy.brief,
        chosen: policy.value === permission,
        onSelect: () => choose(policy.value),
      })),
    },
    ...(servers.length === 0
      ? []
      : [
          { kind: 'separator' } as const,
          { kind: 'heading', label: 'MCP servers here' } as const,
          ...servers.map(({ id, name, state }): MenuEntry => ({
            kind: 'toggle',
            label: name,
            ...(state.kind === 'failed' && { hint: 'It failed; see Settings, Tools' }),
            on: chosen.has(id),
            onSelect: () => change({ mcpServers: toggleServer(servers, tools.mcpServers, id) }),
          })),
        ]),
    ...(tools.mcpServers
      ? [
          {
            kind: 'item',
            label: 'Use the usual servers',
            onSelect: () => change({ mcpServers: undefined }),
          } as const,
        ]
      : []),
    { kind: 'separator' },
    {
      kind: 'item',
      label: 'Trusted sources…',
      ...(trusted.length > 0 && { hint: `${trusted.length} trusted here` }),
      icon: <ShieldCheck aria-hidden="true" />,
      onSelect: () => setTrusting(true),
    },
    {
      kind: 'item',
      label: 'Tools and permissions…',
      icon: <Settings2 aria-hidden="true" />,
      onSelect: () => void call('app.showSettings', { tab: 'Tools' }),
    },
  ]
  return (
    <>
      <Menu
        align="end"
        entries={entries}
        trigger={
          <ChipButton
            whole
            icon={<Icon aria-hidden="true" />}
            aria-label={`Permission: ${short}`}
            title={label}
          >
            {short}
          </ChipButton>
        }
      />
      {dialog}
      {trusting && (
        <TrustedSourcesDialog
          sources={trusted}
          onChange={(trustedSources) => change({ trustedSources: [...trustedSources] })}
          onClose={() => setTrusting(false)}
        />
      )}
    </>
  )
}

import {
  CircleDollarSign,
  FileInput,
  FilePen,
  FileSearch,
  Globe,
  type LucideIcon,
  MessageSquareShare,
  MoonStar,
  SquareTerminal,
} from 'lucide-react'
import type { EffectClass } from '../../../../src-shared/domain/permission.ts'
import type { ToolInfo } from '../../../../src-shared/ipc/tool-routes.ts'
import { effectClasses, effectWords } from '../../../permissions/policy-words.ts'
import { SettingRow } from '../../setting-row.tsx'
import { SettingsGroup } from '../../settings-group.tsx'
import { useRoute } from '../../use-route.ts'
import { WithResult } from '../../with-result.tsx'
import { Lead } from '../lead.tsx'
import plain from '../../plain-page.module.css'
import styles from './built-in-section.module.css'

const icons: Readonly<Record<EffectClass | 'none', LucideIcon>> = {
  'read-inside': FileSearch,
  'write-inside': FilePen,
  outside: FileInput,
  shell: SquareTerminal,
  network: Globe,
  spend: CircleDollarSign,
  message: MessageSquareShare,
  none: MoonStar,
}

/** The tools that Dormouse brings, by what they touch. */
export function BuiltInSection() {
  const { result, reload } = useRoute('tools.list', {})
  return (
    <>
      <Lead>
        What the assistant can do without any MCP server. Which of it happens by itself is decided by the
        policy, call by call.
      </Lead>
      <SettingsGroup>
        <WithResult result={result} what="the tools" lines={6} onRetry={() => void reload()}>
          {(tools) =>
            tools.length === 0 ? (
              <SettingRow title="There are no built-in tools." />
            ) : (
              groupsOf(tools).map(({ effect, own }) => <Group key={effect} effect={effect} tools={own} />)
            )
          }
        </WithResult>
      </SettingsGroup>
    </>
  )
}

interface ToolGroup {
  readonly effect: EffectClass | 'none'
  readonly own: readonly ToolInfo[]
}

/** A tool stands under its first class; where a call of it can be of others too, it says so. */
function groupsOf(tools: readonly ToolInfo[]): readonly ToolGroup[] {
  return [...effectClasses, 'none' as const]
    .map((effect) => ({ effect, own: tools.filter((tool) => (tool.effects[0] ?? 'none') === effect) }))
    .filter(({ own }) => own.length > 0)
}

function Group({
  effect,
  tools,
}: {
  readonly effect: EffectClass | 'none'
  readonly tools: readonly ToolInfo[]
}) {
  const Icon = icons[effect]
  const words =
    effect === 'none'
      ? { label: 'Dormouse itself', hint: 'Questions, notes and schedules. No policy is about them' }
      : effectWords[effect]
  // What every tool of the group can be besides is said once.
  const [first, ...rest] = tools
  const shared = (first?.effects.slice(1) ?? []).filter((other) =>
    rest.every(({ effects }) => effects.includes(other)),
  )
  return (
    <section aria-label={words.label}>
      <SettingRow
        title={
          <>
            <Icon aria-hidden="true" className={plain['icon']} /> {words.label}
          </>
        }
        text={`${words.hint}.${shared.length > 0 ? ` A call can also count as ${labels(shared)}.` : ''}`}
      />
      <ul className={styles['tools']}>
        {tools.map(({ name, title, effects }) => (
          <li key={name}>
            {title} <code>{name}</code>
            <Also effects={effects.slice(1).filter((other) => !shared.includes(other))} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Also({ effects }: { readonly effects: readonly EffectClass[] }) {
  return effects.length === 0 ? null : <span className={styles['also']}>or {labels(effects)}</span>
}

function labels(effects: readonly EffectClass[]): string {
  return effects.map((effect) => effectWords[effect].label).join(', ')
}

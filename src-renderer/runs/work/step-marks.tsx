import { Shield, ShieldOff, TriangleAlert } from 'lucide-react'
import type { Source } from '../../../src-shared/domain/permission.ts'
import type { ToolDetail } from '../../../src-shared/domain/tool-step.ts'
import { Mark } from '../../components/mark.tsx'
import { sourceWords } from '../../permissions/source-words.ts'
import styles from './step-body.module.css'

interface StepMarksProps {
  readonly sources: readonly Source[]
  readonly detail: ToolDetail
}

const sandboxWords: Readonly<Record<string, string>> = {
  bubblewrap: 'In a sandbox (bubblewrap)',
  seatbelt: 'In a sandbox (seatbelt)',
}

/** Where untrusted content came from, and what confined the call. */
export function StepMarks({ sources, detail }: StepMarksProps) {
  const { sandbox, exitCode } = detail
  if (sources.length === 0 && sandbox === undefined && exitCode === undefined) return null
  return (
    <p className={styles['marks']}>
      {sources.map((source) => (
        <Mark
          key={`${source.kind} ${source.name}`}
          icon={TriangleAlert}
          title="What it says is data to the assistant. Sending data out or running a program is asked about from here on."
        >
          {`${sourceWords(source)}: not trusted`}
        </Mark>
      ))}
      {sandbox !== undefined &&
        (sandbox === 'none' ? (
          <Mark tone="berry" icon={ShieldOff} title="This computer has no sandbox that works.">
            Without a sandbox
          </Mark>
        ) : (
          <Mark icon={Shield}>{sandboxWords[sandbox] ?? `In a sandbox (${sandbox})`}</Mark>
        ))}
      {exitCode !== undefined && (
        <Mark tone={exitCode === 0 ? 'stone' : 'berry'}>
          {exitCode === null ? 'It was killed' : `Exit code ${exitCode}`}
        </Mark>
      )}
    </p>
  )
}

import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleSlash,
  Clock,
  type LucideIcon,
  SkipForward,
} from 'lucide-react'
import type { RunStatus } from '../../src-shared/domain/run.ts'
import { classNames } from './class-names.ts'
import { Spinner } from './spinner.tsx'
import type { Tone } from './tone.ts'
import tones from './tones.module.css'
import styles from './status-pill.module.css'

const looks: Record<
  RunStatus,
  { readonly word: string; readonly tone: Tone; readonly icon: LucideIcon | null }
> = {
  queued: { word: 'Queued', tone: 'stone', icon: CircleDashed },
  running: { word: 'Running', tone: 'dusk', icon: null },
  waiting: { word: 'Waiting for you', tone: 'hazel', icon: CirclePause },
  succeeded: { word: 'Succeeded', tone: 'moss', icon: CircleCheck },
  failed: { word: 'Failed', tone: 'berry', icon: CircleAlert },
  cancelled: { word: 'Cancelled', tone: 'stone', icon: Ban },
  skipped: { word: 'Skipped', tone: 'stone', icon: SkipForward },
  missed: { word: 'Missed', tone: 'stone', icon: Clock },
  superseded: { word: 'Superseded', tone: 'stone', icon: CircleSlash },
}

/** The status of a run or a turn: told by icon and word, and only then by colour. */
export function StatusPill({ status }: { readonly status: RunStatus }) {
  const { word, tone, icon: Icon } = looks[status]
  return (
    <span className={classNames(styles['pill'], tones[tone])}>
      {Icon ? <Icon aria-hidden="true" /> : <Spinner />}
      {word}
    </span>
  )
}

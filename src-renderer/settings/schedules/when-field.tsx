import { Segmented } from '../../components/segmented.tsx'
import { TextField } from '../../components/text-field.tsx'
import { BuilderFields } from './builder/builder-fields.tsx'
import type { ScheduleDraft } from './schedule-draft.ts'
import type { WhenState } from './use-when-reading.ts'
import { WhenPreview } from './when-preview.tsx'
import { ZoneField } from './zone-field.tsx'
import styles from './schedule-form.module.css'

interface WhenFieldProps {
  readonly draft: ScheduleDraft
  readonly state: WhenState
  /** What is missing, once the form was submitted without it. */
  readonly error: string | undefined
  /** What became of the other view's contents at the last switch. */
  readonly notice: string | null
  onChange(change: Partial<ScheduleDraft>): void
  onSwitch(mode: ScheduleDraft['mode']): void
}

/** When, in words or step by step; below it what that means and the next instants. */
export function WhenField({ draft, state, error, notice, onChange, onSwitch }: WhenFieldProps) {
  const reading = state.kind === 'read' ? state.reading : state.kind === 'reading' ? state.last : null
  const refused = (state.kind === 'refused' ? state.message : undefined) ?? error
  return (
    <div className={styles['when']}>
      <div className={styles['modes']}>
        <Segmented
          label="How to say it"
          value={draft.mode}
          options={[
            { value: 'words', label: 'In words' },
            { value: 'steps', label: 'Step by step' },
          ]}
          onChange={onSwitch}
        />
      </div>
      {draft.mode === 'words' ? (
        <TextField
          label="When"
          value={draft.when}
          placeholder="every weekday at 9"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          error={refused}
          hint={
            state.kind === 'empty'
              ? 'In your own words: “in 20 minutes”, “tomorrow at 8”, “every weekday at 9”, “every 2 hours until friday”.'
              : undefined
          }
          onChange={(event) => onChange({ when: event.target.value })}
        />
      ) : (
        <BuilderFields state={draft.builder} error={refused} onChange={(builder) => onChange({ builder })} />
      )}
      {notice && (
        <p className={styles['notice']} role="status">
          {notice}
        </p>
      )}
      {reading && <WhenPreview reading={reading} zone={draft.zone} stale={state.kind === 'reading'} />}
      <ZoneField
        value={draft.zone}
        kind={reading?.trigger.kind ?? 'cron'}
        onChange={(zone) => onChange({ zone })}
      />
    </div>
  )
}

import { CircleAlert } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { TextField } from '../../components/text-field.tsx'
import { AdvancedFields } from './advanced/advanced-fields.tsx'
import { AssistFields } from './assist-fields.tsx'
import { type FormSubject, useScheduleForm } from './use-schedule-form.ts'
import { WhenField } from './when-field.tsx'
import styles from './schedule-form.module.css'

interface ScheduleFormProps {
  readonly subject: FormSubject
  onClose(): void
}

const titles = { new: 'New schedule', edit: 'Edit schedule', duplicate: 'Duplicate schedule' } as const

/** The form of a schedule. Ctrl or ⌘ and Enter saves. */
export function ScheduleForm({ subject, onClose }: ScheduleFormProps) {
  const form = useScheduleForm(subject, onClose)
  const { draft, errors, change } = form
  const [asksToDiscard, setAsksToDiscard] = useState(false)
  const close = (): void => (form.isDirty ? setAsksToDiscard(true) : onClose())
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void form.save()
  }
  return (
    <Dialog
      open
      size="l"
      title={titles[subject.kind]}
      onClose={close}
      footer={
        <>
          {form.refusal && (
            <p className={styles['refusal']} role="alert">
              <CircleAlert aria-hidden="true" />
              {form.refusal.message}
            </p>
          )}
          <Button onClick={close}>Cancel</Button>
          <Button variant="solid" busy={form.saving} onClick={() => void form.save()}>
            Save
          </Button>
        </>
      }
    >
      <div className={styles['form']} onKeyDown={onKeyDown}>
        <Segmented
          label="What happens"
          value={draft.kind}
          options={[
            { value: 'assist', label: 'Assistant works' },
            { value: 'notify', label: 'Just remind me' },
          ]}
          onChange={(kind) => change({ kind })}
        />
        <WhenField
          draft={draft}
          state={form.when}
          error={errors.when}
          notice={form.notice}
          onChange={change}
          onSwitch={(mode) => void form.switchTo(mode)}
        />
        <TextArea
          label="What to do"
          value={draft.what}
          error={errors.what}
          placeholder={
            draft.kind === 'assist'
              ? 'Look at the new files and tell me what changed. Ask before you leave something out.'
              : 'The text of the reminder'
          }
          onChange={(event) => change({ what: event.target.value })}
        />
        <TextField
          label="Title"
          value={draft.title}
          maxLength={200}
          placeholder="From what to do"
          onChange={(event) => change({ title: event.target.value, titleEdited: event.target.value !== '' })}
        />
        {draft.kind === 'assist' && <AssistFields draft={draft} onChange={change} />}
        <AdvancedFields
          draft={draft}
          errors={errors}
          open={form.advancedOpen}
          onToggle={() => form.setAdvancedOpen(!form.advancedOpen)}
          onChange={change}
        />
      </div>
      <ConfirmDialog
        open={asksToDiscard}
        danger
        title="Discard what you typed?"
        description="The schedule has not been saved."
        action="Discard"
        onConfirm={onClose}
        onClose={() => setAsksToDiscard(false)}
      />
    </Dialog>
  )
}

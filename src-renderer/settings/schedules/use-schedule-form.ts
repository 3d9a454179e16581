import { useState } from 'react'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import type { RouteError } from '../../../src-shared/ipc/result.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { call } from '../../transport/call.ts'
import { advancedFields, type DraftErrors, readDraft } from './read-draft.ts'
import { draftOf, emptyDraft, type ScheduleDraft, titleFrom } from './schedule-draft.ts'
import { useWhenReading } from './use-when-reading.ts'
import { readWhen, type WhenReading } from './when-reading.ts'

/** What the form is opened with. `known` is the reading of the schedule it starts from. */
export interface FormSubject {
  readonly kind: 'new' | 'edit' | 'duplicate'
  readonly schedule: Schedule | null
  readonly known: WhenReading | null
}

function firstDraft({ kind, schedule, known }: FormSubject): ScheduleDraft {
  if (!schedule) return emptyDraft()
  const draft = draftOf(schedule, known?.words ?? '')
  return kind === 'duplicate' ? { ...draft, title: `${draft.title} (copy)` } : draft
}

/** The state of the schedule form, from what is typed to what is saved. */
export function useScheduleForm(subject: FormSubject, onSaved: () => void) {
  const [initial] = useState(() => firstDraft(subject))
  const [draft, setDraft] = useState(initial)
  const [errors, setErrors] = useState<DraftErrors>({})
  const [refusal, setRefusal] = useState<RouteError | null>(null)
  const [saving, setSaving] = useState(false)
  const [advancedOpen, setAdvancedOpen] = useState(false)
  const known = subject.known ? { text: subject.known.words, reading: subject.known } : null
  const when = useWhenReading(draft.when, known)

  const change = (patch: Partial<ScheduleDraft>): void => {
    setDraft((now) => {
      const next = { ...now, ...patch }
      // A title that was emptied stays empty until there is new text to make one from.
      return next.titleEdited || patch.what === undefined ? next : { ...next, title: titleFrom(next.what) }
    })
    setErrors((now) => {
      const left = { ...now }
      for (const field of Object.keys(patch) as (keyof ScheduleDraft)[]) delete left[field]
      return left
    })
  }

  /** "In 20 minutes" counts from now, not from when it was typed; what is unchanged keeps its trigger. */
  const finalReading = async (): Promise<{ reading: WhenReading | null; problem?: string }> => {
    const text = draft.when.trim()
    if (text === '') return { reading: null }
    if (known && text === known.text) return { reading: known.reading }
    const result = await readWhen(text)
    return result.ok ? { reading: result.data } : { reading: null, problem: result.error.message }
  }

  const save = async (): Promise<void> => {
    if (saving) return
    setSaving(true)
    setRefusal(null)
    const { reading, problem } = await finalReading()
    const read = readDraft(draft, reading, subject.schedule)
    if (!read.ok) {
      setErrors(problem === undefined ? read.errors : { ...read.errors, when: problem })
      if (advancedFields.some((field) => read.errors[field] !== undefined)) setAdvancedOpen(true)
      setSaving(false)
      return
    }
    const result = await store(subject, read.schedule)
    setSaving(false)
    if (!result.ok) return setRefusal(result.error)
    scheduleStore.put(result.data)
    onSaved()
  }
  const isDirty = (Object.keys(draft) as (keyof ScheduleDraft)[]).some(
    (field) => draft[field] !== initial[field],
  )
  return { draft, isDirty, errors, refusal, saving, when, advancedOpen, setAdvancedOpen, change, save }
}

type Read = Extract<ReturnType<typeof readDraft>, { ok: true }>['schedule']

function store({ kind, schedule }: FormSubject, { title, action, trigger, policies }: Read) {
  if (kind === 'edit' && schedule) {
    return call('schedules.update', { id: schedule.id, title, action, trigger, policies })
  }
  const deliverTo = schedule?.deliverTo
  return call('schedules.create', {
    title,
    action,
    trigger,
    policies,
    ...(deliverTo !== undefined && { deliverTo }),
  })
}

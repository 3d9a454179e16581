import { useEffect, useEffectEvent } from 'react'
import { create } from 'zustand'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { toast } from '../../components/toast.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'

/** The schedule whose form was asked for from outside this window and is not open yet. */
const useWanted = create<{ readonly id: string | null }>()(() => ({ id: null }))

/** A notification, an inbox item or the command line wants the form of this schedule. */
export function wantSchedule(id: string): void {
  useWanted.setState({ id })
}

/** Opens the form that was asked for as soon as the schedules are there. A form that is open is left alone. */
export function useOpenedSchedule(isFormOpen: boolean, open: (schedule: Schedule) => void): void {
  const id = useWanted((state) => state.id)
  const isReady = scheduleStore.use((state) => state.load.kind === 'ready')
  const follow = useEffectEvent((wanted: string) => {
    if (useWanted.getState().id !== wanted) return
    useWanted.setState({ id: null })
    const schedule = scheduleStore.use.getState().byId.get(wanted)
    if (!schedule) return toast('That schedule is not there any more.')
    if (isFormOpen) return toast(`Close this form first; then open “${schedule.title}” from the list.`)
    open(schedule)
  })
  useEffect(() => {
    if (id !== null && isReady) follow(id)
  }, [id, isReady])
}

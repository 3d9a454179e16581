import { create } from 'zustand'
import type { RouteError } from '../../src-shared/ipc/result.ts'
import { after } from '../platform/after.ts'
import { newId } from '../platform/new-id.ts'

export interface ToastMessage {
  readonly id: string
  readonly tone: 'plain' | 'error'
  readonly text: string
}

export const useToasts = create<readonly ToastMessage[]>()(() => [])

/** Where the window shows them. */
export const useToastPlace = create<{ readonly element: HTMLElement | null }>()(() => ({ element: null }))

const shownMs = 6000

/** Says something for six seconds. For what happened elsewhere; an error of a form belongs in the form. */
export function toast(text: string, tone: ToastMessage['tone'] = 'plain'): void {
  const id = newId()
  useToasts.setState((all) => [...all.filter((one) => one.text !== text).slice(-2), { id, tone, text }], true)
  after(shownMs, () => dismissToast(id))
}

/** Says why a route refused. */
export function toastError(error: RouteError): void {
  toast(error.message, 'error')
}

export function dismissToast(id: string): void {
  useToasts.setState((all) => all.filter((one) => one.id !== id), true)
}

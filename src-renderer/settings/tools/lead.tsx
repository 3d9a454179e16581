import type { ReactNode } from 'react'
import page from '../settings-page.module.css'

/** One or two sentences at the head of a section: what it is for. */
export function Lead({ children }: { readonly children: ReactNode }) {
  return <p className={page['lead']}>{children}</p>
}

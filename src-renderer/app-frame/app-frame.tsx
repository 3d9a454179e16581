import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { type ReactNode, useEffect } from 'react'
import { applyTheme } from '../design/apply-theme.ts'
import { useSettingsStore } from '../stores/settings-store.ts'
import { LinkDialog } from './link-dialog.tsx'
import { Toasts } from '../components/toasts.tsx'

/** What every window needs around its content: theme, tooltips, the link question, toasts, and the content policy. */
export function AppFrame({ children }: { readonly children: ReactNode }) {
  const theme = useSettingsStore((state) => state.settings?.theme)
  useEffect(() => {
    if (theme) applyTheme(theme)
  }, [theme])
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        {children}
        <LinkDialog />
        <Toasts />
      </Tooltip.Provider>
    </CSPProvider>
  )
}

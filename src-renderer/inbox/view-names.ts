import type { TabView } from './items/inbox-rows.ts'

export const viewNames: Readonly<Record<TabView, string>> = {
  'needs-you': 'Needs you',
  failed: 'Failed',
  finished: 'Finished',
  archived: 'Archived',
}

import {
  Ban,
  Check,
  FileLock2,
  ListChecks,
  type LucideIcon,
  MessageCircleQuestion,
  TriangleAlert,
} from 'lucide-react'
import {
  type EffectClass,
  type PermissionPolicy,
  permissionTable,
  runsOnlyWhatIsListed,
  type Verdict,
} from '../../../../src-shared/domain/permission.ts'
import { effectClasses, effectWords, policies, verdictWords } from '../../../permissions/policy-words.ts'
import { SettingsGroup } from '../../settings-group.tsx'
import plain from '../../plain-page.module.css'
import styles from './policy-table.module.css'

const icons: Readonly<Record<Verdict, LucideIcon>> = { run: Check, ask: MessageCircleQuestion, refuse: Ban }

/** The table that every call is judged by, drawn from the very object that is enforced. */
export function PolicyTable() {
  return (
    <SettingsGroup title="What each policy does">
      <div className={styles['scroll']}>
        <table className={styles['table']}>
          <caption className="visually-hidden">What each policy does with each kind of work</caption>
          <thead>
            <tr>
              <td />
              {policies.map(({ value, short, label }) => (
                <th key={value} scope="col" title={label}>
                  {short}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {effectClasses.map((effect) => (
              <tr key={effect}>
                <th scope="row">
                  {effectWords[effect].label}
                  <span className={styles['hint']}>{effectWords[effect].hint}</span>
                </th>
                {policies.map(({ value }) => (
                  <Cell key={value} policy={value} effect={effect} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className={plain['list']} aria-label="Beyond the table">
        <li>
          <ListChecks aria-hidden="true" />
          <span>
            What you always allow is done where the table says Ask, and under Allow listed also where it says
            Refuse. The list is below.
          </span>
        </li>
        <li>
          <FileLock2 aria-hidden="true" />
          <span>
            Protected files are never changed without asking, whatever the policy: Dormouse’s own data, keys,
            shell profiles, autostart and git hooks.
          </span>
        </li>
        <li>
          <TriangleAlert aria-hidden="true" />
          <span>
            Once it has read a web page, a mail file or what an MCP server said, everything that sends data
            out or runs a program asks, even what is always allowed, unless you trust that source there.
          </span>
        </li>
      </ul>
    </SettingsGroup>
  )
}

function Cell({ policy, effect }: { readonly policy: PermissionPolicy; readonly effect: EffectClass }) {
  const verdict = permissionTable[policy][effect]
  const Icon = icons[verdict]
  return (
    <td className={styles[verdict]}>
      <span className={styles['verdict']}>
        <Icon aria-hidden="true" />
        {verdictWords[verdict]}
      </span>
      {verdict === 'refuse' && runsOnlyWhatIsListed(policy) && (
        <span className={styles['unless']}>unless listed</span>
      )}
    </td>
  )
}

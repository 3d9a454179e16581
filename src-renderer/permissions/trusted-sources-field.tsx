import { ListField } from './list-field.tsx'
import { readSource, sourceKeyWords } from './read-source.ts'

interface TrustedSourcesFieldProps {
  readonly sources: readonly string[]
  onChange(sources: readonly string[]): void
}

const mostSources = 100

/** Sources whose content does not make later calls ask. */
export function TrustedSourcesField({ sources, onChange }: TrustedSourcesFieldProps) {
  return (
    <ListField
      label="Trust a source"
      listLabel="Trusted sources"
      values={sources}
      placeholder="web:example.com"
      hint="web:example.com, mcp:my-server, mail or shell. What comes from it does not make later calls ask."
      most={mostSources}
      read={readSource}
      words={sourceKeyWords}
      onChange={onChange}
    />
  )
}

import type { Grant } from '../../../../src-shared/domain/grant.ts'

/** The permissions that have every word of the search in what they say, their tool or their owner's title. */
export function findGrants(
  grants: readonly Grant[],
  search: string,
  ownerOf: (grant: Grant) => string,
): readonly Grant[] {
  const words = search.toLowerCase().split(/\s+/)
  return grants.filter((grant) => {
    const text = [grant.words, grant.operation, grant.tool, ownerOf(grant)].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

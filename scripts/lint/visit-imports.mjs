/**
 * A visitor that calls `visit(specifier, node, isType)` for every import of a file: static, dynamic, re-exported, of
 * types, and `require`.
 */
export function visitImports(visit) {
  const visitSource = (node) => {
    const { source } = node
    const isType = node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType'
    if (typeof source?.value === 'string') visit(source.value, source, isType)
  }
  return {
    ImportDeclaration: visitSource,
    ExportNamedDeclaration: visitSource,
    ExportAllDeclaration: visitSource,
    ImportExpression: visitSource,
    TSImportType: visitSource,
    CallExpression(node) {
      const [argument] = node.arguments
      if (node.callee.name === 'require' && typeof argument?.value === 'string') {
        visit(argument.value, argument, false)
      }
    },
  }
}

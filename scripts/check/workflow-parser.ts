import { registerHooks } from 'node:module';

// The package is made for bundlers: it imports its schema without saying that this is JSON.
const hooks = registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    if (!found.url.includes('/@actions/workflow-parser/') || !found.url.endsWith('.json')) return found;
    return { ...found, importAttributes: { type: 'json' } };
  },
});

/** GitHub's own parser of workflow files, with its schema. */
export const { convertWorkflowTemplate, isBasicExpression, NoOperationTraceWriter, parseWorkflow } = await import(
  '@actions/workflow-parser'
);
hooks.deregister();

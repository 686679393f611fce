import { parse } from 'yaml';
import {
  convertWorkflowTemplate,
  isBasicExpression,
  NoOperationTraceWriter,
  parseWorkflow,
} from './workflow-parser.ts';

interface Step {
  uses?: string;
  run?: string;
}

interface Workflow {
  permissions?: unknown;
  jobs: Record<string, { uses?: string; steps?: Step[]; 'timeout-minutes'?: number }>;
}

/** One call of a script that anybody can run by hand. */
const call = /^node (scripts\/[\w./-]+\.mjs)(?: (scripts\/[\w./-]+\.ts))?(?: --[\w-]+(?: [\w./-]+)?)*$/;

/**
 * Finds what is wrong with a workflow of GitHub Actions: against the schema of their own parser, and against the rules of
 * this house, by which every step is one call of a script in scripts/ and every action is pinned by its commit.
 *
 * @param file - Path, for messages.
 * @param exists - Returns true for a file of the repository that is there.
 * @returns A sentence for each fault.
 */
export async function workflowFaults(file: string, text: string, exists: (path: string) => boolean): Promise<string[]> {
  const { context, value } = parseWorkflow({ name: file, content: text }, new NoOperationTraceWriter());
  if (value && !isBasicExpression(value)) await convertWorkflowTemplate(context, value);
  const errors = context.errors.getErrors().map(({ message }) => message);
  return errors.length > 0
    ? errors
    : houseRules(parse(text) as Workflow, text, exists).map((fault) => `${file}: ${fault}`);
}

function houseRules({ permissions, jobs }: Workflow, text: string, exists: (path: string) => boolean): string[] {
  const faults = permissions === undefined ? ['says no permissions, so that its token may do everything'] : [];
  for (const [name, job] of Object.entries(jobs)) {
    if (!job.uses && !job['timeout-minutes']) faults.push(`the job ${name} has no timeout-minutes`);
    for (const { uses, run } of job.steps ?? []) {
      if (uses && !new RegExp(`${uses.replace(/[.*+?^$()[\]|\\]/g, '\\$&')} # v\\d`).test(text)) {
        faults.push(`${uses} has no comment with its version`);
      }
      if (uses && !/@[0-9a-f]{40}$/.test(uses)) faults.push(`${uses} is not pinned by its commit`);
      if (!run) continue;
      const scripts = call.exec(run.trim())?.slice(1).filter(Boolean);
      if (!scripts) faults.push(`"${run.trim()}" is not one call of a script in scripts/`);
      for (const script of scripts ?? []) if (!exists(script)) faults.push(`${script} is not there`);
    }
  }
  return faults;
}

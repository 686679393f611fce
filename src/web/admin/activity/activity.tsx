import { useMemo, useState } from 'preact/hooks';
import type { ActivityPoints, ActivitySpan } from '../../api/admin-api.ts';
import { Choice } from '../../ui/choice.tsx';
import { useResult } from '../../ui/use-result.ts';
import type { Admin } from '../admin.ts';
import { SectionCard } from '../section-card.tsx';
import { text as shared } from '../text.ts';
import { ChartCard } from './chart-card.tsx';
import { chartsOf } from './charts.ts';
import { text } from './text.ts';

const spans: ActivitySpan[] = ['hours', 'day', 'fortnight', 'years'];

/** What the server did over time, and how much it holds. */
export function Activity({ admin }: { admin: Admin }) {
  const [span, setSpan] = useState<ActivitySpan>('hours');
  const { value, problem, reload } = useResult(() => admin.look<ActivityPoints>(`/activity?span=${span}`), span);
  const charts = useMemo(() => value && chartsOf(value), [value]);
  return (
    <>
      <SectionCard title={text.activityTitle} lead={text.activityLead} isWaiting={!value} problem={problem}>
        <Choice<ActivitySpan>
          label={text.span}
          value={span}
          onValue={setSpan}
          options={spans.map((each) => [each, text.spans[each]] as const)}
        />
        <button type="button" class="button quiet" onClick={reload}>
          {shared.loadAgain}
        </button>
      </SectionCard>
      <div class="charts">
        {charts?.map((chart) => (
          <ChartCard key={chart.title} {...chart} />
        ))}
      </div>
    </>
  );
}

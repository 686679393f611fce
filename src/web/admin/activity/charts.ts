import type { ActivityPoint, ActivityPoints } from '../../api/admin-api.ts';
import { bytesInWords, numberInWords } from '../../ui/numbers.ts';
import type { ChartFacts } from './chart-card.tsx';
import { text } from './text.ts';

/** How many lines a chart has at most; the least are put together. */
const most = 6;

/** Makes the charts out of what the server tells. */
export function chartsOf({ minutes, points }: ActivityPoints): ChartFacts[] {
  const steps = withGaps(points, minutes * 60_000);
  const moments = steps.map(({ at }) => at);
  const values = (of: (point: ActivityPoint) => number | null | undefined) =>
    steps.map(({ point }) => (point ? (of(point) ?? null) : null));
  const counted = (of: (point: ActivityPoint) => Record<string, number>, nameOf = (name: string) => name) =>
    largest(points, of).map(({ name, total, names }) => ({
      name: nameOf(name),
      summary: numberInWords(total),
      values: values((point) => names.reduce((sum, each) => sum + (of(point)[each] ?? 0), 0)),
    }));
  const newest = points.findLast(({ gauges }) => gauges)?.gauges;
  const gauge = (name: string, of: (point: ActivityPoint) => number | undefined, format: (value: number) => string) => {
    const known = points.map(of).filter((value) => value !== undefined);
    return known.length === 0 ? [] : [{ name, summary: format(known.at(-1)!), values: values(of) }];
  };
  const count = (value: number) => numberInWords(value, { maximumFractionDigits: 1 });
  return [
    { ...text.charts.statuses, moments, format: count, lines: counted(({ statuses }) => statuses) },
    { ...text.charts.routes, moments, format: count, lines: counted(({ routes }) => routes) },
    {
      ...text.charts.durations,
      moments,
      format: duration,
      joins: true,
      lines: [
        ...gauge(text.median, ({ median }) => median ?? undefined, duration),
        ...gauge(text.p99, ({ p99 }) => p99 ?? undefined, duration),
      ],
    },
    { ...text.charts.errors, moments, format: count, lines: errorLines(points, values) },
    {
      ...text.charts.users,
      moments,
      format: count,
      joins: true,
      lines: [
        ...gauge(text.usersOfHour, ({ gauges }) => gauges?.usersOfHour, count),
        ...gauge(text.usersOfDay, ({ gauges }) => gauges?.usersOfDay, count),
      ],
    },
    {
      ...text.charts.collections,
      moments,
      format: bytesInWords,
      joins: true,
      lines: Object.entries(newest?.collections ?? {})
        .sort(([, a], [, b]) => b - a)
        .slice(0, most)
        .map(([name, bytes]) => ({
          name,
          summary: bytesInWords(bytes),
          values: values(({ gauges }) => gauges && (gauges.collections[name] ?? 0)),
        })),
    },
    {
      ...text.charts.database,
      moments,
      format: bytesInWords,
      joins: true,
      lines: gauge(text.databaseBytes, ({ gauges }) => gauges?.databaseBytes, bytesInWords),
    },
  ];
}

const duration = (seconds: number) =>
  numberInWords(seconds * 1000, { style: 'unit', unit: 'millisecond', maximumFractionDigits: seconds < 0.01 ? 1 : 0 });

type Values = (of: (point: ActivityPoint) => number | null | undefined) => (number | null)[];

// What the server itself could not do; what it refuses is no error of its own.
function errorLines(points: ActivityPoint[], values: Values) {
  const errors = ({ statuses }: ActivityPoint) =>
    Object.entries(statuses).reduce((sum, [status, count]) => (Number(status) >= 500 ? sum + count : sum), 0);
  if (points.length === 0) return [];
  const total = points.reduce((sum, point) => sum + errors(point), 0);
  return [{ name: text.errors, summary: numberInWords(total), values: values(errors) }];
}

/** The lines with the largest totals, and one that puts the others together. */
function largest(points: ActivityPoint[], of: (point: ActivityPoint) => Record<string, number>) {
  const totals: Record<string, number> = {};
  for (const point of points) {
    for (const [name, count] of Object.entries(of(point))) totals[name] = (totals[name] ?? 0) + count;
  }
  const sorted = Object.entries(totals).sort(([, a], [, b]) => b - a);
  const isLong = sorted.length > most;
  const shown = sorted.slice(0, isLong ? most - 1 : most).map(([name, total]) => ({ name, total, names: [name] }));
  const rest = isLong ? sorted.slice(most - 1) : [];
  const sum = rest.reduce((all, [, total]) => all + total, 0);
  return isLong ? [...shown, { name: text.others, total: sum, names: rest.map(([name]) => name) }] : shown;
}

// Where the server did not run, lines break off.
function withGaps(points: ActivityPoint[], step: number): { at: number; point?: ActivityPoint }[] {
  return points.flatMap((point, i) => {
    const before = points[i - 1];
    const isGap = before !== undefined && point.at - before.at > 1.5 * step;
    return isGap ? [{ at: before.at + step }, { at: point.at, point }] : [{ at: point.at, point }];
  });
}

import { Chart, type ChartLine, lineColour } from '../../ui/chart.tsx';
import { momentInWords } from '../../ui/numbers.ts';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { SectionCard } from '../section-card.tsx';
import { text } from './text.ts';

/** How many of the newest moments the table has. */
const rows = 60;

/** What a chart shows: its lines, each with a number that sums it up. */
export interface ChartFacts {
  title: string;
  lead: string;
  moments: number[];
  lines: (ChartLine & { summary: string })[];
  format(value: number): string;
  joins?: boolean;
}

/** A chart, what its colours mean, and the same as a table. */
export function ChartCard(props: ChartFacts) {
  const { title, lead, lines } = props;
  const summary = lines.map(({ name, summary: words }) => `${name}: ${words}`).join(', ');
  return (
    <SectionCard title={title} lead={lead}>
      {lines.length === 0 ? (
        <p>{text.noActivity}</p>
      ) : (
        <>
          <Chart {...props} label={`${title}. ${summary}`} />
          <ul class="legend">
            {lines.map(({ name, summary: words }, i) => (
              <li key={name} class={lineColour(i).slice(2)}>
                {name}: <strong>{words}</strong>
              </li>
            ))}
          </ul>
          <details>
            <summary>{text.asTable}</summary>
            <Table {...props} />
          </details>
        </>
      )}
    </SectionCard>
  );
}

function Table({ title, moments, lines, format }: ChartFacts) {
  const newest = moments
    .map((at, i) => ({ at, values: lines.map(({ values }) => values[i] ?? null) }))
    .filter(({ values }) => values.some((value) => value !== null))
    .toReversed()
    .slice(0, rows);
  return (
    <ScrollArea label={text.tableOf(title)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.moment}</th>
            {lines.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newest.map(({ at, values }) => (
            <tr key={at}>
              <th scope="row">{momentInWords(at)}</th>
              {values.map((value, i) => (
                <td key={lines[i]!.name}>{value === null ? '–' : format(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

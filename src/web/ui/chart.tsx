import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { language } from '../language/language.ts';

/** One line of a chart. */
export interface ChartLine {
  name: string;
  /** A value for each moment; null: nothing is known. */
  values: (number | null)[];
}

const height = 220;

/** The colours of lines, as tokens of the style. */
const colours = ['--line-1', '--line-2', '--line-3', '--line-4', '--line-5', '--line-6'];

/** Which colour a line has, as a token. */
export const lineColour = (index: number): string => colours[index % colours.length]!;

/**
 * Draws lines over time, in the colours of the page's scheme and as wide as there is room.
 *
 * @param props - `label`: what it shows, for who can't see it; `moments`: ms, rising; `format`: writes a value at the axis.
 */
export function Chart(props: {
  label: string;
  moments: number[];
  lines: ChartLine[];
  format(value: number): string;
  /** Draws through moments at which nothing is known. */
  joins?: boolean;
}) {
  const { label, moments, lines, format, joins = false } = props;
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const { current: element } = place;
    if (!element) return;
    const dark = matchMedia('(prefers-color-scheme: dark)');
    let plot: uPlot | undefined;
    const draw = () => {
      plot?.destroy();
      const data = [moments.map((at) => at / 1000), ...lines.map(({ values }) => values)];
      plot = new uPlot(optionsFor(element, lines, format, joins), data as uPlot.AlignedData, element);
    };
    draw();
    const resized = new ResizeObserver(() => plot?.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    dark.addEventListener('change', draw);
    return () => {
      resized.disconnect();
      dark.removeEventListener('change', draw);
      plot?.destroy();
    };
  }, [moments, lines]);

  return <div class="chart" ref={place} role="img" aria-label={label} />;
}

function optionsFor(
  element: HTMLElement,
  lines: ChartLine[],
  format: (value: number) => string,
  joins: boolean,
): uPlot.Options {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const axis = { stroke: token('--ink-soft'), grid: { stroke: token('--line'), width: 1 }, ticks: { show: false } };
  const time = new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(language(), { month: 'short', day: 'numeric' });
  return {
    width: element.clientWidth,
    // The words of the last moment reach beyond the end of the axis.
    padding: [null, 36, null, null],
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_plot, _low, high) => [0, high > 0 ? high * 1.1 : 1] } },
    axes: [
      {
        ...axis,
        space: 90,
        values: (_plot, splits, _index, _space, step) =>
          splits.map((at) => (step >= 86_400 ? day : time).format(at * 1000)),
      },
      { ...axis, size: 80, values: (_plot, splits) => splits.map(format) },
    ],
    series: [
      {},
      ...lines.map((_line, i) => ({
        stroke: token(lineColour(i)),
        width: 2,
        spanGaps: joins,
        points: { show: true, size: 4 },
      })),
    ],
  };
}

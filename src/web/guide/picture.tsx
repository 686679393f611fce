import { text } from './text.ts';

/** One row of a drawn phone. */
export interface PictureRow {
  words: string;
  /** What stands below the words, smaller. */
  below?: string;
  /** The one to look at. `tap`: touched five times; `switch`: switched on. */
  mark?: 'open' | 'tap' | 'switch';
}

const rowHeight = 40;
const top = 46;

/**
 * A drawn phone with a list of settings. It shows where to look, not how a particular version looks.
 *
 * @param props - `label`: the same in words, for who doesn't see it.
 */
export function PhonePicture({ title, rows, label }: { title: string; rows: PictureRow[]; label: string }) {
  const height = top + rows.length * rowHeight + 14;
  return (
    <svg class="phone" viewBox={`0 0 220 ${height}`} role="img" aria-label={label}>
      <rect class="phone-body" x="2" y="2" width="216" height={height - 4} rx="16" />
      <text class="phone-title" x="18" y="30">
        {title}
      </text>
      {rows.map((row, index) => (
        <Row key={row.words} row={row} y={top + index * rowHeight} />
      ))}
    </svg>
  );
}

function Row({ row, y }: { row: PictureRow; y: number }) {
  const { words, below, mark } = row;
  return (
    <g class={mark ? 'phone-marked' : ''}>
      {mark && <rect class="phone-mark" x="9" y={y} width="202" height={rowHeight - 2} rx="6" />}
      <text x="18" y={y + (below ? 16 : 24)}>
        {words}
      </text>
      {below && (
        <text class="phone-below" x="18" y={y + 31}>
          {below}
        </text>
      )}
      {mark === 'tap' && (
        <>
          <circle class="phone-finger" cx="190" cy={y + 19} r="15" />
          <text class="phone-taps" x="190" y={y + 23} text-anchor="middle">
            {text.pictures.tap}
          </text>
        </>
      )}
      {mark === 'switch' && (
        <>
          <rect class="phone-switch" x="176" y={y + 10} width="30" height="18" rx="9" />
          <circle class="phone-knob" cx="197" cy={y + 19} r="7" />
        </>
      )}
      {mark === 'open' && !below && <path class="phone-arrow" d={`M196 ${y + 13}l6 6-6 6`} />}
    </g>
  );
}

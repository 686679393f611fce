import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Lines beyond those that are seen, so that scrolling shows no gaps. */
const spare = 10;

/**
 * A list of any length of which only the lines that are seen are made.
 *
 * @param rowHeight - Of every line, px.
 */
export function VirtualList<Item>(props: {
  label: string;
  items: readonly Item[];
  rowHeight: number;
  keyOf(item: Item): string;
  children(item: Item): ComponentChildren;
}) {
  const { label, items, rowHeight, keyOf, children } = props;
  const box = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ from: 0, to: 40 });

  function look() {
    // A browser tells of the last scrolling although the list has gone meanwhile.
    if (!box.current) return;
    const { scrollTop, clientHeight } = box.current;
    const from = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
    setRange({ from, to: Math.ceil((scrollTop + clientHeight) / rowHeight) + spare });
  }

  useEffect(() => {
    const observer = new ResizeObserver(look);
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    // What was found begins at the top.
    if (box.current) box.current.scrollTop = 0;
    look();
  }, [items]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div class="virtual-list" ref={box} onScroll={look} tabIndex={0}>
      <ul aria-label={label} style={{ blockSize: `${items.length * rowHeight}px` }}>
        {items.slice(range.from, range.to).map((item, i) => (
          <li
            key={keyOf(item)}
            aria-setsize={items.length}
            aria-posinset={range.from + i + 1}
            style={{ insetBlockStart: `${(range.from + i) * rowHeight}px`, blockSize: `${rowHeight}px` }}
          >
            {children(item)}
          </li>
        ))}
      </ul>
    </div>
  );
}

import type { EngineReport } from './report.ts';

const colors = ['#20639b', '#e07a3f', '#3caea3', '#8e5ea2'];
const width = 900;
const barHeight = 14;
const labelWidth = 360;

/** Draws speed as a share of a bare `node:http` server, a group of bars a scenario, as SVG. */
export function chart(reports: EngineReport[]): string {
  const names = reports[0]!.figures.map((one) => one.name);
  const groupHeight = reports.length * barHeight + 14;
  const height = 60 + names.length * groupHeight;
  const scale = width - labelWidth - 60;
  const parts = names.flatMap((name, row) => {
    const top = 50 + row * groupHeight;
    const bars = reports.map((report, i) => {
      const share = Math.min(report.figures[row]?.ofHttp ?? 0, 1);
      const y = top + i * barHeight;
      return (
        `<rect x="${labelWidth}" y="${y}" width="${(share * scale).toFixed(1)}" height="${barHeight - 3}" fill="${colors[i % colors.length]}"/>` +
        `<text x="${(labelWidth + share * scale + 5).toFixed(1)}" y="${y + 10}">${share.toFixed(2)}</text>`
      );
    });
    return [
      `<text x="${labelWidth - 8}" y="${top + groupHeight / 2 - 4}" text-anchor="end">${escapeXml(name)}</text>`,
      ...bars,
    ];
  });
  const legend = reports.map(
    ({ engine }, i) =>
      `<rect x="${labelWidth + i * 130}" y="22" width="12" height="12" fill="${colors[i % colors.length]}"/>` +
      `<text x="${labelWidth + 18 + i * 130}" y="32">${escapeXml(engine)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    '<text x="12" y="14" font-size="13">Speed as a share of a bare node:http server that answers the same bytes (1 = as fast)</text>',
    ...legend,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

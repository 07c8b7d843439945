import type { Row } from "./report";

const width = 720;
const labelWidth = 190;
const barHeight = 16;
const colours = ["#64748b", "#a78bfa", "#0d9488", "#f59e0b", "#ef4444"];

/** A bar chart, as SVG: the median ms from a frame's insertion to its creation, by conditions, frame and app. */
export function plot(rows: readonly Row[]): string {
  const shown = rows.filter(({ mark }) => mark === "created");
  const apps = [...new Set(shown.map(({ app }) => app))];
  const groups = new Set(shown.map(titleOf));
  const longest = Math.max(...shown.map(({ median }) => median));
  const scale = (width - labelWidth - 75) / longest;
  const parts: string[] = [];
  let y = 8;
  for (const title of groups) {
    y += 22;
    parts.push(`<text x="0" y="${y}" style="font-weight: bold">${title}</text>`);
    for (const [index, app] of apps.entries()) {
      const row = shown.find((each) => each.app === app && titleOf(each) === title);
      if (!row) continue;
      y += barHeight + 4;
      const length = (row.median * scale).toFixed(1);
      parts.push(
        `<text x="${labelWidth - 8}" y="${y}" text-anchor="end">${app}</text>`,
        `<rect x="${labelWidth}" y="${y - barHeight + 3}" width="${length}" height="${barHeight}" fill="${colours[index]}" rx="2"/>`,
        `<text x="${(labelWidth + row.median * scale + 6).toFixed(1)}" y="${y}">${row.median.toFixed(0)} ms</text>`,
      );
    }
    y += 6;
  }
  const style =
    "text { font: 13px system-ui, sans-serif; fill: #334155 } @media (prefers-color-scheme: dark) { text { fill: #cbd5e1 } }";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 10}" role="img" aria-label="Time from the insertion of a frame to the app's creation"><style>${style}</style>${parts.join("")}</svg>\n`;
}

function titleOf({ frame, conditions }: Row): string {
  return `Frame ${frame}, ${conditions}`;
}

export const pageStyle = `
:root {
  --page: #f3f4f6; --card: #fff; --text: #1b1f27; --soft: #586072; --line: #d9dde4; --field: #868d9b;
  --tint: #f3f5fb; --accent: #2f54c8; --accent-strong: #24429f; --on-accent: #fff;
  --error: #a61b1b; --error-tint: #fdf1f0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #101216; --card: #181b21; --text: #e8eaef; --soft: #a2aab8; --line: #2f343e; --field: #707888;
    --tint: #222732; --accent: #93aeff; --accent-strong: #b3c6ff; --on-accent: #10172b;
    --error: #ffaca3; --error-tint: #33201f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 24px 16px;
  background: var(--page); color: var(--text); font: 15px/1.45 system-ui, sans-serif;
}
main {
  width: 100%; max-width: 408px; overflow: hidden; border: 1px solid var(--line); border-radius: 14px;
  background: var(--card); box-shadow: 0 1px 2px #0000000d, 0 12px 32px -12px #00000026; padding: 0 28px 20px;
}
.notice {
  margin: 0 -28px; padding: 10px 28px; border-bottom: 1px solid var(--line); background: var(--tint);
  color: var(--soft); font-size: 13px;
}
.notice strong { color: var(--text); font-weight: 600; }
h1 { margin: 20px 0 0; font-size: 22px; line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; text-wrap: balance; }
h1 + p { margin: 2px 0 16px; color: var(--soft); }
code { font: 0.92em ui-monospace, monospace; overflow-wrap: anywhere; }
dl { margin: 0 0 16px; }
dt { margin-top: 10px; font-size: 13px; color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
button, input { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }

.agents { display: grid; gap: 8px; margin: 0; padding: 0; list-style: none; }
.agents button {
  display: grid; grid-template-columns: 34px 1fr; gap: 0 12px; align-items: center; width: 100%; padding: 7px 12px;
  border: 1px solid var(--line); border-radius: 10px; background: none; text-align: left;
}
.agents button:hover { border-color: var(--accent); background: var(--tint); }
.initials {
  grid-row: span 2; display: grid; place-items: center; width: 34px; height: 34px; border-radius: 50%;
  background: var(--tint); color: var(--accent); font-size: 13px; font-weight: 600;
}
.agents button:hover .initials { background: var(--card); }
.name { font-weight: 550; line-height: 1.3; }
.detail { color: var(--soft); font-size: 13px; line-height: 1.3; overflow-wrap: anywhere; }

.or { display: flex; align-items: center; gap: 12px; margin: 14px 0 10px; color: var(--soft); font-size: 13px; }
.or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
.fields { display: grid; gap: 10px; grid-template-columns: 1fr 1fr; }
.fields label { display: block; margin-bottom: 3px; font-size: 13px; font-weight: 550; }
.fields input {
  width: 100%; height: 40px; padding: 0 11px; border: 1px solid var(--field); border-radius: 8px; background: var(--card);
}
.fields input[aria-invalid] { border-color: var(--error); }
.error {
  margin: 0 0 10px; padding: 9px 12px; border-radius: 8px; background: var(--error-tint); color: var(--error);
  font-size: 14px;
}
.primary {
  width: 100%; min-height: 42px; margin-top: 12px; border: 0; border-radius: 8px; background: var(--accent);
  color: var(--on-accent); font-weight: 600;
}
.primary:hover { background: var(--accent-strong); }
.cancel { margin-top: 6px; text-align: center; }
.cancel button { padding: 6px 12px; border: 0; border-radius: 8px; background: none; color: var(--soft); }
.cancel button:hover { color: var(--text); text-decoration: underline; }

@media (max-width: 560px) {
  body { padding: 0; place-items: start stretch; background: var(--card); }
  main { max-width: none; border: 0; border-radius: 0; box-shadow: none; }
}
@media (max-width: 400px) {
  main { padding-inline: 16px; }
  .notice { margin-inline: -16px; padding-inline: 16px; }
  .fields { grid-template-columns: 1fr; }
}
`;

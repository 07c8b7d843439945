/** What the app's frames remember in this browser, under one workspace, from one session to the next. */
export interface DeskMemory {
  /** The agent signed out: later frames wait for a click instead of signing in silently. */
  signedOut?: boolean;
  /** The agent who was signed in last, and the ARN of the Connect agent at whose desk that was. */
  last?: { agentId: string; desk: string };
  /** When a frame signed in, in epoch ms. */
  signedInAt?: number;
}

const key = "sign-in";
// Where storage is blocked, each frame remembers for itself.
let fallback: DeskMemory = {};

/** `localStorage` is partitioned by the workspace's site, and shared by all of its tabs, like the frames' messages. */
export function readMemory(): DeskMemory {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return fallback;
  }
}

export function remember(change: DeskMemory): void {
  const next = { ...readMemory(), ...change };
  fallback = next;
  try {
    localStorage.setItem(key, JSON.stringify(next));
  } catch {}
}

/** What the app's frames in one workspace remember in this browser between sessions. */
export interface DeskMemory {
  /** The agent signed out: later frames wait for a click instead of signing in silently. */
  signedOut?: boolean;
  /** The agent who was signed in last, and the ARN of the Connect agent at that desk. */
  last?: { agentId: string; desk: string };
  /** When a frame signed in, in epoch ms. */
  signedInAt?: number;
}

const key = "sign-in";
// If storage is blocked, each frame has its own memory.
let fallback: DeskMemory = {};

/** Reads `localStorage`, which all frames in the workspace's tabs share: it is partitioned by the workspace's site. */
export function readMemory(): DeskMemory {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return fallback;
  }
}

/** Saves a change of the memory. */
export function remember(change: DeskMemory): void {
  const next = { ...readMemory(), ...change };
  fallback = next;
  try {
    localStorage.setItem(key, JSON.stringify(next));
  } catch {}
}

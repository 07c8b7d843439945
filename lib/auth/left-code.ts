import "server-only";
import { cookies } from "next/headers";

const name = "__Host-sign-in-code";

/** Seconds that a code stays in the browser for a frame that the window could not reach. */
export const leftCodeLifetime = 180;

// Not partitioned, on purpose: the one jar that both the window and, where third-party cookies are
// allowed, the frame can see.
const options = { httpOnly: true, secure: true, sameSite: "none", path: "/" } as const;

/**
 * Leaves a code in the browser. An identity provider that sends Cross-Origin-Opener-Policy cuts the
 * window off from the frame for good; the frame, or a second window, picks the code up here.
 */
export async function leaveCode(code: string): Promise<void> {
  (await cookies()).set(name, code, { ...options, maxAge: leftCodeLifetime });
}

export async function findLeftCode(): Promise<string | null> {
  return (await cookies()).get(name)?.value || null;
}

export async function dropLeftCode(): Promise<void> {
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}

/**
 * The cookie of a cross-site frame. It is sent there only if it is SameSite=None, and survives blocked
 * third-party cookies only if it is Partitioned. Two cookies of one name, one of them not partitioned,
 * would both be sent, so every cookie that the frame and the sign-in window share is made like this.
 */
export const frameCookie = {
  httpOnly: true,
  secure: true,
  sameSite: "none",
  path: "/",
  partitioned: true,
} as const;

/**
 * The options of a cookie in a cross-site frame. The browser sends it there only if it is SameSite=None, and
 * with third-party cookies blocked only if it is Partitioned. It would send two cookies with one name if one
 * were not partitioned, so all cookies that the frame and the sign-in window share use these options.
 */
export const frameCookie = {
  httpOnly: true,
  secure: true,
  sameSite: "none",
  path: "/",
  partitioned: true,
} as const;

// `@amazon-connect/theme` needs Cloudscape, so only tests/cloudscape installs it. These are its names on the port.

export const themeRoutes = { getTheme: "getTheme" } as const;

/** A value of a Cloudscape token, for both modes or for each. */
type TokenValue = string | { light?: string; dark?: string };

/** Cloudscape's theme, as its `applyTheme` accepts it. */
export interface CloudscapeTheme {
  tokens: Record<string, TokenValue>;
}

/** The response to `getTheme`. */
export interface ThemeData {
  theme?: CloudscapeTheme;
}

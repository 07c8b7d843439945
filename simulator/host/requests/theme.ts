import { type ThemeData, themeRoutes } from "../sdk/theme";
import type { Route } from "./route";

export const themeRequests: { [themeRoutes.getTheme]: Route<void, ThemeData> } = {
  [themeRoutes.getTheme]: (_, { theme }) => (theme ? { theme } : {}),
};

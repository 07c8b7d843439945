import { type ThemeData, themeRoutes as routes } from "../sdk/theme";
import type { Route } from "./route";

export const themeRoutes: { [routes.getTheme]: Route<void, ThemeData> } = {
  [routes.getTheme]: (_, { theme }) => (theme ? { theme } : {}),
};

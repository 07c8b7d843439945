import { type Locale, userRoutes as routes } from "../sdk/user";
import type { Route } from "./route";

export const userRoutes: { [routes.getLanguage]: Route<void, { language: Locale | null }> } = {
  [routes.getLanguage]: (_, { model }) => ({ language: model.settings.values.language }),
};

import { type Locale, userRoutes } from "../sdk/user";
import type { Route } from "./route";

export const settingsRoutes: {
  [userRoutes.getLanguage]: Route<void, { language: Locale | null }>;
} = {
  [userRoutes.getLanguage]: (_, { model }) => ({ language: model.settings.values.language }),
};

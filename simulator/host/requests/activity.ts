import { ActivityRoutes } from "@amazon-connect/activity";
import type { Route } from "./route";

export const activityRoutes: Record<ActivityRoutes, Route<void, void>> = {
  [ActivityRoutes.sendActivity]: (_, { model }) => model.session.extend(),
};

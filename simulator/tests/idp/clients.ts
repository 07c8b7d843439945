import type { Clients } from "../../idp/index";

export const workspaceOrigin = "http://workspace.localhost:4000";
/** The registrations of a test provider. */
export const clients: Clients = {
  app: {
    id: "app",
    secret: "a-secret-for-tests",
    redirectUris: ["http://localhost:3000/callback"],
    postLogoutRedirectUris: ["http://localhost:3000/"],
  },
  workspace: {
    id: "workspace",
    redirectUris: [`${workspaceOrigin}/callback`],
    postLogoutRedirectUris: [`${workspaceOrigin}/`],
  },
};

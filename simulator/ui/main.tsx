import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ChooseAgentPage, SignInPage } from "./agent/sign-in-page";
import { BadScenarioPage } from "./bad-scenario-page";
import { Desk } from "./desk/desk";
import { UnavailablePage } from "./desk/unavailable-page";
import { ServiceFailedPage } from "./services/service-failed-page";
import { WorkspaceProvider } from "./state/workspace-provider";
import { openPage, type Page } from "./open-page";
import { applyTheme, readTheme } from "./theme/theme";

function PageView({ page }: { page: Page }) {
  switch (page.state) {
    case "unavailable":
      return (
        <UnavailablePage
          title="The workspace’s settings could not be read."
          message={`${page.message}. Is its server still running?`}
        />
      );
    case "no-storage":
      return (
        <UnavailablePage
          title="Nobody can sign in here."
          message="This browser refuses to store anything for this page. Allow it to set cookies."
        />
      );
    case "bad-scenario":
      return <BadScenarioPage message={page.message} />;
    case "signed-out":
      return page.config.identityProvider ? (
        <SignInPage identityProvider={page.config.identityProvider} problem={page.problem} />
      ) : (
        <ChooseAgentPage />
      );
    case "signed-in":
    case "service-failed":
      return (
        <WorkspaceProvider recorder={page.recorder} opening={page.opening}>
          {page.state === "signed-in" ? <Desk /> : <ServiceFailedPage />}
        </WorkspaceProvider>
      );
  }
}

applyTheme(readTheme());
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root");

const page = await openPage();
createRoot(root).render(
  <StrictMode>
    <PageView page={page} />
  </StrictMode>,
);

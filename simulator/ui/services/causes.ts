import { createTimeout, type ServiceFailure } from "../../host/services/service-desk";
import type { RegisteredService } from "../../registration";

interface Cause {
  happened(config: RegisteredService): string;
  /** What to look at, beside the address. */
  checks: readonly string[];
}

const seconds = createTimeout / 1_000;

/** What each failure of a service means. */
export const causes: Record<ServiceFailure, Cause> = {
  "not-connected": {
    happened: ({ initializationTimeout }) =>
      `It did not connect within its initialization timeout, ${initializationTimeout} ms.`,
    checks: [
      "Does its Content-Security-Policy name this page’s origin in frame-ancestors?",
      "Does the page call AmazonConnectService.init as soon as it loads, not behind sign-in or data?",
      "Is a fault of the scenario “Silent workspace” or “Silent to services”?",
    ],
  },
  "not-created": {
    happened: () => `It connected, but its onCreate did not finish within ${seconds} s.`,
    checks: ["Let onCreate resolve at once, and do the work after that, with time limits."],
  },
  error: {
    happened: () => "It sent a fatal error. The SDK does so if onCreate throws.",
    checks: ["Read the data of the message serviceError or closeApp in the inspector."],
  },
  closed: {
    happened: () => "It closed its channel to the workspace.",
    checks: ["Did the page go elsewhere, or did a script close its MessagePort?"],
  },
};

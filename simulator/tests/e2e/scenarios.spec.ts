import type { deskScenarios } from "../../scenarios/shipped";
import { test as bareAppTest, expect } from "./bare-app";
import { test as ourAppTest } from "../../../tests/e2e/fixtures";

type DeskScenario = keyof typeof deskScenarios;

const ana = "agent Ana Carolina Silva";
const connectedTo = (channel: string) => [`connecting ${channel}`, `connected ${channel}`];
const ended = (channel: string) => [
  "participant disconnected",
  "participant disconnected",
  `acw ${channel}`,
  "state AfterCallWork",
];
const cleared = (channel: string) => [`cleared ${channel}`, "state Available"];
const goneFromFront = ["stop", "destroy"];

/** What the instances of the bare app tell, each from its creation to its end. */
const told: Record<DeskScenario, string[][]> = {
  "voice-call": [
    ["create contact", ana, "start", "voice"].concat(
      connectedTo("voice"),
      ended("voice"),
      cleared("voice"),
      goneFromFront,
    ),
  ],
  "two-chats": [
    ["create contact", ana, "start", "chat", "stop"].concat(
      ended("chat").slice(0, 3),
      "cleared chat",
      "destroy",
    ),
    // With every permission it hears of the other chat's participants too.
    ["create contact", ana, "start", "chat", "stop", "start", "chat"].concat(
      ended("chat").slice(0, 2),
    ),
  ],
  task: [
    ["create contact", ana, "start", "task of normal priority", "stop"].concat(
      ["start", "task of high priority"],
      ended("task"),
      cleared("task"),
      goneFromFront,
    ),
  ],
  email: [
    ["create idle", ana, "start", "incoming email"].concat(
      connectedTo("email"),
      ended("email"),
      cleared("email"),
    ),
  ],
  "queue-callback": [
    ["create contact", ana, "start", "queue_callback", "pending queue_callback"].concat(
      connectedTo("queue_callback"),
      ended("queue_callback"),
      cleared("queue_callback"),
      goneFromFront,
    ),
  ],
  "missed-call": [
    ["create contact", ana, "start", "voice", "missed voice", "state MissedCallAgent"].concat(
      cleared("voice"),
      goneFromFront,
    ),
    ["create contact", ana].concat(connectedTo("voice"), "start", "voice"),
  ],
  transfer: [
    ["create contact", ana, "start", "voice", "participant added", "acw voice"].concat(
      ["state AfterCallWork", "participant disconnected"],
      cleared("voice"),
      goneFromFront,
    ),
  ],
  "agent-logs-out": [["create idle", ana, "start", "state Offline", "session expires", "destroy"]],
  "silent-workspace": [["error workspaceConnectTimeout"]],
  "shared-desk": [
    ["create contact", ana, "start", "chat"].concat(ended("chat"), cleared("chat"), goneFromFront),
    ["create contact", "agent Kwame Mensah", "start", "voice"],
  ],
  // An instance without services.
  "service-fails": [["create contact", ana, "start", "voice"]],
};

const silent = "The agent workspace didn't respond in time";

/** What this repository's app shows: who is signed in, or what keeps it from that. */
const shown: Record<DeskScenario, string> = {
  "voice-call": "Ana Carolina Silva",
  "two-chats": "Ana Carolina Silva",
  task: "Ana Carolina Silva",
  email: "Ana Carolina Silva",
  "queue-callback": "Ana Carolina Silva",
  "missed-call": "Ana Carolina Silva",
  transfer: "Ana Carolina Silva",
  "agent-logs-out": "Ana Carolina Silva",
  "silent-workspace": silent,
  "shared-desk": "Kwame Mensah",
  "service-fails": "Ana Carolina Silva",
};

/** Two frames that open at the same time tell first in either order. */
function sorted(instances: string[][]): string[][] {
  return instances.toSorted((one, other) => (one.join() < other.join() ? -1 : 1));
}

for (const [name, instances] of Object.entries(told)) {
  bareAppTest.describe(name, () => {
    bareAppTest.use({ scenario: name });

    bareAppTest("another app than ours sees all of it", async ({ told, workspace }) => {
      await expect(workspace.page).toHaveURL(`${workspace.url}/?scenario=${name}`);
      await expect.poll(() => sorted(told()), { timeout: 35_000 }).toEqual(sorted(instances));
    });
  });
}

for (const [name, text] of Object.entries(shown)) {
  ourAppTest.describe(name, () => {
    ourAppTest.use({ scenario: name, thirdPartyCookies: "allowed" });

    ourAppTest("this app goes through it", async ({ page, workspace }) => {
      if (name === "shared-desk") {
        await page.getByRole("button", { name: "Kwame Mensah" }).click({ timeout: 20_000 });
      }
      const app = workspace.app();
      // A silent sign-in that takes too long, as on a busy machine, asks for a click.
      const signIn = app.getByRole("button", { name: "Sign in" });
      const expected = text === silent ? app.getByText(text) : app.getByText(text).or(signIn);
      await expect(expected.first()).toBeVisible({ timeout: 20_000 });
      if (name === "agent-logs-out") {
        await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
      }
    });
  });
}

import { AmazonConnectService } from "@amazon-connect/app";
import type { AppUpstreamMessage } from "@amazon-connect/workspace-types";
import { expect, it, vi } from "vitest";
import type { Workspace } from "@/simulator/host/workspace";
import { uninstalled } from "./reference";
import { declared, declaredMessages } from "./sdk-declarations";
import {
  appNamed,
  type ConnectedApp,
  connectApp,
  expectConsoleErrors,
  forAllContacts,
  loadPage,
  openWorkspace,
  settle,
  voiceCall,
} from "./workspace-apps";

function expectAll(kind: string, declaredNames: string[], seen: Set<string>): void {
  const missing = declaredNames.filter((name) => !seen.has(name));
  process.stdout.write(
    `${declaredNames.length - missing.length} of ${declaredNames.length} ${kind}\n`,
  );
  expect(declaredNames.length).toBeGreaterThan(0);
  expect(missing, `${kind} that the engine does not answer`).toEqual([]);
}

const nameOf = ([name, namespace]: readonly [string, string]) => `${namespace} ${name}`;

/** The names that the installed packages declare, and all that are known. */
function known(kind: "Routes" | "Topics") {
  const ofPackages = declared(kind);
  const all = [...ofPackages, ...uninstalled(kind)];
  return { ofPackages: ofPackages.map(nameOf), all: all.map(nameOf), names: all };
}

/** What a request needs, so that its handler does not fail on the data. */
const asked: Record<string, object> = {
  "search-message-templates": { request: { channels: [] } },
  "search-quick-responses": { channels: [] },
  "batch-get-attached-file-metadata": { relatedAttachments: {} },
  "get-attached-file-url": { attachment: {} },
};

it("every route that the SDK declares has a handler", async () => {
  const workspace = openWorkspace();
  const { provider } = await connectApp(workspace);
  const { ofPackages, all, names } = known("Routes");
  const answered = new Set<string>();
  for (const [command, namespace] of names) {
    const error = await provider
      .getProxy()
      .request(namespace, command, asked[command] ?? {})
      .then(
        () => null,
        (reason) => reason,
      );
    if (error?.errorKey !== "handlerNotFound" && error?.errorKey !== "unknown")
      answered.add(nameOf([command, namespace]));
  }
  expectAll("routes of the installed packages", ofPackages, answered);
  expectAll("routes with those of the packages that are not installed", all, answered);
});

it("every topic that the SDK declares is published by a change of the model", async () => {
  const workspace = openWorkspace({ apps: [appNamed("Everything"), forAllContacts("Writer")] });
  const { provider } = await connectApp(workspace);
  const { ofPackages, all, names } = known("Topics");
  const published = new Set<string>();
  for (const [key, namespace] of names) {
    provider.subscribe(
      { namespace, key },
      async () => void published.add(nameOf([key, namespace])),
    );
  }
  await settle();
  const inbound = { channel: { type: "email", subtype: "connect:Email" } as const, customer: "Mo" };
  workspace.acceptContact(workspace.offerContact(inbound));
  const writer = await connectApp(workspace, { app: "Writer" });
  await writer.provider
    .getProxy()
    .request("aws.connect.email", "create-draft-email", { initiationMethod: "OUTBOUND" });
  await changeEverything(workspace);
  await settle();
  expectAll("topics of the installed packages", ofPackages, published);
  expectAll("topics with those of the packages that are not installed", all, published);
});

async function changeEverything(workspace: Workspace): Promise<void> {
  const [quickConnect] = workspace.getSnapshot().agent.quickConnects;
  if (!quickConnect) throw new Error("There is no quick connect");
  const participants = (contactId: string) =>
    workspace.getSnapshot().contacts.find(({ id }) => id === contactId)?.participants ?? [];

  workspace.setRoutingProfile({ channelConcurrencyMap: { VOICE: 3 } });
  const handled = workspace.offerContact(voiceCall);
  workspace.pendContact(handled);
  workspace.acceptContact(handled);
  for (const { id } of participants(handled)) {
    workspace.holdParticipant(id);
    workspace.resumeParticipant(id);
  }
  workspace.disconnectParticipant(workspace.addParticipant(handled, quickConnect));
  workspace.setAgentState("Lunch");
  workspace.endContact(handled);
  await workspace.clearContact(handled);
  workspace.missContact(workspace.offerContact(voiceCall));
  workspace.failContact(workspace.offerContact(voiceCall));
  workspace.setRoutingProfile({ channelConcurrencyMap: { VOICE: 1 } });
  workspace.setNetworkStatus("disconnected");
  workspace.setVoiceEnhancementMode("NOISE_SUPPRESSION");
  workspace.setLanguage("es_ES");
  workspace.setVisualMode("dark");
  workspace.warnExpiration(Date.now() + 60_000);
  workspace.failSessionExtension();
  workspace.clearExpirationWarning();
}

it("every message that the SDK declares is sent or accepted", async () => {
  expectConsoleErrors();
  const workspace = openWorkspace({ healthCheckInterval: 1_000 });
  const bare = await connectApp(workspace, { app: "Nothing" });
  const app = await connectApp(workspace, { app: "Everything" });
  await sayEverything(workspace, app, bare);
  const seen = new Set(
    workspace.getSnapshot().log.flatMap((entry) => {
      if (entry.direction === "workspace") return [];
      const { message } = entry;
      return message.type === "childUpstream"
        ? [message.type, message.message.type]
        : [message.type];
    }),
  );
  expectAll("messages", declaredMessages(), seen);
});

async function sayEverything(workspace: Workspace, app: ConnectedApp, bare: ConnectedApp) {
  const handler = async () => {};
  const topic = { namespace: "orders.example", key: "opened" };
  const stateChanged = { namespace: "aws.connect.contact", key: "agent/stateChange" };
  const proxy = app.provider.getProxy();
  // The bare app has no permission: the workspace answers with an error.
  bare.provider.subscribe(stateChanged, handler);
  app.provider.subscribe(stateChanged, handler);
  app.provider.subscribe(topic, handler);
  app.provider.unsubscribe(topic, handler);
  app.provider.publish(topic, {});
  proxy.sendMetric({
    metricData: { metricName: "lookup", unit: "Count", value: 1 },
    time: new Date(),
    namespace: "orders.example",
  });
  proxy.addChildIframeChannel({
    connectionId: "child",
    providerId: "child-provider",
    port: new MessageChannel().port1,
  });
  await settle();
  workspace.setAgentState("Lunch");
  await proxy.request("aws.connect.contact", "agent/getName");
  await vi.waitFor(
    () => expect(workspace.getSnapshot().log).toContainEqual(messageOf("healthCheckResponse")),
    { timeout: 3_000 },
  );
  await workspace.closeApp(app.id);

  const service = await connectService(workspace);
  service.sendFatalError("cannot go on");
  bare.provider.sendCloseAppRequest();
  await settle();
  // The SDK declares the message that closes a channel, and has no method that sends it.
  const closing = workspace.openApp({ app: "Nothing" });
  const { port1, port2 } = new MessageChannel();
  workspace.connect(
    closing,
    { type: "connect-app-host-init", sdkVersion: "1.0.11", providerId: "p" },
    port2,
  );
  port1.postMessage({ type: "closeChannel" } satisfies AppUpstreamMessage);
  await settle();
  port1.close();
  expect(workspace.getSnapshot().apps.find(({ id }) => id === closing)?.phase).toBe("unresponsive");
}

function messageOf(type: string) {
  return expect.objectContaining({ message: expect.objectContaining({ type }) });
}

/** A page that runs the SDK's service instead of its app. */
async function connectService(workspace: Workspace): Promise<AmazonConnectService> {
  const id = workspace.openApp({ app: "Everything" });
  const service = loadPage(
    workspace,
    id,
    () => new AmazonConnectService({ onCreate: async () => {} }),
  );
  await settle();
  return service;
}

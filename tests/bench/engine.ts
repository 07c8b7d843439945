import { AmazonConnectApp } from "@amazon-connect/app";
import { AgentClient } from "@amazon-connect/contact";
import { resetGlobalProvider } from "@amazon-connect/core";
import type { AppHostInitMessage } from "@amazon-connect/workspace-types";
import { Workspace } from "@/simulator/host/workspace";
import { registration } from "@/simulator/registration";

const warmUp = 2_000;
const rounds = 10_000;

/** The SDK's page in a frame of the engine: resolves when the app is created. */
function createApp(workspace: Workspace, instanceId: string): Promise<AmazonConnectApp> {
  return new Promise((resolve) => {
    const provider = new AmazonConnectApp({ onCreate: async () => {} });
    const parent = {
      postMessage(message: AppHostInitMessage, _target: string, [port]: MessagePort[]) {
        if (port) workspace.connect(instanceId, message, port);
      },
    };
    Object.assign(globalThis, { window: { parent }, document: { location: { origin: "" } } });
    resetGlobalProvider(provider);
    provider.onStart(async () => resolve(provider));
    provider.getProxy();
  });
}

async function measure(frames: number): Promise<void> {
  const workspace = new Workspace({
    agent: { arn: "arn:aws:connect:us-east-1:111122223333:instance/i/agent/a", name: "Ana" },
    apps: [registration("http://localhost:3000/")],
    healthCheckInterval: 0,
  });
  workspace.setRoutingProfile({ channelConcurrencyMap: { CHAT: frames } });
  let app: AmazonConnectApp | undefined;
  for (let frame = 0; frame < frames; frame += 1) {
    const channel = { type: "chat", subtype: "connect:Chat" } as const;
    workspace.acceptContact(workspace.offerContact({ channel, customer: `Customer ${frame}` }));
    app = await createApp(workspace, workspace.openApp());
  }
  if (!app) throw new Error("There is no app to measure");
  // A view that reads everything after each change, as the workspace's page does.
  workspace.subscribe(() => void workspace.getSnapshot());

  const client = new AgentClient(app);
  const times: number[] = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    const start = performance.now();
    await client.getName();
    if (round >= 0) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => `${(times[Math.floor(part * times.length)] ?? 0).toFixed(3)} ms`;
  console.log(`${frames} frames: median ${at(0.5)}, p99 ${at(0.99)} of ${rounds} round trips`);
}

console.log("Request of the SDK's AgentClient → response of the engine, over a MessageChannel");
for (const frames of [1, 20]) await measure(frames);
process.exit();

import agentLogsOut from "./agent-logs-out.json" with { type: "json" };
import email from "./email.json" with { type: "json" };
import missedCall from "./missed-call.json" with { type: "json" };
import { providerScenarios } from "./provider-scenarios";
import queueCallback from "./queue-callback.json" with { type: "json" };
import serviceFails from "./service-fails.json" with { type: "json" };
import sharedDesk from "./shared-desk.json" with { type: "json" };
import silentWorkspace from "./silent-workspace.json" with { type: "json" };
import task from "./task.json" with { type: "json" };
import transfer from "./transfer.json" with { type: "json" };
import twoChats from "./two-chats.json" with { type: "json" };
import voiceCall from "./voice-call.json" with { type: "json" };

/** What happens on a desk, by name. */
export const deskScenarios = {
  "voice-call": voiceCall,
  "two-chats": twoChats,
  task,
  email,
  "queue-callback": queueCallback,
  "missed-call": missedCall,
  transfer,
  "agent-logs-out": agentLogsOut,
  "silent-workspace": silentWorkspace,
  "shared-desk": sharedDesk,
  "service-fails": serviceFails,
};

/** All scenarios of this folder, by name. */
export const shipped = { ...deskScenarios, ...providerScenarios };

export type ShippedName = keyof typeof shipped;

import type { AgentRoutingProfile, AgentState, Queue, QuickConnect } from "@amazon-connect/contact";
import type { DialableCountry, VoiceEnhancementPaths } from "@amazon-connect/voice";
import type { EmailAddress } from "./sdk/email";
import type { CloudscapeTheme } from "./sdk/theme";

/** The configuration of the simulated Connect instance. */
const instanceArn =
  "arn:aws:connect:us-east-1:111122223333:instance/5ac1b2d3-0000-4000-8000-000000000001";

export const instanceOrigin = "https://simulated.my.connect.aws";

function id(number: number): string {
  return `0a1b2c3d-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

function queue(name: string, number: number): Queue {
  return { name, queueId: id(number), queueARN: `${instanceArn}/queue/${id(number)}` };
}

export function contactArn(contactId: string): string {
  return `${instanceArn}/contact/${contactId}`;
}

/** The ARN of something in the instance's knowledge base. */
export function knowledgeArn(kind: "message-template" | "quick-response", number: string): string {
  return `arn:aws:wisdom:us-east-1:111122223333:${kind}/${id(50)}/${number}`;
}

export const supportQueue = queue("Support", 1);

export const routingProfile: AgentRoutingProfile = {
  name: "Support and billing",
  routingProfileId: id(20),
  routingProfileARN: `${instanceArn}/routing-profile/${id(20)}`,
  channelConcurrencyMap: { VOICE: 1, CHAT: 3, TASK: 5, EMAIL: 2 },
  defaultOutboundQueue: supportQueue,
  queues: [supportQueue, queue("Billing", 2)],
};

function state(name: string, type: AgentState["type"], number: number): AgentState {
  return { name, type, agentStateARN: `${instanceArn}/agent-state/${id(number)}` };
}

export const availabilityStates: readonly AgentState[] = [
  state("Available", "routable", 30),
  state("Lunch", "not_routable", 31),
  state("Training", "not_routable", 32),
  state("Offline", "offline", 33),
];

/** States that the agent cannot choose: contacts cause them. */
export const systemStates = {
  afterCallWork: { name: "AfterCallWork", type: "after_call_work" },
  missedCall: { name: "MissedCallAgent", type: "error" },
} satisfies Record<string, AgentState>;

function endpoint(number: number): string {
  return `${instanceArn}/transfer-destination/${id(number)}`;
}

export const quickConnects: readonly QuickConnect[] = [
  { type: "agent", name: "Kwame Mensah", endpointARN: endpoint(40) },
  { type: "agent", name: "Mei Tanaka", endpointARN: endpoint(41) },
  { type: "queue", name: "Billing", endpointARN: endpoint(42) },
  {
    type: "phone_number",
    name: "Warehouse",
    endpointARN: endpoint(43),
    phoneNumber: "+12065550143",
  },
];

export const dialableCountries: readonly DialableCountry[] = [
  { countryCode: "US", callingCode: "+1", label: "United States" },
  { countryCode: "GB", callingCode: "+44", label: "United Kingdom" },
  { countryCode: "BR", callingCode: "+55", label: "Brazil" },
];

export const securityProfilePermissions: readonly string[] = [
  "BasicAgentAccess",
  "OutboundCallAccess",
];

export const voiceEnhancementPaths: VoiceEnhancementPaths = {
  processors: `${instanceOrigin}/voice-enhancement/processors`,
  workers: `${instanceOrigin}/voice-enhancement/workers`,
  wasm: `${instanceOrigin}/voice-enhancement/wasm`,
  models: `${instanceOrigin}/voice-enhancement/models`,
};

/** The addresses that the instance sends e-mails from, the usual one first. */
export const outboundAddresses: readonly [EmailAddress, ...EmailAddress[]] = [
  { emailAddress: "support@simulated.example", displayName: "Support" },
  { emailAddress: "billing@simulated.example", displayName: "Billing" },
];

/** The theme that the instance's administrator has set, as Cloudscape's tokens. */
export const workspaceTheme: CloudscapeTheme = {
  tokens: {
    colorBackgroundButtonPrimaryDefault: { light: "#6b2fb3", dark: "#c9a5f7" },
    colorBackgroundButtonPrimaryHover: { light: "#4f2187", dark: "#dcc5fa" },
    colorBackgroundButtonPrimaryActive: { light: "#4f2187", dark: "#dcc5fa" },
    colorTextLinkDefault: { light: "#6b2fb3", dark: "#c9a5f7" },
    colorTextLinkHover: { light: "#4f2187", dark: "#dcc5fa" },
  },
};

export { ConnectAppProvider, useConnection, useConnectionState } from "./connect-app-provider";
export type { ConnectAppLogger, ConnectLogLevel } from "./connect-logger";
export type {
  ClientClass,
  Connection,
  ConnectionOptions,
  ConnectionState,
} from "./connection";
export { connection, createConnection } from "./connection";
export type { ContactState, OpenContacts } from "./contacts";
export type { DestroyTask } from "./destroy-tasks";
export type { ConnectAppErrorCode } from "./errors";
export { ConnectAppError, isConnectAppError } from "./errors";
export type { ConnectContext } from "./foreign";
export type { ConnectAgent } from "./hooks/use-agent";
export { useAgent } from "./hooks/use-agent";
export { useAgentState } from "./hooks/use-agent-state";
export { useAppConfig } from "./hooks/use-app-config";
export { useAppContext } from "./hooks/use-app-context";
export { useAppErrors } from "./hooks/use-app-errors";
export type { LifecycleHandlers } from "./hooks/use-app-lifecycle";
export { useAppLifecycle } from "./hooks/use-app-lifecycle";
export { useConnectClient } from "./hooks/use-connect-client";
export { useConnectEvent } from "./hooks/use-connect-event";
export { useConnectRequest } from "./hooks/use-connect-request";
export { useConnectionHealth } from "./hooks/use-connection-health";
export type { ConnectContact } from "./hooks/use-contact";
export { useContact } from "./hooks/use-contact";
export { useContactAttributes } from "./hooks/use-contact-attributes";
export { useContactScope } from "./hooks/use-contact-scope";
export { useContactState } from "./hooks/use-contact-state";
export { useContacts } from "./hooks/use-contacts";
export { useLanguage } from "./hooks/use-language";
export { usePermission } from "./hooks/use-permission";
export { useSandboxToken } from "./hooks/use-sandbox-token";
export type { SessionExpiration } from "./hooks/use-session-expiration";
export { useSessionExpiration } from "./hooks/use-session-expiration";
export { useVisualMode } from "./hooks/use-visual-mode";
export type { Permission } from "./permissions";
export type { Redact } from "./redact";
export { redactCustomerData } from "./redact";
export type { ConnectRequestResult, ConnectRequestState } from "./requests";
export type { Locale, VisualMode } from "./settings-client";
export { SettingsClient } from "./settings-client";

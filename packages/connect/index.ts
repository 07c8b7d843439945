// What lib/connect exports, without React.
export type { ConnectAppLogger, ConnectLogLevel } from "../../lib/connect/connect-logger";
export type {
  ClientClass,
  Connection,
  ConnectionOptions,
  ConnectionState,
} from "../../lib/connect/connection";
export { connection, createConnection } from "../../lib/connect/connection";
export type { ContactState, OpenContacts } from "../../lib/connect/contacts";
export type { DestroyTask } from "../../lib/connect/destroy-tasks";
export type { ConnectAppErrorCode } from "../../lib/connect/errors";
export { ConnectAppError, isConnectAppError } from "../../lib/connect/errors";
export type { ConnectContext } from "../../lib/connect/foreign";
export type { Permission } from "../../lib/connect/permissions";
export type { Redact } from "../../lib/connect/redact";
export { redactCustomerData } from "../../lib/connect/redact";
export type { Locale, VisualMode } from "../../lib/connect/settings-client";
export { SettingsClient } from "../../lib/connect/settings-client";

import { ContactRoutes } from "@amazon-connect/contact";
import { redactCustomerData } from "../../../lib/connect/redact";
import type { Contact } from "../../host/contacts/contact";
import type { LogEntry } from "../../host/message-log";
import type { LogLine } from "./log-line";

const replacement = "[redacted]";

/** Objects whose keys the app or a flow has chosen: any value may be the customer's. */
const ofCustomer = new Set([
  "attributes",
  "references",
  "parameters",
  "uploadHeaders",
  // Of an app's log, its events and its errors.
  "data",
]);

/** The SDK's own words. */
const words = new Set([
  ...["_type", "type", "subtype", "direction", "stage", "level", "status", "state", "value"],
  ...["namespace", "errorKey", "errorCode", "sdkVersion", "metricName", "unit", "region", "result"],
  ...["permissions", "sandbox", "allow", "scope", "enabledChannels", "agentStateName"],
  ...["visualMode", "language", "voiceEnhancementMode", "initiationMethod", "bodyType"],
  ...["fileStatus", "fileUseCaseType", "uploadMethod", "source"],
]);

/** Texts of the SDK, of the workspace or of an app, in which customer data may occur. */
const texts = new Set(["message", "reason", "text", "errorMessage", "command", "key"]);

const isId = (key: string) => /(?:^id|^arn|Ids?|ARN|Arn)$/.test(key) && !/customer/i.test(key);
const isTime = (key: string) => /time|timestamp/i.test(key);
const isoTime = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

interface Redactor {
  /** Replaces a value that may be the customer's. */
  hide(value: unknown): unknown;
  /** Replaces customer data in a text. */
  clean(text: string): string;
}

/**
 * The entries of `lines` without customer data. A value stays only if the SDK defines its key as an id, a time or a word
 * of its own. In texts, whatever was replaced elsewhere in `all` is replaced too, with e-mail addresses, phone numbers and
 * what follows a URL's origin. The keys of attributes stay.
 */
export function redactLog(
  lines: readonly LogLine[],
  all: readonly LogLine[],
  contacts: readonly Contact[],
): unknown[] {
  const entries = new Map(all.map(({ entry }) => [entry.id, entry]));
  const hidden = new Set<string>();
  const collector: Redactor = {
    hide(value) {
      const text = typeof value === "number" && value < 1_000 ? "" : String(value);
      if (typeof value !== "boolean" && text.trim().length > 1) hidden.add(text.trim());
      return replacement;
    },
    clean: (text) => text,
  };
  function redact({ entry, other }: LogLine, redactor: Redactor): unknown {
    return redactEntry(entry, other ? entries.get(other.id) : undefined, redactor);
  }

  for (const line of all) redact(line, collector);
  for (const { customer, phoneNumber, description, attributes, references } of contacts) {
    redactAll({ customer, phoneNumber, description, attributes, references }, collector);
  }
  const redactor: Redactor = { hide: () => replacement, clean: cleanerOf(hidden) };
  return lines.map((line) => redact(line, redactor));
}

function redactEntry(entry: LogEntry, other: LogEntry | undefined, redactor: Redactor): unknown {
  if (entry.direction === "workspace") return { ...entry, text: redactor.clean(entry.text) };
  return { ...entry, message: redactMessage(entry.message, commandOf(other), redactor) };
}

function commandOf(entry: LogEntry | undefined): string | undefined {
  if (!entry || entry.direction === "workspace") return undefined;
  return entry.message.type === "request" ? entry.message.command : undefined;
}

/** `command` is that of a response's request; undefined if the log has dropped it. */
function redactMessage(message: object, command: string | undefined, redactor: Redactor): unknown {
  const fields = Object.entries(message).map(([key, value]) => {
    if (key === "data") return [key, redactData(message, value, command, redactor)];
    if (key === "message" && isObject(value)) {
      return [key, redactMessage(value, undefined, redactor)];
    }
    return [key, redactField(key, value, redactor, message)];
  });
  return Object.fromEntries(fields);
}

/** The SDK defines the keys of its requests, responses and events, except of the response with attributes. */
function redactData(
  message: { type?: unknown; namespace?: unknown; topic?: unknown },
  data: unknown,
  command: string | undefined,
  redactor: Redactor,
): unknown {
  const { type, namespace, topic } = message;
  const isRequest = type === "request" && isOfSdk({ namespace });
  const isEvent = type === "publish" && isObject(topic) && isOfSdk(topic);
  const isResponse =
    type === "response" && command && command !== ContactRoutes.getAttributes && isOfSdk(message);
  return isRequest || isEvent || isResponse
    ? redactFields(data, redactor)
    : redactAll(data, redactor);
}

function isOfSdk({ namespace }: { namespace?: unknown }): boolean {
  return typeof namespace === "string" && namespace.startsWith("aws.connect.");
}

function redactField(key: string, value: unknown, redactor: Redactor, parent: object): unknown {
  // A request names the attributes that it wants; "*" is all.
  const isNames = key === "attributes" && (value === "*" || Array.isArray(value));
  if (ofCustomer.has(key) && !isNames) return redactAll(value, redactor);
  if (Array.isArray(value)) {
    return value.map((item) =>
      redactField(key === "attributes" ? "id" : key, item, redactor, parent),
    );
  }
  if (isObject(value)) return redactFields(value, redactor);
  if (typeof value !== "string" || isNames || isId(key) || words.has(key)) return value;
  if ((key === "command" || key === "key") && isOfSdk(parent)) return value;
  if (texts.has(key)) return redactor.clean(value);
  const isKept = key === "parameter" ? uuid.test(value) : isTime(key) && isoTime.test(value);
  return isKept ? value : redactor.hide(value);
}

function redactFields(value: unknown, redactor: Redactor): unknown {
  if (Array.isArray(value)) return value.map((item) => redactFields(item, redactor));
  if (value instanceof Error) return redactError(value, redactor);
  if (!isObject(value)) return typeof value === "string" ? redactor.hide(value) : value;
  if (value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, redactField(key, item, redactor, value)]),
  );
}

/** Replaces every value and keeps the keys. */
function redactAll(value: unknown, redactor: Redactor): unknown {
  if (Array.isArray(value)) return value.map((item) => redactAll(item, redactor));
  if (value instanceof Error) return redactError(value, redactor);
  if (value === undefined || value === null) return value;
  if (!isObject(value) || value instanceof Date) return redactor.hide(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redactor.clean(key), redactAll(item, redactor)]),
  );
}

function redactError({ name, message, stack = "" }: Error, { clean }: Redactor): unknown {
  return { name, message: clean(message), stack: clean(stack) };
}

/** Replaces whole words and phrases, whatever their case. */
function cleanerOf(hidden: ReadonlySet<string>): (text: string) => string {
  // The longest first: one may contain another.
  const phrases = [...hidden].sort((one, other) => other.length - one.length).map(escaped);
  const anyPhrase = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${phrases.join("|") || "(?!)"})(?![\\p{L}\\p{N}])`,
    "giu",
  );
  return (text) => {
    const withoutPaths = text.replaceAll(
      /(https?:\/\/[^\s/"'?#]+)[/?#][^\s"']+/g,
      `$1/${replacement}`,
    );
    return String(redactCustomerData(withoutPaths.replaceAll(anyPhrase, replacement)));
  };
}

function escaped(phrase: string): string {
  return phrase.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

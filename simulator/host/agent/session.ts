import { ActivityTopicKeys } from "@amazon-connect/activity";
import type { Publish } from "../events";
import { Timers } from "../timers";

/** The agent's session, as an app sees it. Both are epoch ms. */
export interface Expiration {
  /** When the session ends, while there is a warning. */
  warnedOf: number | null;
  /** The last activity that an app sent. */
  lastActivity: number | null;
}

/** The longest time that a timer can wait, in ms. */
const longest = 2 ** 31 - 1;

/**
 * The agent's session. It ends without activity: an inactive agent is signed out (Connect's API
 * reference, `SessionInactivityDuration`), and the activity of an app keeps the agent active (the SDK's
 * `sendActivity`).
 */
export class Session {
  expiration: Expiration = { warnedOf: null, lastActivity: null };
  /** The agent has logged out, or was logged out. */
  isOver = false;

  private readonly timers = new Timers();

  constructor(
    private readonly publish: Publish,
    private readonly changed: () => void,
    private readonly expired: () => void,
  ) {}

  warn(expiration: number): void {
    this.update({ warnedOf: expiration });
    this.publish(ActivityTopicKeys.expirationWarning, { expiration });
    const left = Math.max(0, expiration - Date.now());
    this.timers.start("end", Math.min(left, longest), this.expired);
  }

  clearWarning(): void {
    if (this.expiration.warnedOf === null) return;
    this.timers.stop("end");
    this.update({ warnedOf: null });
    this.publish(ActivityTopicKeys.expirationWarningCleared, {});
  }

  failExtension(): void {
    this.publish(ActivityTopicKeys.sessionExtensionError, {
      isWarningActive: this.expiration.warnedOf !== null,
      errorDetails: { message: "The session could not be extended" },
    });
  }

  /** Extends the session after activity in an app, and withdraws a warning. */
  extend(): void {
    this.update({ lastActivity: Date.now() });
    this.clearWarning();
  }

  end(): void {
    this.timers.stop("end");
    this.isOver = true;
    this.update({ warnedOf: null });
  }

  private update(change: Partial<Expiration>): void {
    this.expiration = { ...this.expiration, ...change };
    this.changed();
  }
}

import { ActivityTopicKeys } from "@amazon-connect/activity";
import type { Publish } from "../events";
import { Timers } from "../timers";

/** How long the agent's session still lasts, as far as an app hears of it. Both are epoch ms. */
export interface Expiration {
  /** When the session ends, while the agent is warned of it. */
  warnedOf: number | null;
  /** The last activity that an app sent. */
  lastActivity: number | null;
}

/** The longest time that a timer can wait, in ms. */
const longest = 2 ** 31 - 1;

/**
 * The agent's session, which ends when nothing happens: an inactive agent is signed out (Connect's API
 * reference, `SessionInactivityDuration`), and the activity of an app keeps the agent active (the SDK's
 * `sendActivity`).
 */
export class Session {
  expiration: Expiration = { warnedOf: null, lastActivity: null };
  /** The agent has logged out, or was. */
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

  /** An app saw the agent at work: the session lasts on, and a warning is withdrawn. */
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

import { ActivityTopicKeys } from "@amazon-connect/activity";
import type { Publish } from "./events";

/** How long the agent's session still lasts, as far as an app hears of it. Both are epoch ms. */
export interface Expiration {
  /** When the session ends, while the agent is warned of it. */
  warnedOf: number | null;
  /** The last activity that an app sent. */
  lastActivity: number | null;
}

/** The agent's session, which ends when nothing happens. */
export class Session {
  expiration: Expiration = { warnedOf: null, lastActivity: null };

  constructor(
    private readonly publish: Publish,
    private readonly changed: () => void,
  ) {}

  warn(expiration: number): void {
    this.update({ warnedOf: expiration });
    this.publish(ActivityTopicKeys.expirationWarning, { expiration });
  }

  clearWarning(): void {
    if (this.expiration.warnedOf === null) return;
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

  private update(change: Partial<Expiration>): void {
    this.expiration = { ...this.expiration, ...change };
    this.changed();
  }
}

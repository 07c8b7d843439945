import * as client from "openid-client";
import { messageOf } from "../../message-of";

type Code = "unreachable" | "refused" | "interrupted" | "unknown-agent";

/** Why an agent is not signed in: a sentence for the page, and a stable `code`. */
export class SignInProblem extends Error {
  override readonly name = "SignInProblem";

  constructor(
    readonly code: Code,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  static from(error: unknown): SignInProblem {
    if (error instanceof SignInProblem) return error;
    const options = { cause: error };
    if (
      error instanceof client.AuthorizationResponseError ||
      error instanceof client.ResponseBodyError
    ) {
      const reason = error.error_description ?? error.error;
      return new SignInProblem("refused", `The identity provider refused: ${reason}.`, options);
    }
    // openid-client's own message is general; its cause says what was wrong.
    const reason = messageOf(error instanceof Error && error.cause ? error.cause : error);
    const message = `The sign-in could not be finished: ${reason}.`;
    return new SignInProblem("interrupted", message, options);
  }
}

import { findLeftCode } from "@/lib/auth/server/code";
import { windowPage } from "@/lib/auth/server/window-page";
import { refuseStart } from "@/lib/security/fetch-metadata";

/**
 * The second click after a sign-in window was cut off. This window has not visited the identity provider,
 * so it can still reach the frame, and posts the code that the first window left.
 */
export async function GET(request: Request) {
  const refusal = refuseStart(request.headers, "document");
  if (refusal) return Response.json({ reason: refusal }, { status: 403 });
  const code = await findLeftCode();
  return windowPage(request, {
    texts: ({ signIn }) => (code ? signIn.pages.signedIn : signIn.pages.notYet),
    message: code ? { type: "sign-in:code", code } : null,
    closes: code ? "always" : "never",
  });
}

import { AgentClient } from "@amazon-connect/contact";
// Not the index file of lib/auth/client, which brings React.
import { signInAhead } from "@/lib/auth/client/sign-in-ahead";
import { startService } from "@/lib/connect/service";
import { loadFrameStart } from "@/lib/frame-start";

/**
 * The service: the script of the hidden page public/service.html, which the workspace opens before the desk. It signs
 * the agent in where no click is needed, so that the first app opens signed in. See docs/service.md.
 */
startService(async (provider) => {
  const agent = new AgentClient(provider);
  const [start, desk] = await Promise.all([loadFrameStart(), agent.getARN()]);
  await signInAhead(start, desk);
});

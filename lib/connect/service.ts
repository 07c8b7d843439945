import { AmazonConnectService } from "@amazon-connect/app";
import type { AmazonConnectProvider } from "@amazon-connect/core";
import { convertRejections } from "./convert-rejections";

let isStarted = false;

/**
 * Makes this document a service of the workspace, which runs in a hidden frame for as long as the agent is there. The
 * workspace lets nobody work if a service fails, so this never throws, and `onCreate` resolves at once: `work` runs
 * after that (AWS's guide: "Begin authentication process without blocking service execution"). Its error goes to the
 * workspace's log. Only the first call in a document has an effect, and none in a page that nobody frames.
 */
export function startService(work: (provider: AmazonConnectProvider) => Promise<void>): void {
  if (isStarted || window.parent === window) return;
  isStarted = true;
  async function run() {
    try {
      await work(convertRejections(provider));
    } catch (error) {
      provider.sendError(`The service's work failed: ${error}`);
    }
  }
  const { provider } = AmazonConnectService.init({
    async onCreate() {
      void run();
    },
  });
}
